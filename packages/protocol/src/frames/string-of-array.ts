import { parseExact } from '../json/parse-exact.js'
import { type Member, readText, skipSpace, skipString, skipValue } from '../json/scan-object.js'
import type { Parts } from '../json/splice.js'
import { nearestItem, type OddItem } from '../message/nearest-cq.js'
import { escapedString } from './escaped-string.js'

const QUOTE = 0x22
const COMMA = 0x2c
const COLON = 0x3a
const CLOSE_BRACKET = 0x5d
const STEP_BYTES = 64 * 1024

const encoder = new TextEncoder()
/** A text as it stands between the quotes of JSON. */
const insideOf = (text: string): Uint8Array => encoder.encode(JSON.stringify(text).slice(1, -1))
const MARK = encoder.encode('"')

/** The JSON text of the string nearest to a large array of segments, made of some segments in each step. */
export function* stringOfArray(
  bytes: Uint8Array,
  message: Member,
  odd: OddItem,
): Generator<undefined, Parts | undefined> {
  const parts: Uint8Array[] = [MARK]
  let text = ''
  let at = skipSpace(bytes, message.valueStart + 1)
  let stepEnd = at + STEP_BYTES
  while (bytes[at] !== CLOSE_BRACKET) {
    const end = skipValue(bytes, at)
    if (end < 0) return undefined
    const large = end - at > STEP_BYTES ? largeItem(bytes, at, end, odd) : undefined
    if (large) {
      parts.push(insideOf(text))
      text = yield* spellLarge(bytes, large, parts)
    } else text += nearestItem(parseExact(readText(bytes, at, end)), odd)
    at = skipSpace(bytes, end)
    if (bytes[at] === COMMA) at = skipSpace(bytes, at + 1)
    if (at < stepEnd) continue
    parts.push(insideOf(text))
    text = ''
    stepEnd = at + STEP_BYTES
    yield
  }
  parts.push(insideOf(text), MARK)
  return parts
}

interface Range {
  readonly start: number
  readonly end: number
}

/** An item as text, but for large values of its: texts and the values between them in turns. */
interface LargeItem {
  readonly isText: boolean
  readonly texts: readonly string[]
  readonly values: readonly Range[]
}

/** Undefined for an item that is large in another way than by the values of a segment's data. */
function largeItem(bytes: Uint8Array, start: number, end: number, odd: OddItem): LargeItem | undefined {
  const values = largeValues(bytes, start, end)
  if (values.length === 0) return undefined
  // Nobody can have put it into a message.
  const word = `value ${Math.random().toString(36).slice(2)} `
  let json = ''
  let from = start
  values.forEach((each, index) => {
    json += `${readText(bytes, from, each.start)}"${word}${index};"`
    from = each.end
  })
  const item = parseExact(json + readText(bytes, from, end)) as {
    readonly type?: unknown
    readonly data?: unknown
  }
  if (typeof item.type !== 'string' || typeof item.data !== 'object') return undefined
  const pieces = nearestItem(item, odd).split(new RegExp(`${word}(\\d+);`))
  return {
    isText: item.type === 'text',
    texts: pieces.filter((_, index) => index % 2 === 0),
    values: pieces.flatMap((piece, index) => (index % 2 === 1 ? (values[Number(piece)] ?? []) : [])),
  }
}

/** Gives the text behind the last value. */
function* spellLarge(
  bytes: Uint8Array,
  { isText, texts, values }: LargeItem,
  parts: Uint8Array[],
): Generator<undefined, string> {
  for (const [index, { start, end }] of values.entries()) {
    parts.push(insideOf(texts[index] ?? ''))
    yield* escapedString(bytes, start + 1, end - 1, isText, parts)
  }
  return texts[values.length] ?? ''
}

/** Large strings that are values in an object within the object that begins at `start`. */
function largeValues(bytes: Uint8Array, start: number, end: number): Range[] {
  const found: Range[] = []
  let depth = 0
  let before = 0
  for (let at = start; at < end; at++) {
    const byte = bytes[at] ?? 0
    if (byte === 0x7b || byte === 0x5b) depth++
    else if (byte === 0x7d || byte === 0x5d) depth--
    else if (byte === QUOTE) {
      const next = skipString(bytes, at + 1)
      if (depth === 2 && before === COLON && next - at > STEP_BYTES) found.push({ start: at, end: next })
      at = next - 1
    }
    if (byte > 0x20) before = byte
  }
  return found
}
