import { type Message, messageAs, plainText, type Segment } from '@rookery/protocol'
import { isBlankText } from './blanks.js'
import type { ChatEvent } from './chat-event.js'
import { type NamingSettings, nicknamed } from './nicknamed.js'
import { authorOf, trimMessage, withoutQuotedAuthor } from './quoted-author.js'

/** A message as it is meant for the bot: without what only calls it. */
export interface Heard {
  /** Said to the bot: in private, by an at, by a reply to it, by its nickname. */
  readonly toMe: boolean
  /** Without the reply and the at of the quoted author, the at of the bot and the nickname in front. */
  readonly message: Message
  /** The plain text of `message`. */
  readonly text: string
  /** The id of the message that it replies to. */
  readonly reply_id?: string
}

/** What the account has said. */
interface Sent {
  has(message_id: string | undefined): boolean
}

const NOTHING_SENT: Sent = { has: () => false }

/** What a message says to the bot; `message` of the event stays as it came. */
export function hear(event: ChatEvent, naming: NamingSettings, sent = NOTHING_SENT): Heard {
  const all = messageAs('array', event.message)
  const self_id = String(event.self_id)
  const reply = all[0]?.type === 'reply' ? all[0] : undefined
  const reply_id = reply && String(reply.data.id)
  const isOwn = sent.has(reply_id)
  const behind = reply ? withoutQuotedAuthor(all.slice(1), self_id, isOwn ? self_id : authorOf(reply)) : all
  const said = trimMessage(behind)
  const named = calledBy(said, self_id) ?? nicknamed(said, naming)
  const message = named ?? said
  const toMe = named !== undefined || event.message_type === 'private' || isOwn
  const text = plainText(message)
  return reply_id === undefined ? { toMe, message, text } : { toMe, message, text, reply_id }
}

/** The message without an at of the bot at its beginning or end; undefined where there is none. */
function calledBy(said: Message, self_id: string): Message | undefined {
  if (isAt(said[0], self_id)) return trimMessage(withoutAts(said, self_id))
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
  segment?.type === 'text' && isBlankText(segment.data.text)
