import type { Message } from '../tables/segments.gen.js'
import { unescapeText } from './escape.js'

/**
 * The segments of a message string. Every value is a string. What is not a CQ code stays literal text, as
 * implementations and applications read it: the standard does not say what malformed input means.
 *
 * ```ts
 * parseCq('喵[CQ:at,qq=10001]') // [{ type: 'text', data: { text: '喵' } }, { type: 'at', data: { qq: '10001' } }]
 * ```
 */
export function parseCq(text: string): Message {
  const segments: ParsedSegment[] = []
  let from = 0
  let close = -1
  let open = text.indexOf(OPEN)
  while (open >= 0) {
    // The first bracket after a failed code is often also that of the next: it is searched for only once.
    if (close < open) close = text.indexOf(']', open)
    if (close < 0) break
    const code = readCode(text, open + OPEN.length, close)
    if (typeof code === 'number') {
      open = text.indexOf(OPEN, code)
      continue
    }
    if (open > from) segments.push(textOf(text, from, open))
    segments.push(code)
    from = close + 1
    open = text.indexOf(OPEN, from)
  }
  if (from < text.length) segments.push(textOf(text, from, text.length))
  // The type states the table's data for each segment; the actual data is for the reader to check.
  return segments as unknown as Message
}

interface ParsedSegment {
  readonly type: string
  readonly data: Readonly<Record<string, string>>
}

const OPEN = '[CQ:'
const COMMA = 0x2c
const EQUALS = 0x3d

const textOf = (text: string, start: number, end: number): ParsedSegment => ({
  type: 'text',
  data: { text: unescapeText(text.slice(start, end)) },
})

/**
 * Reads the code whose type begins at `start` and whose closing bracket is at `close`; for a malformed one, returns
 * the index after which another may begin. That is the invalid parameter, because every code that begins before it
 * contains it, too: each character is read once, however many codes never close.
 */
function readCode(text: string, start: number, close: number): ParsedSegment | number {
  let at = skipName(text, start)
  if (at === start || (at < close && text.charCodeAt(at) !== COMMA)) return at
  const segment = { type: text.slice(start, at), data: {} }
  while (at < close) {
    const key = at + 1
    if (key === close) break
    const equals = skipName(text, key)
    if (equals === key || text.charCodeAt(equals) !== EQUALS) return key
    at = text.indexOf(',', equals)
    if (at < 0 || at > close) at = close
    define(segment.data, text.slice(key, equals), unescapeText(text.slice(equals + 1, at)))
  }
  return segment
}

function define(data: Record<string, string>, key: string, value: string): void {
  if (key !== '__proto__') data[key] = value
  // Assignment would set the prototype instead of a key of that name.
  else Object.defineProperty(data, key, { value, enumerable: true, configurable: true, writable: true })
}

/** Index of the first character that cannot occur in a type or key. */
function skipName(text: string, start: number): number {
  let at = start
  while (isNameCharacter(text.charCodeAt(at))) at++
  return at
}

/** Letters, digits, `_`, `-` and `.`; false for the NaN behind the end. */
function isNameCharacter(code: number): boolean {
  if (code >= 0x61) return code <= 0x7a
  if (code >= 0x41) return code <= 0x5a || code === 0x5f
  return (code >= 0x30 && code <= 0x39) || code === 0x2d || code === 0x2e
}
