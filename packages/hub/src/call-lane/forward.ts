import { failedReply, okReply, type Reply } from '@rookery/protocol'
import { KEPT_ANSWERS, keepAnswer } from '../accounts/account-answers.js'
import { type Account, servingLink } from '../accounts/accounts.js'
import type { CallRequest } from './caller.js'
import { executeQuickOperation, QUICK_OPERATION } from './quick-operation.js'

/** Last stage: forwards the call to the implementation. While the account is away, answers from its kept answers. */
export function forwardToAccount(
  account: Account,
  { call, sendPart }: CallRequest,
  timeoutMs: number,
): Promise<Reply> {
  const { action } = call
  const link = servingLink(account)
  if (!link) return Promise.resolve(whileAway(account, action))
  if (action === QUICK_OPERATION) return executeQuickOperation(link.upstream, call, timeoutMs)
  // This function holds no reference to the call while it waits: calls may be large, and many may wait.
  const reply = link.upstream.call(call, { timeoutMs, onPart: sendPart, mayOverwrite: true })
  return KEPT_ANSWERS.has(action) ? reply.then((each) => kept(account, action, each)) : reply
}

function kept(account: Account, action: string, reply: Reply): Reply {
  keepAnswer(account, action, reply)
  return reply
}

function whileAway(account: Account, action: string): Reply {
  if (action === 'get_status') return okReply({ online: false, good: false })
  return (
    account.answers.get(action) ??
    failedReply(1503, `account ${account.selfId} is offline; nothing was executed`, { outcome: 'unsent' })
  )
}
