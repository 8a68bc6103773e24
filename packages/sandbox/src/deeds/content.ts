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

/** QQ allows some 4,500 characters; implementations send more as a long message. Beyond this it is surely a mistake. */
export const MAX_TEXT_LENGTH = 20_000
export const MAX_SEGMENTS = 500

/**
 * What is said, as everybody will see it. Nodes become one merged forward.
 *
 * @throws Refusal `empty_message`, `too_long`, and what the segments refuse with
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
  // What came is doubted segment by segment; the type names those that we know.
  return settled as readonly UnknownSegment[] as Segments
}

function segmentsOf({ message, auto_escape }: Content): readonly UnknownSegment[] {
  if (typeof message === 'string' && auto_escape) return [{ type: 'text', data: { text: message } }]
  if (typeof message === 'string') return messageAs('array', message) as readonly UnknownSegment[]
  // Params were checked; the content of a node, and what a person does, come as they are.
  const segments: readonly unknown[] = Array.isArray(message) ? message : [message]
  const odd = segments.findIndex((each) => !isSegment(each))
  if (odd >= 0)
    refuse('bad_params', `item ${odd} of the message is no segment like {"type": "text", "data": {…}}`)
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
