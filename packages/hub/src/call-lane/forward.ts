import { type Call, failedReply, isRead, okReply, type Reply } from '@rookery/protocol'
import type { CallObserver } from '@rookery/transport'
import { KEPT_ANSWERS, keepAnswer } from '../accounts/account-answers.js'
import { type Account, type AccountUpstream, callLink } from '../accounts/accounts.js'
import type { HubOptions } from '../options.js'
import type { SentMessages } from '../scope/sent-messages.js'
import type { Breakers } from './breaker/breakers.js'
import { broken } from './breaker/refusals.js'
import type { CallRequest } from './caller.js'
import type { HeldCalls } from './held-calls.js'
import { ownBytes } from './own-bytes.js'
import { executeQuickOperation, QUICK_OPERATION } from './quick-operation.js'
import type { AskOnce } from './reads/ask-once.js'
import { retcodeOf } from './retcode-of.js'

/** Parts of the hub that forwarding uses. */
export interface ForwardContext {
  /** Read at each call. */
  readonly options: Pick<HubOptions, 'callTimeoutMs'>
  readonly held: HeldCalls
  readonly askOnce: AskOnce
  /** Told of the messages that calls send, where somebody asks for them. */
  readonly sentMessages?: SentMessages
  readonly breakers: Breakers
  /** Makes what has a call go its way anew once it was held: it is judged again, and may have to wait for its turn. */
  again(account: Account, request: CallRequest): () => Promise<Reply>
}

/** The pace that a send is subject to, which hears its outcome. */
interface Sending {
  observing(other: CallObserver | undefined): CallObserver
}

/** The connection that a call leaves over, and what belongs to that. */
interface Leaving {
  readonly link: AccountUpstream
  readonly account: Account
  readonly context: ForwardContext
  readonly sending?: Sending | undefined
}

/** Largest call of which a copy is kept, so that it can be repeated. */
const MAX_REPEATED_BYTES = 4 * 1024

/**
 * Last stage: forwards the call to the implementation. While the account is away, answers from its kept answers, or lets
 * the call wait for the connection; while the implementation does not answer, refuses it.
 */
export function forwardToAccount(
  account: Account,
  request: CallRequest,
  context: ForwardContext,
  sending?: Sending,
): Promise<Reply> {
  const link = callLink(account)
  if (!link) return whileAway(account, request, context)
  if (isRead(request.call.action)) return forwardRead(link, account, request, context)
  const changed = context.askOnce.changing(account, request.call)
  const reply = forwardGuarded({ link, account, context, sending }, request)
  return changed ? reply.then(changed) : reply
}

function forwardRead(
  link: AccountUpstream,
  account: Account,
  request: CallRequest,
  context: ForwardContext,
): Promise<Reply> {
  return context.askOnce.read(account, link.upstream, request, (read) =>
    forwardGuarded({ link, account, context }, read),
  )
}

/** Forwards a call, unless those before it were not answered. */
function forwardGuarded(leaving: Leaving, request: CallRequest): Promise<Reply> {
  const { link, account, context, sending } = leaving
  const guard = context.breakers.of(link, account)
  const observer = sending ? sending.observing(guard?.observer) : guard?.observer
  if (guard === undefined || guard.breaker.isClosed) return forwardOver(leaving, request, observer)
  const { breaker } = guard
  const trial = breaker.trial(() => forwardOver(leaving, request, observer))
  return trial ?? Promise.resolve(whileBroken(account, request, link.name, breaker.status.retryAfterMs))
}

function forwardOver(
  { link: { upstream }, account, context }: Leaving,
  request: CallRequest,
  observer: CallObserver | undefined,
): Promise<Reply> {
  const { call, sendPart } = request
  const { action } = call
  const { callTimeoutMs: timeoutMs } = context.options
  if (action === QUICK_OPERATION) {
    const onlyCalls = request.caller.client.scopes !== undefined
    return executeQuickOperation(upstream, call, { timeoutMs, observer, onlyCalls })
  }
  // This function holds no reference to the call while it waits: calls may be large, and many may wait.
  const whenBroken = mayRepeat(request, context)
    ? repeatOnce(account, request, context, timeoutMs)
    : undefined
  const reply = upstream.call(call, {
    timeoutMs,
    onPart: sendPart,
    mayOverwrite: true,
    whenBroken,
    observer,
  })
  if (context.sentMessages?.isWanted && isMessageSend(action))
    return noted(reply, account, context.sentMessages)
  return KEPT_ANSWERS.has(action) ? reply.then((each) => kept(account, action, each)) : reply
}

const isMessageSend = (action: string): boolean => action.startsWith('send_') && action.endsWith('msg')

async function noted(pending: Promise<Reply>, { selfId }: Account, sent: SentMessages): Promise<Reply> {
  const reply = await pending
  const data = reply.scan.members.findLast(({ name }) => name === 'data')
  if (data) sent.note(selfId, reply.bytes.subarray(data.valueStart, data.end))
  return reply
}

/** The reply to a call that is not sent, since the calls before it were not answered. */
function whileBroken(account: Account, { call }: CallRequest, upstream: string, retryAfterMs: number): Reply {
  const kept = KEPT_ANSWERS.has(call.action) ? account.answers.get(call.action) : undefined
  return kept ?? broken(`upstream ${upstream} answers no calls`, retryAfterMs)
}

function kept(account: Account, action: string, reply: Reply): Reply {
  keepAnswer(account, action, reply)
  return reply
}

function whileAway(account: Account, request: CallRequest, context: ForwardContext): Promise<Reply> {
  const { action, bytes } = request.call
  const offline = (why: string): Reply =>
    failedReply(1503, `account ${account.selfId} is offline${why}; nothing was executed`, {
      outcome: 'unsent',
    })
  if (action === 'get_status') return Promise.resolve(okReply({ online: false, good: false }))
  if (KEPT_ANSWERS.has(action)) return Promise.resolve(account.answers.get(action) ?? offline(''))
  const refusal = context.held.refusalOf(account, bytes.length)
  if (refusal !== undefined) return Promise.resolve(offline(refusal))
  const held = { ...request, call: ownBytes(request.call) }
  return context.held.hold({
    account,
    caller: request.caller,
    bytes: bytes.length,
    send: context.again(account, held),
    unsent: offline,
  })
}

/** Whether the call may be sent again after its connection broke: it only reads, and has no other answer. */
const mayRepeat = ({ call: { action, bytes } }: CallRequest, { held }: ForwardContext): boolean =>
  isRead(action) &&
  bytes.length <= MAX_REPEATED_BYTES &&
  held.isOn &&
  action !== 'get_status' &&
  !KEPT_ANSWERS.has(action)

/** Sends a read once more after its connection broke, as soon as there is another one within the time to hold. */
function repeatOnce(
  account: Account,
  { caller, call: received, sendPart }: CallRequest,
  { held }: ForwardContext,
  timeoutMs: number,
): (failure: Reply) => Promise<Reply> {
  const callAgain = keepCall(received)
  return (failure) => {
    const call = callAgain()
    const send = async (): Promise<Reply> => {
      const link = callLink(account)
      if (!link) return failure
      const reply = await link.upstream.call(call, { timeoutMs, onPart: sendPart })
      // It was sent, if not this time.
      return retcodeOf(reply) === 1503 ? failure : reply
    }
    if (!held.isOn) return Promise.resolve(failure)
    return callLink(account)
      ? send()
      : held.hold({ account, caller, bytes: call.bytes.length, send, unsent: () => failure })
  }
}

/**
 * Keeps a call and nothing else of the chunk that it came in; returns what makes it again. Its bytes are kept as a string,
 * which costs far less than an array.
 */
function keepCall({ bytes, action, echo, selfId, scan }: Call): () => Call {
  const buffer = Buffer.isBuffer(bytes) ? bytes : Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length)
  const text = buffer.toString('latin1')
  return () => ({ action, echo, selfId, scan, bytes: Buffer.from(text, 'latin1') })
}
