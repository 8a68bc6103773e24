import { messageAs, type Sendable, type UnknownSegment } from '@rookery/protocol'
import type { World } from '../world/world.js'
import type { Deed } from './deeds.js'

/** Marks a `reply` segment whose sender removed the `at`: the value of `data.at`. */
export const NO_AT = 'no'

/**
 * Adds the `at` that a QQ client sends along: a reply in a group mentions the author of the quoted message. Replies
 * to one's own messages or to masks, and replies in private chats, get none.
 */
export function withReplyAt(world: World, by: number, deed: Deed): Deed {
  if (deed.do !== 'say' || deed.user_id !== undefined) return deed
  const segments = segmentsOf(deed)
  const index = segments?.findIndex(({ type }) => type === 'reply') ?? -1
  const reply = segments?.[index]
  if (!segments || !reply || reply.data?.at === NO_AT) return deed
  const author = authorOf(world, reply)
  const next = segments[index + 1]
  const isCalled = next?.type === 'at' && String(next.data?.qq) === String(author)
  if (author === undefined || author === by || isCalled) return deed
  const at = { type: 'at', data: { qq: String(author) } }
  const message = [...segments.slice(0, index + 1), at, ...apart(segments.slice(index + 1))]
  return { ...deed, message: message as unknown as Sendable }
}

/** The segments of a message; undefined for a text without a quote, which is the common case and cheap to detect. */
function segmentsOf({ message, auto_escape }: Extract<Deed, { do: 'say' }>) {
  if (typeof message !== 'string') {
    const segments = Array.isArray(message) ? message : [message]
    return segments as readonly UnknownSegment[]
  }
  if (auto_escape || !message.includes('[CQ:reply,')) return undefined
  return messageAs('array', message) as readonly UnknownSegment[]
}

/** The author of the quoted message; undefined for a mask, which cannot be mentioned. */
function authorOf({ messages }: Pick<World, 'messages'>, { data }: UnknownSegment): number | undefined {
  const quoted = messages.get(Number(data?.id))
  return quoted?.anonymous ? undefined : quoted?.sender_id
}

/** Separates the mention from the text by a space, as clients do. */
function apart(rest: readonly UnknownSegment[]): readonly UnknownSegment[] {
  const [first, ...others] = rest
  if (first?.type !== 'text') return [{ type: 'text', data: { text: ' ' } }, ...rest]
  const text = String(first.data?.text ?? '')
  return /^\s/.test(text) ? rest : [{ type: 'text', data: { ...first.data, text: ` ${text}` } }, ...others]
}
