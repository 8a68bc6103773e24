import type { Message, Segment, Sendable, UnknownSegment } from '../tables/segments.gen.js'
import { formatCq } from './format-cq.js'
import { parseCq } from './parse-cq.js'

/** The two forms that a message has on the wire, by the standard's names: with CQ codes, or as segments. */
export type MessageFormat = 'string' | 'array'

/**
 * A message in the requested form, whichever it has. A string is parsed for CQ codes, as in events; a single segment
 * becomes an array.
 *
 * @throws {CqNameError} for segments that have no string form.
 */
export function messageAs(format: 'string', message: Sendable): string
export function messageAs(format: 'array', message: Sendable): Message
export function messageAs(format: MessageFormat, message: Sendable): string | Message
export function messageAs(format: MessageFormat, message: Sendable): string | Message {
  if (format === 'string') return typeof message === 'string' ? message : formatCq(message)
  return typeof message === 'string' ? parseCq(message) : segmentsOf(message)
}

/** The plain text of a message: the text of its text segments, one behind the other. */
export function plainText(message: Sendable): string {
  const segments: readonly UnknownSegment[] = messageAs('array', message)
  return segments.map(({ type, data }) => (type === 'text' ? String(data?.text ?? '') : '')).join('')
}

function segmentsOf(message: Exclude<Sendable, string>): Message {
  const segments: readonly (Segment | UnknownSegment)[] = 'type' in message ? [message] : message
  // Unknown segments pass unchanged; the type names only the known ones.
  return segments as Message
}
