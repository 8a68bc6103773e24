import {
  type GroupMessageEvent,
  type Message,
  messageAs,
  type OneBotEvent,
  type PrivateMessageEvent,
  plainText,
  type ReplySegment,
  type Segment,
} from '@rookery/protocol'
import { BLANK, isBlankText, trimFront } from './blanks.js'

/** A private message to the bot, or a message in one of its groups. */
export type ChatEvent = PrivateMessageEvent | GroupMessageEvent

/** Whether an event is a message in a group or of a user. */
export const isChatEvent = (event: OneBotEvent): event is ChatEvent =>
  event.post_type === 'message' && (event.message_type === 'private' || event.message_type === 'group')

/** A message as addressed to the bot: without the parts that only call it. */
export interface Heard {
  /** Whether it is addressed to the bot: in private, by an at, by a reply to it, or by its nickname. */
  readonly toMe: boolean
  /** The message without the reply and the at of the quoted author, the at of the bot and the leading nickname. */
  readonly message: Message
  /** The plain text of `message`. */
  readonly text: string
  /** The id of the message that it replies to. */
  readonly reply_id?: string
}

/** The messages that the account has sent. */
interface SentIds {
  has(message_id: string | undefined): boolean
}

const NOTHING_SENT: SentIds = { has: () => false }

/** Reads a message as addressed to the bot; `message` of the event stays as received. */
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

/** Removes an at of the bot at the beginning or end; undefined if there is none. */
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

/** Finds the author of the quoted message, if the event states it. Most implementations send only its id. */
const authorOf = ({ data }: ReplySegment): string | undefined => {
  const author = data?.user_id ?? data?.qq
  return author === undefined ? undefined : String(author)
}

/**
 * Returns the part after a reply, without the at of the quoted author that QQ's clients put there. If the author is
 * unknown, the first at is taken to be it. An at of the bot stays, since it addresses the bot; so does an at with
 * nothing after it, since then it is the whole message.
 */
function withoutQuotedAuthor(behind: Message, self_id: string, author?: string): Message {
  const said = trimMessage(behind)
  const user_id = userAt(said[0])
  if (user_id === undefined || user_id === self_id || (author ?? user_id) !== user_id) return behind
  const rest = trimMessage(withoutAtsOf(said, user_id))
  return rest.length === 0 ? behind : rest
}

/** Removes repeated ats of a user: some clients write the same at twice. */
function withoutAtsOf(said: Message, user_id: string): Message {
  const rest = trimMessage(said)
  return userAt(rest[0]) === user_id ? withoutAtsOf(rest.slice(1), user_id) : rest
}

const userAt = (segment: Segment | undefined): string | undefined =>
  segment?.type === 'at' && segment.data?.qq !== 'all' ? String(segment.data?.qq) : undefined

/** Removes leading blanks; a text left empty is removed. */
function trimMessage(message: Message): Message {
  const [first] = message
  if (first?.type !== 'text') return message
  const text = String(first.data?.text ?? '')
  if (isBlankText(text)) return trimMessage(message.slice(1))
  const trimmed = trimFront(text)
  return trimmed === text ? message : [{ type: 'text', data: { text: trimmed } }, ...message.slice(1)]
}

/** Settings of the bot's nicknames. */
export interface NamingSettings {
  /** Names that the bot listens to; case does not matter. */
  readonly nicknames: readonly string[]
  /** Whether a nickname must be separated from the text after it. Default `optional`. */
  readonly nicknameSeparator?: 'optional' | 'required' | undefined
}

const IN_FRONT = new RegExp(`^[${BLANK},，]+`)
/** Separator after a nickname: the end, a blank or a punctuation mark; a segment separates as well. */
const APART = new RegExp(`^(?:$|[${BLANK}]|\\p{P}|\\p{S})`, 'u')

/** The message without a leading nickname and its separator; undefined without one. */
function nicknamed(
  said: Message,
  { nicknames, nicknameSeparator = 'optional' }: NamingSettings,
): Message | undefined {
  const [first] = said
  if (first?.type !== 'text') return undefined
  const { text } = first.data
  const behind = longestNamed(text, nicknames, (rest) => nicknameSeparator === 'optional' || APART.test(rest))
  if (behind === undefined) return undefined
  const rest = behind.replace(IN_FRONT, '')
  const others = said.slice(1)
  return rest === '' ? trimMessage(others) : [{ type: 'text', data: { text: rest } }, ...others]
}

/** The text after the longest leading nickname: of "小企" and "小企鹅", the latter if it is there. */
function longestNamed(
  text: string,
  nicknames: readonly string[],
  isApart: (rest: string) => boolean,
): string | undefined {
  const lower = text.toLowerCase()
  let behind: string | undefined
  for (const name of nicknames) {
    if (name === '' || !lower.startsWith(name.toLowerCase())) continue
    const rest = text.slice(name.length)
    if (isApart(rest) && (behind === undefined || rest.length < behind.length)) behind = rest
  }
  return behind
}
