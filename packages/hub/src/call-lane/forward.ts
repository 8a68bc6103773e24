import { failedReply, okReply, type Reply } from '@rookery/protocol'
import type { Account } from '../accounts.js'
import { KEPT_ANSWERS, keepAnswer } from '../upstream-session.js'
import type { CallRequest } from './caller.js'
import { QUICK_OPERATION, quickOperation } from './quick-operation.js'

/** Last stage: has the implementation execute the call. While it is away, answers what is still known. */
export async function forward(
  account: Account,
  { call, sendPart }: CallRequest,
  timeoutMs: number,
): Promise<Reply> {
  const link = account.links[0]
  if (!link) return whileAway(account, call.action)
  if (call.action === QUICK_OPERATION) return quickOperation(link.upstream, call, timeoutMs)
  const reply = await link.upstream.call(call, { timeoutMs, onPart: sendPart })
  if (KEPT_ANSWERS.has(call.action)) keepAnswer(account, call.action, reply)
  return reply
}

function whileAway(account: Account, action: string): Reply {
  if (action === 'get_status') return okReply({ online: false, good: false })
  return (
    account.answers.get(action) ??
    failedReply(1503, `account ${account.selfId} is offline; nothing was executed`)
  )
}
