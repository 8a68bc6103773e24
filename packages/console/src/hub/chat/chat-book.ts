import type { PageMessage } from '@rookery/sandbox'
import type { EventRow } from '../wire/wire.js'

/** A chat of an account, as its events show it. */
export interface SeenChat {
  /** `group:<id>` or `private:<id>`. */
  readonly key: string
  readonly id: number
  readonly kind: 'group' | 'private'
  readonly name: string
  /** Oldest first. */
  readonly messages: readonly PageMessage[]
}

/** Contents of the events of an account: its chats, the latest first, and the names of people. */
export interface ChatBook {
  readonly chats: readonly SeenChat[]
  readonly names: ReadonlyMap<number, string>
}

interface MessageEvent {
  readonly post_type?: unknown
  readonly message_type?: unknown
  readonly notice_type?: unknown
  readonly message_id?: unknown
  readonly group_id?: unknown
  readonly group_name?: unknown
  readonly user_id?: unknown
  readonly target_id?: unknown
  readonly operator_id?: unknown
  readonly time?: unknown
  readonly message?: unknown
  readonly raw_message?: unknown
  readonly sender?: unknown
}

interface OpenChat {
  readonly id: number
  readonly kind: 'group' | 'private'
  name: string
  readonly messages: Map<number, PageMessage>
}

/** Reads the events of an account, oldest first. */
export function readChats(rows: readonly EventRow[]): ChatBook {
  const chats = new Map<string, OpenChat>()
  const names = new Map<number, string>()
  for (const { event } of rows) {
    const fields: MessageEvent = event
    if (fields.post_type === 'message' || fields.post_type === 'message_sent')
      addMessage(chats, names, fields)
    else if (fields.post_type === 'notice') recall(chats, fields)
  }
  const closed = [...chats].map(([key, chat]) => closeChat(key, chat, names))
  return { chats: closed.sort((a, b) => lastTime(b) - lastTime(a)), names }
}

const lastTime = ({ messages }: SeenChat): number => messages.at(-1)?.time ?? 0

function addMessage(chats: Map<string, OpenChat>, names: Map<number, string>, event: MessageEvent): void {
  const place = placeOf(event)
  if (!place) return
  const key = `${place.kind}:${place.id}`
  const chat = chats.get(key) ?? { ...place, name: '', messages: new Map<number, PageMessage>() }
  chats.set(key, chat)
  if (typeof event.group_name === 'string') chat.name = event.group_name
  const sender_id = Number(event.user_id)
  const name = nameOf(event.sender)
  if (name !== '') names.set(sender_id, name)
  const message_id = Number(event.message_id)
  const known = chat.messages.get(message_id)
  chat.messages.set(message_id, {
    message_id,
    chat: key,
    seq: known?.seq ?? chat.messages.size + 1,
    time: Number(event.time) || 0,
    sender_id,
    message: segmentsOf(event) as PageMessage['message'],
    reactions: [],
  })
}

/** The chat that a message is in. One that the account has sent names whom it was sent to. */
function placeOf(
  event: MessageEvent,
): { readonly id: number; readonly kind: 'group' | 'private' } | undefined {
  const { message_type, group_id, user_id, target_id, post_type } = event
  if (message_type === 'group') return { id: Number(group_id), kind: 'group' }
  if (message_type !== 'private') return undefined
  return { id: Number(post_type === 'message_sent' ? (target_id ?? user_id) : user_id), kind: 'private' }
}

function nameOf(sender: unknown): string {
  const { card, nickname } = Object(sender) as { readonly card?: unknown; readonly nickname?: unknown }
  if (typeof card === 'string' && card !== '') return card
  return typeof nickname === 'string' ? nickname : ''
}

/** The segments of a message; a string with CQ codes is shown as it was received. */
function segmentsOf({ message, raw_message }: MessageEvent): readonly object[] {
  if (Array.isArray(message))
    return message.filter(isSegment).map(({ type, data }) => ({ type, data: Object(data) }))
  const text = typeof message === 'string' ? message : raw_message
  return [{ type: 'text', data: { text: typeof text === 'string' ? text : '' } }]
}

const isSegment = (value: unknown): value is { readonly type: string; readonly data: unknown } =>
  typeof (Object(value) as { readonly type?: unknown }).type === 'string'

/** Marks a message that was recalled. */
function recall(chats: Map<string, OpenChat>, event: MessageEvent): void {
  if (event.notice_type !== 'group_recall' && event.notice_type !== 'friend_recall') return
  const key = event.notice_type === 'group_recall' ? `group:${event.group_id}` : `private:${event.user_id}`
  const chat = chats.get(key)
  const message = chat?.messages.get(Number(event.message_id))
  if (!chat || !message) return
  chat.messages.set(message.message_id, {
    ...message,
    recalled_by: Number(event.operator_id ?? event.user_id),
  })
}

function closeChat(key: string, chat: OpenChat, names: ReadonlyMap<number, string>): SeenChat {
  const { id, kind, name, messages } = chat
  const known = kind === 'private' ? names.get(id) : name
  return { key, id, kind, name: known ?? '', messages: [...messages.values()] }
}
