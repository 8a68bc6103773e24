import { type Call, isSend, type Reply } from '@rookery/protocol'
import { type Account, callLink } from '../accounts/accounts.js'
import type { Access } from './authorize.js'
import { broken } from './breaker/refusals.js'
import type { CallRequest } from './caller.js'
import { type ForwardContext, forwardToAccount } from './forward.js'
import { ownBytes } from './own-bytes.js'
import type { AccountPace } from './pace/account-pace.js'
import type { Paces } from './pace/paces.js'
import { chatKey, sendChat } from './pace/send-chat.js'
import { QUICK_OPERATION, quickCalls } from './quick-operation.js'
import { judgeLater, unlessRefused } from './still-allowed.js'

/** Parts of the hub that pacing uses. */
export interface PacedContext extends ForwardContext {
  readonly paces: Paces
  readonly access: Access
}

/**
 * Stage before the last: has a send leave when it is its turn. Everything else passes at once, so that recalls, bans and
 * answers to requests overtake.
 */
export function forwardPaced(account: Account, request: CallRequest, context: PacedContext): Promise<Reply> {
  const { call } = request
  if (context.paces.isOff || !(isSend(call.action) || call.action === QUICK_OPERATION))
    return forwardToAccount(account, request, context)
  const link = callLink(account)
  const pace = context.paces.of(account, link?.name)
  // What is refused anyway needs no turn.
  if (!link || !pace || context.breakers.of(link, account)?.breaker.isRefusing)
    return forwardToAccount(account, request, context)
  const chat = chatOf(call)
  if (chat === undefined) return forwardToAccount(account, request, context)
  if (!pace.risk.breaker.isClosed) return tryRisk(pace, chat, account, request, context)
  if (pace.leaves(chat)) return forwardToAccount(account, request, context, pace.risk)
  return waitForTurn(pace, chat, account, request, context)
}

/** Sends it as the trial after signs of risk control, if one is due. */
function tryRisk(
  pace: AccountPace,
  chat: string,
  account: Account,
  request: CallRequest,
  context: PacedContext,
): Promise<Reply> {
  const { breaker, sign } = pace.risk
  const trial = breaker.trial(() => {
    pace.took(chat)
    return forwardToAccount(account, request, context, pace.risk)
  })
  return trial ?? Promise.resolve(broken(`QQ may limit this account: ${sign}`, breaker.status.retryAfterMs))
}

function waitForTurn(
  pace: AccountPace,
  chat: string,
  account: Account,
  request: CallRequest,
  context: PacedContext,
): Promise<Reply> {
  const { caller, call, isAnswered } = request
  const queued = {
    client: caller.client,
    chat,
    bytes: call.bytes.length,
    isAwaited: isAnswered !== true,
  }
  const refusal = pace.refusalOf(queued)
  if (refusal) return Promise.resolve(refusal)
  const own: CallRequest = { ...request, call: ownBytes(call) }
  const judge = judgeLater(account, own, context.access)
  return pace.wait({
    ...queued,
    onLeave: (listener) => caller.onLeave?.(listener),
    send: () => unlessRefused(judge, () => forwardToAccount(account, own, context, pace.risk)),
    restart: () => unlessRefused(judge, () => forwardPaced(account, own, context)),
  })
}

/** The chat that a call sends to; undefined if it sends nothing. */
function chatOf(call: Call): string | undefined {
  if (call.action !== QUICK_OPERATION) return sendChat(call)
  const send = quickCalls(call)?.find(({ action }) => isSend(action))
  return send && chatKey(send.action, idsOf(send.params))
}

const idsOf = ({ group_id, user_id }: Readonly<Record<string, unknown>>) => ({
  groupId: group_id == null ? undefined : String(group_id),
  userId: user_id == null ? undefined : String(user_id),
})
