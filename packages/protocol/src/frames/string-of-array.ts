import { compactInSteps } from '../json/compact-in-steps.js'
import { parseExact } from '../json/parse-exact.js'
import { type Member, readText, skipSpace, skipValue } from '../json/scan-object.js'
import type { Parts } from '../json/splice.js'
import { escapeText, escapeValue } from '../message/escape.js'
import { nearestItem, type OddItem } from '../message/nearest-cq.js'
import { escapedString } from './escaped-string.js'
import { type LargeItem, largeItem, scanItem } from './large-item.js'

const OPEN_BRACKET = 0x5b
const COMMA = 0x2c
const STEP_BYTES = 64 * 1024

const encoder = new TextEncoder()
/** A text as it is written between the quotes of JSON. */
const insideOf = (text: string): Uint8Array => encoder.encode(JSON.stringify(text).slice(1, -1))
const MARK = encoder.encode('"')

/** The JSON text of the string nearest to a large array of segments, or to one, made of some of its bytes in each step. */
export function* stringOfArray(
  bytes: Uint8Array,
  message: Member,
  odd: OddItem,
): Generator<undefined, Parts> {
  const parts: Uint8Array[] = [MARK]
  const isArray = bytes[message.valueStart] === OPEN_BRACKET
  const messageEnd = isArray ? message.end - 1 : message.end
  let text = ''
  let at = isArray ? skipSpace(bytes, message.valueStart + 1) : message.valueStart
  while (at < messageEnd) {
    const stepEnd = at + STEP_BYTES
    const near = bytes.subarray(0, stepEnd + STEP_BYTES)
    while (at < messageEnd && at < stepEnd) {
      let end = skipValue(near, at)
      if (end < 0 || end - at > STEP_BYTES) {
        const scanned = yield* scanItem(bytes, at)
        const large = largeItem(bytes, at, scanned, odd)
        end = scanned.end
        if (large) {
          parts.push(insideOf(text))
          text = yield* spellLarge(bytes, large, parts)
        } else text += spell(bytes, at, end, odd)
      } else text += spell(bytes, at, end, odd)
      at = skipSpace(bytes, end)
      if (bytes[at] === COMMA && at < messageEnd) at = skipSpace(bytes, at + 1)
    }
    parts.push(insideOf(text))
    text = ''
    yield
  }
  parts.push(MARK)
  return parts
}

const spell = (bytes: Uint8Array, start: number, end: number, odd: OddItem): string =>
  nearestItem(parseExact(readText(bytes, start, end)), odd)

/** Returns the text after the last value. */
function* spellLarge(
  bytes: Uint8Array,
  { isText, texts, values }: LargeItem,
  parts: Uint8Array[],
): Generator<undefined, string> {
  for (const [index, { start, end, isString }] of values.entries()) {
    parts.push(insideOf(texts[index] ?? ''))
    if (isString) yield* escapedString(bytes, { start: start + 1, end: end - 1, isText }, parts)
    else {
      for (const piece of compactInSteps(bytes, start, end)) {
        parts.push(insideOf(isText ? escapeText(piece) : escapeValue(piece)))
        yield
      }
    }
  }
  return texts[values.length] ?? ''
}
