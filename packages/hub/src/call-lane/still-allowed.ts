import { failedReply, type Reply } from '@rookery/protocol'
import type { Account } from '../accounts/accounts.js'
import { type Access, authorize } from './authorize.js'
import type { CallRequest } from './caller.js'
import { refuseTargets } from './within-scopes.js'

/** Refuses a call that has waited, if its client may not make it any more. */
export type JudgeAgain = () => Reply | undefined

/**
 * Makes what judges a call again when its wait is over. A reload may have removed its client meanwhile, changed the token that
 * it came with, or narrowed its rights; or the token may have expired. It is made as the wait begins.
 */
export function judgeLater(account: Account, request: CallRequest, access: Access): JudgeAgain {
  const { client } = request.caller
  const wasConfigured = client.kind === 'configured'
  const secret = access.secretOf(client)
  return () => {
    if (wasConfigured && client.kind !== 'configured') return failedReply(1403, ENTRY_REMOVED)
    if (access.secretOf(client) !== secret)
      return failedReply(1403, 'the token that this call came with was changed')
    return refuseNow(account, request, access)
  }
}

/** Refuses a call by the rights of now, as if it named the account. */
export function refuseNow(account: Account, request: CallRequest, access: Access): Reply | undefined {
  const { scopes } = request.caller.client
  const bound = { ...request, call: { ...request.call, selfId: account.selfId } }
  const refusal = authorize(bound, access)
  if (refusal || !scopes) return refusal
  return refuseTargets(scopes, request, account, access)
}

const ENTRY_REMOVED = 'the entry of this client was removed'

/** Sends a call whose wait is over, or answers with its refusal. */
export function unlessRefused(judge: JudgeAgain, send: () => Promise<Reply>): Promise<Reply> {
  const refusal = judge()
  return refusal ? Promise.resolve(refusal) : send()
}
