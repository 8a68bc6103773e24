import { closeText, openText, skipPlain } from './plain-bytes.js'
import { type ObjectScan, type Skipping, scanObject, skipSpace, type Wanted } from './scan-object.js'

/** Deepest level that is walked; deeper nesting counts as invalid, because the walk is recursive. */
const MAX_DEPTH = 1000

/**
 * Whether bytes are one JSON text, by the grammar of RFC 8259 as in `JSON.parse`; also false for text that is nested
 * deeper than 1,000 levels. It makes no values, which costs far more. Bytes beyond ASCII may be anything.
 */
export function isJson(bytes: Uint8Array): boolean {
  openText(bytes)
  const end = skipChecked(bytes, skipSpace(bytes, 0))
  closeText()
  return end >= 0 && skipSpace(bytes, end) === bytes.length
}

const byGrammar: Skipping = { string: skipCheckedString, value: skipChecked }

/** Scans an object as `scanObject` does, and checks its whole grammar in the same walk. */
export function scanChecked(bytes: Uint8Array, wanted: Wanted): ObjectScan {
  openText(bytes)
  const scan = scanObject(bytes, wanted, byGrammar)
  closeText()
  return scan
}

// Each function returns the index after the part that begins at `at`, or -1 if it is invalid.

/** Walks a value, and checks its whole grammar. */
function skipChecked(bytes: Uint8Array, at: number, depth = 0): number {
  switch (bytes[at]) {
    case 0x22: // "
      return skipCheckedString(bytes, at + 1)
    case 0x7b: // {
      return depth < MAX_DEPTH ? skipMembers(bytes, at + 1, depth + 1) : -1
    case 0x5b: // [
      return depth < MAX_DEPTH ? skipItems(bytes, at + 1, depth + 1) : -1
    case 0x74: // t
      return skipWord(bytes, at, 'true')
    case 0x66: // f
      return skipWord(bytes, at, 'false')
    case 0x6e: // n
      return skipWord(bytes, at, 'null')
    default:
      return skipNumber(bytes, at)
  }
}

function skipMembers(bytes: Uint8Array, first: number, depth: number): number {
  let at = skipSpace(bytes, first)
  if (bytes[at] === 0x7d) return at + 1
  for (;;) {
    if (bytes[at] !== 0x22) return -1
    const keyEnd = skipCheckedString(bytes, at + 1)
    if (keyEnd < 0) return -1
    const colon = skipSpace(bytes, keyEnd)
    if (bytes[colon] !== 0x3a) return -1
    const end = skipChecked(bytes, skipSpace(bytes, colon + 1), depth)
    if (end < 0) return -1
    at = skipSpace(bytes, end)
    if (bytes[at] === 0x7d) return at + 1
    if (bytes[at] !== 0x2c) return -1
    at = skipSpace(bytes, at + 1)
  }
}

function skipItems(bytes: Uint8Array, first: number, depth: number): number {
  let at = skipSpace(bytes, first)
  if (bytes[at] === 0x5d) return at + 1
  for (;;) {
    const end = skipChecked(bytes, at, depth)
    if (end < 0) return -1
    at = skipSpace(bytes, end)
    if (bytes[at] === 0x5d) return at + 1
    if (bytes[at] !== 0x2c) return -1
    at = skipSpace(bytes, at + 1)
  }
}

/** Walks a string whose first inner byte is at `first`. */
function skipCheckedString(bytes: Uint8Array, first: number): number {
  let at = skipPlain(bytes, first)
  while (bytes[at] === 0x5c) {
    const escapeEnd = skipEscape(bytes, at + 1)
    if (escapeEnd < 0) return -1
    at = skipPlain(bytes, escapeEnd)
  }
  return bytes[at] === 0x22 ? at + 1 : -1
}

/** Returns the index after an escape that continues at `at`, or -1. */
function skipEscape(bytes: Uint8Array, at: number): number {
  switch (bytes[at]) {
    case 0x22: // "
    case 0x5c: // \
    case 0x2f: // /
    case 0x62: // b
    case 0x66: // f
    case 0x6e: // n
    case 0x72: // r
    case 0x74: // t
      return at + 1
    case 0x75: // u
      return areHexDigits(bytes, at + 1, at + 5) ? at + 5 : -1
    default:
      return -1
  }
}

function skipNumber(bytes: Uint8Array, at: number): number {
  const first = bytes[at] === 0x2d ? at + 1 : at
  let end = bytes[first] === 0x30 ? first + 1 : skipDigits(bytes, first)
  if (end >= 0 && bytes[end] === 0x2e) end = skipDigits(bytes, end + 1)
  if (end < 0 || (bytes[end] !== 0x65 && bytes[end] !== 0x45)) return end
  const sign = bytes[end + 1]
  return skipDigits(bytes, sign === 0x2b || sign === 0x2d ? end + 2 : end + 1)
}

/** One digit or more. */
function skipDigits(bytes: Uint8Array, first: number): number {
  let at = first
  while (isDigit(bytes[at])) at++
  return at > first ? at : -1
}

function skipWord(bytes: Uint8Array, at: number, word: string): number {
  for (let i = 1; i < word.length; i++) if (bytes[at + i] !== word.charCodeAt(i)) return -1
  return at + word.length
}

const isDigit = (byte: number | undefined): boolean => byte !== undefined && byte >= 0x30 && byte <= 0x39

function areHexDigits(bytes: Uint8Array, start: number, end: number): boolean {
  for (let at = start; at < end; at++) if (!isHexDigit(bytes[at])) return false
  return true
}

const isHexDigit = (byte: number | undefined): boolean =>
  isDigit(byte) || (byte !== undefined && (byte | 0x20) >= 0x61 && (byte | 0x20) <= 0x66)
