import { type Message, messageAs, plainText, type Segment } from '@rookery/protocol'
import type { ChatEvent } from '../events/chat-event.js'

/** A message as it is meant for the bot: without what only calls it. */
export interface Heard {
  /** Said to the bot: in private, by an at, by a reply to it, by its nickname. */
  readonly toMe: boolean
  /** Without the reply, the at and the nickname in front. */
  readonly message: Message
  /** The plain text of `message`. */
  readonly text: string
  /** The id of the message that it replies to. */
  readonly reply_id?: string
}

export interface HearingSettings {
  /** Names that the bot listens to; case does not matter. */
  readonly nicknames: readonly string[]
}

/** What the account has said. */
interface Sent {
  has(message_id: string | undefined): boolean
}

const NOTHING_SENT: Sent = { has: () => false }

/** What a message says to the bot; `message` of the event stays as it came. */
export function hear(event: ChatEvent, { nicknames }: HearingSettings, sent = NOTHING_SENT): Heard {
  const all = messageAs('array', event.message)
  const reply_id = all[0]?.type === 'reply' ? String(all[0].data.id) : undefined
  const said = trimStart(reply_id === undefined ? all : all.slice(1))
  const called = calledBy(said, String(event.self_id))
  const named = called ?? nicknamed(said, nicknames)
  const message = named ?? said
  const toMe = named !== undefined || event.message_type === 'private' || sent.has(reply_id)
  const text = plainText(message)
  return reply_id === undefined ? { toMe, message, text } : { toMe, message, text, reply_id }
}

/** The message without an at of the bot at its beginning or end; undefined where there is none. */
function calledBy(said: Message, self_id: string): Message | undefined {
  if (isAt(said[0], self_id)) return trimStart(withoutAts(said, self_id))
  const last = said.length - 1
  const end = isBlank(said[last]) ? last - 1 : last
  return end > 0 && isAt(said[end], self_id) ? said.slice(0, end) : undefined
}

function withoutAts(said: Message, self_id: string): Message {
  const rest = said.slice(1)
  const next = isBlank(rest[0]) ? rest.slice(1) : rest
  return isAt(next[0], self_id) ? withoutAts(next, self_id) : rest
}

const isAt = (segment: Segment | undefined, self_id: string): boolean =>
  segment?.type === 'at' && String(segment.data.qq) === self_id

const isBlank = (segment: Segment | undefined): boolean =>
  segment?.type === 'text' && segment.data.text.trim() === ''

/** The message without a nickname in front and what parts it from the rest. */
function nicknamed(said: Message, nicknames: readonly string[]): Message | undefined {
  const [first] = said
  if (first?.type !== 'text') return undefined
  const text = first.data.text.toLowerCase()
  // The longest first: of "小企" and "小企鹅" the latter is meant where it stands.
  const name = nicknames
    .filter((each) => each !== '' && text.startsWith(each.toLowerCase()))
    .sort(byLength)[0]
  return name === undefined
    ? undefined
    : trimStart(withText(said, first.data.text.slice(name.length)), /^[\s,，]+/)
}

const byLength = (a: string, b: string): number => b.length - a.length

/** Without white space in front; a text that has nothing left is gone. */
function trimStart(message: Message, what = /^\s+/): Message {
  const [first] = message
  if (first?.type !== 'text') return message
  const text = first.data.text.replace(what, '')
  return text === first.data.text ? message : withText(message, text)
}

const withText = (message: Message, text: string): Message =>
  text === '' ? message.slice(1) : [{ type: 'text', data: { text } }, ...message.slice(1)]
