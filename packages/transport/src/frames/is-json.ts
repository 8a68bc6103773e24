/**
 * Whether bytes are one JSON text, by the grammar of RFC 8259 as `JSON.parse` has it. It makes no values, which for
 * short texts is several times as fast; it calls itself for what is nested, and so is for short texts only. Bytes
 * beyond ASCII may be anything.
 */
export function isJson(bytes: Uint8Array): boolean {
  const end = skipValue(bytes, skipSpace(bytes, 0))
  return end >= 0 && skipSpace(bytes, end) === bytes.length
}

// Each of these gives the index behind what begins at `at`, or -1 when it is broken.

function skipValue(bytes: Uint8Array, at: number): number {
  switch (bytes[at]) {
    case 0x22: // "
      return skipString(bytes, at + 1)
    case 0x7b: // {
      return skipMembers(bytes, at + 1)
    case 0x5b: // [
      return skipItems(bytes, at + 1)
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

function skipMembers(bytes: Uint8Array, first: number): number {
  let at = skipSpace(bytes, first)
  if (bytes[at] === 0x7d) return at + 1
  for (;;) {
    if (bytes[at] !== 0x22) return -1
    const keyEnd = skipString(bytes, at + 1)
    if (keyEnd < 0) return -1
    const colon = skipSpace(bytes, keyEnd)
    if (bytes[colon] !== 0x3a) return -1
    const end = skipValue(bytes, skipSpace(bytes, colon + 1))
    if (end < 0) return -1
    at = skipSpace(bytes, end)
    if (bytes[at] === 0x7d) return at + 1
    if (bytes[at] !== 0x2c) return -1
    at = skipSpace(bytes, at + 1)
  }
}

function skipItems(bytes: Uint8Array, first: number): number {
  let at = skipSpace(bytes, first)
  if (bytes[at] === 0x5d) return at + 1
  for (;;) {
    const end = skipValue(bytes, at)
    if (end < 0) return -1
    at = skipSpace(bytes, end)
    if (bytes[at] === 0x5d) return at + 1
    if (bytes[at] !== 0x2c) return -1
    at = skipSpace(bytes, at + 1)
  }
}

function skipString(bytes: Uint8Array, first: number): number {
  for (let at = first; at < bytes.length; at++) {
    const byte = bytes[at] as number
    if (byte === 0x22) return at + 1
    if (byte < 0x20) return -1
    if (byte === 0x5c) {
      at = skipEscape(bytes, at + 1)
      if (at < 0) return -1
    }
  }
  return -1
}

/** Gives the index of the last byte of an escape that goes on at `at`, or -1. */
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
      return at
    case 0x75: // u
      return [1, 2, 3, 4].every((next) => isHexDigit(bytes[at + next])) ? at + 4 : -1
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

/** At least one of them. */
function skipDigits(bytes: Uint8Array, first: number): number {
  let at = first
  while (isDigit(bytes[at])) at++
  return at > first ? at : -1
}

function skipWord(bytes: Uint8Array, at: number, word: string): number {
  for (let i = 1; i < word.length; i++) if (bytes[at + i] !== word.charCodeAt(i)) return -1
  return at + word.length
}

function skipSpace(bytes: Uint8Array, first: number): number {
  let at = first
  while (bytes[at] === 0x20 || bytes[at] === 0x0a || bytes[at] === 0x0d || bytes[at] === 0x09) at++
  return at
}

const isDigit = (byte: number | undefined): boolean => byte !== undefined && byte >= 0x30 && byte <= 0x39

const isHexDigit = (byte: number | undefined): boolean =>
  isDigit(byte) || (byte !== undefined && (byte | 0x20) >= 0x61 && (byte | 0x20) <= 0x66)
