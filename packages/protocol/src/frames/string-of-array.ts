import { parseExact } from '../json/parse-exact.js'
import { type Member, readText, skipSpace, skipValue } from '../json/scan-object.js'
import type { Parts } from '../json/splice.js'
import { nearestItem, type OddItem } from '../message/nearest-cq.js'

const COMMA = 0x2c
const CLOSE_BRACKET = 0x5d
const QUOTE = Uint8Array.of(0x22)
const STEP_BYTES = 64 * 1024

const encoder = new TextEncoder()

/** The JSON text of the string nearest to a large array of segments, made of some segments in each step. */
export function* stringOfArray(
  bytes: Uint8Array,
  message: Member,
  odd: OddItem,
): Generator<undefined, Parts | undefined> {
  const parts: Uint8Array[] = [QUOTE]
  let text = ''
  let at = skipSpace(bytes, message.valueStart + 1)
  let stepEnd = at + STEP_BYTES
  while (bytes[at] !== CLOSE_BRACKET) {
    const end = skipValue(bytes, at)
    if (end < 0) return undefined
    text += nearestItem(parseExact(readText(bytes, at, end)), odd)
    at = skipSpace(bytes, end)
    if (bytes[at] === COMMA) at = skipSpace(bytes, at + 1)
    if (at < stepEnd) continue
    parts.push(insideOf(text))
    text = ''
    stepEnd = at + STEP_BYTES
    yield
  }
  parts.push(insideOf(text), QUOTE)
  return parts
}

/** A text as it stands between the quotes of JSON. */
const insideOf = (text: string): Uint8Array => encoder.encode(JSON.stringify(text).slice(1, -1))
