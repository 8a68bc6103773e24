import { messageAs, type Message as Segments, type Sendable, type UnknownSegment } from '@rookery/protocol'
import { refuse } from '../world/refusal.js'
import { mergeForward } from './merge-forward.js'
import { type Scene, settleSegment } from './settle-segment.js'
import { wordOf } from './word-of.js'

export interface Content {
  readonly message: Sendable
  /** A string is literal text, not read for CQ codes. */
  readonly auto_escape?: boolean
}

/**
 * Longest text of a message. QQ allows some 4,500 characters, and implementations send more as a long message; text
 * beyond this limit is surely a mistake.
 */
export const MAX_TEXT_LENGTH = 20_000
export const MAX_SEGMENTS = 500

/**
 * Converts content to the segments that everybody will see. Nodes become one merged forward.
 *
 * @throws WorldRefusal `empty_message`, `too_long`, and the refusals of the segments
 */
export function settleContent(scene: Scene, content: Content): Segments {
  const segments = segmentsOf(content)
  refuseTooLong(segments)
  if (segments.some(({ type }) => type === 'node')) {
    return [mergeForward(scene, segments, settleContent)]
  }
  const settled: UnknownSegment[] = []
  for (const segment of segments) {
    const seen = settleSegment(scene, segment)
    if (seen) settled.push(seen)
  }
  if (settled.length === 0) return refuse('empty_message', 'a message must say something')
  // Every segment was checked above; the type names the ones that the tables know.
  return settled as readonly UnknownSegment[] as Segments
}

function segmentsOf({ message, auto_escape }: Content): readonly UnknownSegment[] {
  if (typeof message === 'string' && auto_escape) return [{ type: 'text', data: { text: message } }]
  if (typeof message === 'string') return messageAs('array', message) as readonly UnknownSegment[]
  // The params of calls were checked. The content of a node, or of a person's deed, arrives unchecked.
  const segments: readonly unknown[] = Array.isArray(message) ? message : [message]
  const odd = segments.findIndex((each) => !isSegment(each))
  if (odd >= 0)
    refuse('bad_params', `item ${odd} of the message is not a segment like {"type": "text", "data": {…}}`)
  return segments as readonly UnknownSegment[]
}

function isSegment(value: unknown): boolean {
  const { type, data } = (value ?? {}) as Readonly<Record<string, unknown>>
  return (
    typeof type === 'string' && (data === undefined || (typeof data === 'object' && !Array.isArray(data)))
  )
}

function refuseTooLong(segments: readonly UnknownSegment[]): void {
  if (segments.length > MAX_SEGMENTS) {
    refuse('too_long', `a message has at most ${MAX_SEGMENTS} segments, found ${segments.length}`)
  }
  let length = 0
  for (const { type, data } of segments) if (type === 'text') length += wordOf(data?.text).length
  if (length > MAX_TEXT_LENGTH) {
    refuse('too_long', `a message has at most ${MAX_TEXT_LENGTH} characters of text, found ${length}`)
  }
}
