import { parseExact } from './parse-exact.js'
import { readText, skipString } from './scan-object.js'

const QUOTE = 0x22
const BACKSLASH = 0x5c
const SMALL_U = 0x75
const STEP_BYTES = 64 * 1024

/**
 * The compact JSON of a large value, piece by piece: as `JSON.stringify` writes the result of `parseExact`, except that
 * all keys of an object stay in their order.
 */
export function* compactInSteps(bytes: Uint8Array, start: number, end: number): Generator<string, void> {
  for (let at = start; at < end; ) {
    const { next, string } = stepEnd(bytes, at, end)
    yield compact(readText(bytes, at, next))
    if (string) yield* stringPieces(bytes, next, string)
    at = string ?? next
  }
}

/** An index between two tokens at which a step ends; `string` is the end of a large string that begins there. */
function stepEnd(bytes: Uint8Array, start: number, end: number): { next: number; string?: number } {
  let at = start
  for (const most = Math.min(start + STEP_BYTES, end); at < most; ) {
    if (bytes[at] !== QUOTE) {
      at++
      continue
    }
    const next = skipString(bytes, at + 1)
    if (next - at > STEP_BYTES) return { next: at, string: next }
    at = next
  }
  // Never in the middle of a number or word.
  while (at < end && isScalarByte(bytes[at] ?? 0)) at++
  return { next: at }
}

const isScalarByte = (byte: number): boolean =>
  (byte >= 0x30 && byte <= 0x39) ||
  byte === 0x2b ||
  byte === 0x2d ||
  byte === 0x2e ||
  (byte >= 0x61 && byte <= 0x7a) ||
  byte === 0x45

const TOKEN = /"[^"\\]*(?:\\.[^"\\]*)*"|-?\d[\d.eE+-]*|\s+/g
const PLAIN_INTEGER = /^(?:0|-?[1-9]\d{0,14})$/

const compact = (json: string): string =>
  json.replace(TOKEN, (token) => {
    if (token.startsWith('"')) return token.includes('\\') ? respelled(token) : token
    if (PLAIN_INTEGER.test(token)) return token
    return token.trim() === '' ? '' : respelled(token)
  })

const respelled = (token: string): string => JSON.stringify(parseExact(token))

function* stringPieces(bytes: Uint8Array, start: number, end: number): Generator<string, void> {
  const last = end - 1
  yield '"'
  for (let at = start + 1; at < last; ) {
    const next = characterEnd(bytes, at, Math.min(at + STEP_BYTES, last))
    yield respelledString(readText(bytes, at, next))
    at = next
  }
  yield '"'
}

const respelledString = (inside: string): string =>
  inside.includes('\\') ? JSON.stringify(JSON.parse(`"${inside}"`)).slice(1, -1) : inside

/** The first index at or shortly after `end` that does not split a character of a JSON string. */
export function characterEnd(bytes: Uint8Array, start: number, end: number): number {
  let at = start
  while (at < end) {
    const isEscape = bytes[at] === BACKSLASH
    at += isEscape ? (bytes[at + 1] === SMALL_U ? 6 : 2) : 1
  }
  while (((bytes[at] ?? 0) & 0xc0) === 0x80) at++
  return at
}
