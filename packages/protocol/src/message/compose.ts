import type { Message, Segment, UnknownSegment } from '../tables/segments.gen.js'
import { isSegment } from './is-segment.js'

/** A part of a message that is composed: text, or segments. Text is never read as CQ codes. */
export type Insertable =
  | string
  | number
  | bigint
  | Segment
  | UnknownSegment
  | readonly (Segment | UnknownSegment)[]

/**
 * The pieces as one message, with neighbouring texts merged.
 *
 * @throws {TypeError} for a piece that must be a mistake; `nameOf` says which.
 */
export function compose(pieces: readonly Insertable[], nameOf: (index: number) => string): Message {
  const segments: UnknownSegment[] = []
  pieces.forEach((piece: unknown, index) => {
    if (isTextual(piece)) append(segments, textSegment(String(piece)))
    else if (isSegment(piece)) append(segments, piece)
    else if (Array.isArray(piece) && piece.every(isSegment)) for (const each of piece) append(segments, each)
    else throw new TypeError(`${nameOf(index)} is ${describe(piece)}: ${ALLOWED}`)
  })
  return segments as readonly UnknownSegment[] as Message
}

const ALLOWED = 'a message is made of strings, numbers, bigints, segments and messages'

const isTextual = (piece: unknown): boolean =>
  typeof piece === 'string' || typeof piece === 'number' || typeof piece === 'bigint'

const textSegment = (text: string): UnknownSegment => ({ type: 'text', data: { text } })

function append(segments: UnknownSegment[], next: UnknownSegment): void {
  const text = bareText(next)
  if (text === '') return
  const before = bareText(segments.at(-1))
  if (text === undefined || before === undefined) segments.push(next)
  else segments.splice(-1, 1, textSegment(before + text))
}

/** The text of a segment that holds nothing else. */
function bareText(segment: UnknownSegment | undefined): string | undefined {
  if (segment?.type !== 'text') return undefined
  const { text, ...more } = segment.data ?? {}
  return typeof text === 'string' && Object.keys(more).length === 0 ? text : undefined
}

function describe(piece: unknown): string {
  if (Array.isArray(piece)) return 'an array that holds more than segments'
  if (piece === null || piece === undefined) return String(piece)
  return typeof piece === 'object' ? 'an object that is no segment' : `the ${typeof piece} ${String(piece)}`
}
