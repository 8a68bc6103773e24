import { messageAs, type Sendable, type UnknownSegment } from '@rookery/protocol'
import type { World } from '../world/world.js'
import type { Deed } from './deeds.js'

/** Marks a `reply` segment whose sender has taken the `at` out again: `data.at` is this. */
export const NO_AT = 'no'

/**
 * A person's message as a client of QQ sends it: whoever answers a message in a group calls its author by it. One's own
 * messages, masks and private chats are answered without.
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

/** Most messages quote nothing, which is seen at once. */
function segmentsOf({ message, auto_escape }: Extract<Deed, { do: 'say' }>) {
  if (typeof message !== 'string') {
    const segments = Array.isArray(message) ? message : [message]
    return segments as readonly UnknownSegment[]
  }
  if (auto_escape || !message.includes('[CQ:reply,')) return undefined
  return messageAs('array', message) as readonly UnknownSegment[]
}

/** The author of the quoted message; nobody is called by a mask. */
export function authorOf(
  { messages }: Pick<World, 'messages'>,
  { data }: UnknownSegment,
): number | undefined {
  const quoted = messages.get(Number(data?.id))
  return quoted?.anonymous ? undefined : quoted?.sender_id
}

/** Clients put a blank between the name and the text. */
function apart(rest: readonly UnknownSegment[]): readonly UnknownSegment[] {
  const [first, ...others] = rest
  if (first?.type !== 'text') return [{ type: 'text', data: { text: ' ' } }, ...rest]
  const text = String(first.data?.text ?? '')
  return /^\s/.test(text) ? rest : [{ type: 'text', data: { ...first.data, text: ` ${text}` } }, ...others]
}
