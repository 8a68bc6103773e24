import type { Message, ReplySegment, Segment } from '@rookery/protocol'
import { isBlankText, trimFront } from './blanks.js'

/** Finds the author of the quoted message, as far as the event tells. Most implementations tell only its id. */
export const authorOf = ({ data }: ReplySegment): string | undefined => {
  const author = data?.user_id ?? data?.qq
  return author === undefined ? undefined : String(author)
}

/**
 * Gives the part behind a reply, without the at of the quoted author that QQ's clients put there. Of an author who is not
 * told the first at is taken to be it. An at of the bot stays, since it addresses the bot; so does one with nothing behind
 * it, since then it is all that was said.
 */
export function withoutQuotedAuthor(behind: Message, self_id: string, author?: string): Message {
  const said = trimMessage(behind)
  const user_id = userAt(said[0])
  if (user_id === undefined || user_id === self_id || (author ?? user_id) !== user_id) return behind
  const rest = trimMessage(withoutAtsOf(said, user_id))
  return rest.length === 0 ? behind : rest
}

/** Some clients write the same at twice. */
function withoutAtsOf(said: Message, user_id: string): Message {
  const rest = trimMessage(said)
  return userAt(rest[0]) === user_id ? withoutAtsOf(rest.slice(1), user_id) : rest
}

const userAt = (segment: Segment | undefined): string | undefined =>
  segment?.type === 'at' && segment.data?.qq !== 'all' ? String(segment.data?.qq) : undefined

/** A message without blanks in front; a text that has nothing left is gone. */
export function trimMessage(message: Message): Message {
  const [first] = message
  if (first?.type !== 'text') return message
  const text = String(first.data?.text ?? '')
  if (isBlankText(text)) return trimMessage(message.slice(1))
  const trimmed = trimFront(text)
  return trimmed === text ? message : [{ type: 'text', data: { text: trimmed } }, ...message.slice(1)]
}
