import { isSegment } from '../message/is-segment.js'
import { messageAs } from '../message/message-as.js'
import type { JsonObject } from '../tables/base.js'
import type { Sendable } from '../tables/segments.gen.js'
import { coerceText } from './coerce-text.js'

/** A call by its name and params; `makeCall` writes it with ids exact beyond 2^53. */
export interface QuickCall {
  readonly action: string
  readonly params: JsonObject
}

/** Duration of a `ban` without `ban_duration`. */
const BAN_SECONDS = 1800

/**
 * The calls that a quick operation on an event stands for, in the order in which to make them: for implementations
 * without `.handle_quick_operation`. Keys that are missing cause no call; unknown keys, other events and senseless
 * values are ignored. `at_sender` is off unless it is true, as in the implementations. Parse both with `parseExact`:
 * then ids beyond 2^53 stay exact, as decimal text that `makeCall` writes exactly.
 */
export function quickOperationCalls(event: JsonObject, operation: unknown): readonly QuickCall[] {
  if (typeof operation !== 'object' || operation === null) return []
  const answer = operation as JsonObject
  if (event.post_type === 'message' && event.message_type === 'private') return privateReply(event, answer)
  if (event.post_type === 'message' && event.message_type === 'group') return groupCalls(event, answer)
  return event.post_type === 'request' ? decision(event, answer) : []
}

function privateReply(event: JsonObject, { reply, auto_escape }: JsonObject): readonly QuickCall[] {
  if (!isMessage(reply)) return []
  // A stranger can only be reached through the group that the chat came from.
  const group_id = event.sub_type === 'group' ? (event.group_id ?? senderOf(event).group_id) : undefined
  const target = { user_id: event.user_id, ...(group_id != null && { group_id }) }
  return [{ action: 'send_private_msg', params: { ...target, ...content(reply, auto_escape) } }]
}

function groupCalls(event: JsonObject, operation: JsonObject): readonly QuickCall[] {
  const { group_id, user_id, message_id } = event
  const isAnonymous = isObject(event.anonymous) || event.sub_type === 'anonymous'
  const calls: QuickCall[] = []
  if (isMessage(operation.reply)) {
    const at = isTrue(operation.at_sender) && !isAnonymous ? user_id : undefined
    const params = { group_id, ...content(operation.reply, operation.auto_escape, at) }
    calls.push({ action: 'send_group_msg', params })
  }
  if (isTrue(operation.delete)) calls.push({ action: 'delete_msg', params: { message_id } })
  if (isTrue(operation.kick) && !isAnonymous) {
    const forGood = isTrue(operation.reject_add_request) && { reject_add_request: true }
    calls.push({ action: 'set_group_kick', params: { group_id, user_id, ...forGood } })
  }
  if (isTrue(operation.ban)) {
    const duration = secondsOf(operation.ban_duration)
    calls.push(isAnonymous ? banAnonymous(event, duration) : banMember(event, duration))
  }
  return calls
}

const banMember = ({ group_id, user_id }: JsonObject, duration: unknown): QuickCall => ({
  action: 'set_group_ban',
  params: { group_id, user_id, duration },
})

/** Identified by the flag, which is text and so exact; by the whole object only if it has none. */
function banAnonymous({ group_id, anonymous }: JsonObject, duration: unknown): QuickCall {
  const flag = isObject(anonymous) ? anonymous.flag : undefined
  const who = typeof flag === 'string' ? { anonymous_flag: flag } : { anonymous }
  return { action: 'set_group_anonymous_ban', params: { group_id, ...who, duration } }
}

/** The answer to a request. Without `approve` there is none: the request stays open. */
function decision(event: JsonObject, { approve, remark, reason }: JsonObject): readonly QuickCall[] {
  const { flag, sub_type, request_type } = event
  const accepts = readBoolean(approve)
  if (accepts === undefined) return []
  const answer = { flag, approve: accepts }
  if (request_type === 'friend') {
    const params = { ...answer, ...(accepts && typeof remark === 'string' && { remark }) }
    return [{ action: 'set_friend_add_request', params }]
  }
  if (request_type !== 'group') return []
  const params = { ...answer, sub_type, ...(!accepts && typeof reason === 'string' && { reason }) }
  return [{ action: 'set_group_add_request', params }]
}

/** The reply as params of a message, behind a mention of `at`. Only a string can be escaped. */
function content(reply: Sendable, auto_escape: unknown, at?: unknown): JsonObject {
  const isLiteral = typeof reply === 'string' && isTrue(auto_escape)
  if (at == null) return { message: reply, ...(isLiteral && { auto_escape: true }) }
  const segments = isLiteral ? [{ type: 'text', data: { text: reply } }] : messageAs('array', reply)
  return { message: [{ type: 'at', data: { qq: String(at) } }, ...segments] }
}

/** Whether there is content to send; an empty message could only fail. */
function isMessage(reply: unknown): reply is Sendable {
  if (Array.isArray(reply)) return reply.length > 0 && reply.every(isSegment)
  return typeof reply === 'string' ? reply !== '' : isSegment(reply)
}

function secondsOf(duration: unknown): unknown {
  const seconds = typeof duration === 'string' && duration.trim() !== '' ? Number(duration) : duration
  return typeof seconds === 'number' && Number.isFinite(seconds) && seconds >= 0 ? seconds : BAN_SECONDS
}

const isTrue = (value: unknown): boolean => readBoolean(value) === true

/** Whether a value means yes: receivers in some languages answer with 1 or `"true"`. */
function readBoolean(value: unknown): boolean | undefined {
  if (typeof value === 'boolean') return value
  if (typeof value !== 'string' && typeof value !== 'number') return undefined
  const coerced = coerceText('boolean', String(value))
  return 'json' in coerced ? coerced.json === 'true' : undefined
}

const senderOf = ({ sender }: JsonObject): JsonObject => (isObject(sender) ? sender : {})

const isObject = (value: unknown): value is JsonObject =>
  typeof value === 'object' && value !== null && !Array.isArray(value)
