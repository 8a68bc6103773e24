import { isUtf8 } from 'node:buffer'
import {
  type EventFrame,
  joinParts,
  member,
  type Parts,
  readCheckedEvent,
  spliceObject,
} from '@rookery/protocol'
import type { Chat } from './chat.js'
import type { Dialect } from './dialect.js'
import { keyOf, type MessageKey, type MessageMembers, messageMembers } from './message-members.js'

/** A message of a history, as the event that would have told it. */
export interface FetchedMessage extends MessageKey {
  readonly event: EventFrame
  /** Unix seconds. */
  readonly time: number
  /** True for what the account itself sent. */
  readonly isOwn: boolean
  /** `message_seq` and `message_id` as they came, to ask for what is older. */
  readonly messageSeq?: string | undefined
  readonly messageId?: string | undefined
  readonly hasRealSeq: boolean
}

/** Chat, account and implementation of a history. */
export interface HistoryPlace {
  readonly chat: Chat
  readonly selfId: string
  readonly dialect: Dialect
}

/**
 * Reads one message of a history. Undefined for what is no message, belongs to another chat or account, or could not be
 * told from others.
 */
export function fetchedMessage(bytes: Uint8Array, place: HistoryPlace): FetchedMessage | undefined {
  const members = messageMembers(bytes)
  if (members?.time === undefined || members.sender === undefined) return undefined
  const isOwn = members.sender === place.selfId || members.text('post_type') === 'message_sent'
  const key = keyOf(members, place.dialect)
  if ((key.seq ?? key.id) === undefined || !belongs(members, isOwn, place)) return undefined
  const text = joinParts(asEvent(bytes, members, isOwn, place))
  const event = isUtf8(text) ? readCheckedEvent(text) : undefined
  if (!event) return undefined
  const [messageSeq, messageId] = [members.text('message_seq'), members.text('message_id')]
  const hasRealSeq = members.text('real_seq') !== undefined
  return { ...key, event, time: members.time, isOwn, messageSeq, messageId, hasRealSeq }
}

function belongs(members: MessageMembers, isOwn: boolean, { chat, selfId }: HistoryPlace): boolean {
  if ((members.text('self_id') ?? selfId) !== selfId) return false
  if ((members.text('message_type') ?? chat.kind) !== chat.kind) return false
  if (chat.kind === 'group') return (members.id('group_id') ?? chat.id) === chat.id
  return ((isOwn ? members.id('target_id') : members.sender) ?? chat.id) === chat.id
}

/** The message with the members of an event that it lacks; every other byte stays as it is. */
function asEvent(
  bytes: Uint8Array,
  { scan, text, sender }: MessageMembers,
  isOwn: boolean,
  { chat, selfId }: HistoryPlace,
): Parts {
  const postType = isOwn ? 'message_sent' : 'message'
  const isNamed = text('post_type') === postType
  const removed = isNamed ? [] : scan.members.filter(({ name }) => name === 'post_type')
  const inserted = isNamed ? [] : [member('post_type', `"${postType}"`)]
  const add = (name: string, value: string): void => {
    if (!scan.members.some((each) => each.name === name)) inserted.push(member(name, value))
  }
  add('self_id', selfId)
  add('message_type', `"${chat.kind}"`)
  add('sub_type', chat.kind === 'group' ? '"normal"' : '"friend"')
  add('user_id', sender ?? '0')
  if (chat.kind === 'group') add('group_id', chat.id)
  else if (isOwn) add('target_id', chat.id)
  return inserted.length === 0 ? [bytes] : spliceObject(bytes, scan, removed, inserted)
}
