/**
 * Finds the positions of members in a JSON object, without building the object: the hub splices the parts that it
 * must change, and passes every other byte on unchanged. The top level is checked strictly, deeper levels by their
 * brackets only; callers that need more run `JSON.parse` first.
 */

/** Names to look for, each with the names to look for inside its value when that is an object. */
export interface Wanted {
  readonly [name: string]: Wanted
}

/** One member of a scanned object, by byte offsets into the text. */
export interface Member {
  readonly name: string
  /** False when the key was spelled with escapes, as in `"\u0065cho"`. */
  readonly plain: boolean
  /** Index of the key's opening quote. */
  readonly start: number
  readonly valueStart: number
  /** Index after the value. */
  readonly end: number
  /** End of the previous member, or -1 for the first one. */
  readonly previousEnd: number
  /** Start of the next member, or -1 for the last one. */
  nextStart: number
  /** Set if the value is an object whose own members were wanted. */
  readonly inner: ObjectScan | undefined
}

/** Outcome of scanning an object for the members that are wanted, by byte offsets into the text. */
export interface ObjectScan {
  readonly start: number
  /** Index after the closing brace; for an invalid object, where reading stopped. */
  readonly end: number
  /** The wanted members in order of occurrence, including repeated ones. */
  readonly members: readonly Member[]
  readonly isEmpty: boolean
  /**
   * False if the text is not an object, breaks off, nests deeper than 100,000 levels, or repeats wanted keys many
   * thousand times; `members` then holds those read so far.
   */
  readonly complete: boolean
}

const QUOTE = 0x22
const COMMA = 0x2c
const COLON = 0x3a
const ZERO = 0x30
const OPEN_BRACKET = 0x5b
const BACKSLASH = 0x5c
const CLOSE_BRACKET = 0x5d
const OPEN_BRACE = 0x7b
const CLOSE_BRACE = 0x7d
/** Size in bytes below which a plain loop beats a native search. */
const SHORT_STRING_BYTES = 64
/** Length up to which a text is joined letter by letter, since a view of its bytes costs more. */
const SHORT_TEXT_BYTES = 16
/** Deepest level: deeper than real data, and still parsed quickly. */
const MAX_DEPTH = 100_000
/** Most occurrences of wanted keys: real data has fewer, and the list of their positions must not fill the heap. */
const MAX_MEMBERS = 16 * 1024

/**
 * Walks over a string, from its first inner byte, or over a value; each function returns the index after it, or -1 if
 * it is invalid.
 */
export interface Skipping {
  string(bytes: Uint8Array, at: number): number
  value(bytes: Uint8Array, at: number): number
}

/** Checks brackets and quotes only. */
const byBrackets: Skipping = { string: skipString, value: skipValue }

/** Scans the one object in `bytes`; anything but white space after it makes it incomplete. */
export function scanObject(bytes: Uint8Array, wanted: Wanted, skipping = byBrackets): ObjectScan {
  const scan = scanObjectAt(bytes, skipSpace(bytes, 0), wanted, skipping)
  const clean = scan.complete && skipSpace(bytes, scan.end) === bytes.length
  return clean ? scan : { ...scan, complete: false }
}

/** Scans the object that begins at `start`, ignoring any text after it. */
export function scanObjectAt(
  bytes: Uint8Array,
  start: number,
  wanted: Wanted,
  skipping = byBrackets,
): ObjectScan {
  const members: Member[] = []
  if (bytes[start] !== OPEN_BRACE) return broken(start, start, members)
  let at = skipSpace(bytes, start + 1)
  if (bytes[at] === CLOSE_BRACE) return { start, end: at + 1, members, isEmpty: true, complete: true }
  let previousEnd = -1
  let previous: Member | undefined
  for (;;) {
    const keyEnd = bytes[at] === QUOTE ? skipping.string(bytes, at + 1) : -1
    if (keyEnd < 0) return broken(start, at, members)
    if (previous) previous.nextStart = at
    const colon = skipSpace(bytes, keyEnd)
    if (bytes[colon] !== COLON) return broken(start, colon, members)
    const valueStart = skipSpace(bytes, colon + 1)
    const name = wantedName(bytes, at, keyEnd, wanted)
    const inner =
      name !== undefined && bytes[valueStart] === OPEN_BRACE
        ? scanInner(bytes, valueStart, wanted[name], skipping)
        : undefined
    const end = inner ? innerEnd(inner) : skipping.value(bytes, valueStart)
    if (end < 0) return broken(start, valueStart, members)
    previous = undefined
    if (name !== undefined) {
      const plain = isPlain(name, at, keyEnd)
      previous = { name, plain, start: at, valueStart, end, previousEnd, nextStart: -1, inner }
      // No members at all: the last of each name counts, and that was not reached.
      if (members.push(previous) > MAX_MEMBERS) return broken(start, end, [])
    }
    previousEnd = end
    at = skipSpace(bytes, end)
    if (bytes[at] === CLOSE_BRACE) return { start, end: at + 1, members, isEmpty: false, complete: true }
    if (bytes[at] !== COMMA) return broken(start, at, members)
    at = skipSpace(bytes, at + 1)
  }
}

const broken = (start: number, end: number, members: readonly Member[]): ObjectScan => ({
  start,
  end,
  members,
  isEmpty: false,
  complete: false,
})

/** The last of the wanted members with that name, which is the one that counts. */
export function lastMember({ members }: ObjectScan, name: string): Member | undefined {
  for (let at = members.length - 1; at >= 0; at--) if (members[at]?.name === name) return members[at]
  return undefined
}

/** Whether the text from `start` to `end` is `[]`, PHP's form of an empty map. */
export const isEmptyArray = (bytes: Uint8Array, start = 0, end = bytes.length): boolean => {
  const open = skipSpace(bytes, start)
  if (bytes[open] !== OPEN_BRACKET) return false
  const close = skipSpace(bytes, open + 1)
  return bytes[close] === CLOSE_BRACKET && Math.min(skipSpace(bytes, close + 1), end) === end
}

function scanInner(
  bytes: Uint8Array,
  start: number,
  inside: Wanted | undefined,
  skipping: Skipping,
): ObjectScan | undefined {
  if (inside) for (const _ in inside) return scanObjectAt(bytes, start, inside, skipping)
  return undefined
}

const innerEnd = (inner: ObjectScan): number => (inner.complete ? inner.end : -1)

/** The name that a key spells, quotes included, if it is one of the wanted ones. */
export function wantedName(
  bytes: Uint8Array,
  start: number,
  end: number,
  wanted: Wanted,
): string | undefined {
  for (const name in wanted) if (spells(bytes, start + 1, end - 1, name)) return name
  if (!hasBackslash(bytes, start, end)) return undefined
  const name = readString(bytes, start, end)
  return name !== undefined && Object.hasOwn(wanted, name) ? name : undefined
}

/** Whether the key at `start` to `end` spells its name without escapes, which would make it longer. */
export const isPlain = (name: string, start: number, end: number): boolean => end - start === name.length + 2

function spells(bytes: Uint8Array, start: number, end: number, name: string): boolean {
  if (end - start !== name.length) return false
  for (let i = 0; i < name.length; i++) if (bytes[start + i] !== name.charCodeAt(i)) return false
  return true
}

function hasBackslash(bytes: Uint8Array, start: number, end: number): boolean {
  for (let i = start; i < end; i++) if (bytes[i] === BACKSLASH) return true
  return false
}

/** Index of the next byte that is not white space. */
export function skipSpace(bytes: Uint8Array, at: number): number {
  let i = at
  for (;;) {
    const byte = bytes[i] as number
    if (byte > 0x20 || (byte !== 0x20 && byte !== 0x0a && byte !== 0x0d && byte !== 0x09)) return i
    i++
  }
}

/** Index after the closing quote of the string whose first inner byte is at `at`, or -1. */
export function skipString(bytes: Uint8Array, at: number): number {
  let i = at
  const near = Math.min(at + SHORT_STRING_BYTES, bytes.length)
  for (; i < near; i++) {
    if (bytes[i] === QUOTE) return i + 1
    if (bytes[i] === BACKSLASH) i++
  }
  for (;;) {
    const quote = bytes.indexOf(QUOTE, i)
    if (quote < 0) return -1
    if (!isEscaped(bytes, quote, at)) return quote + 1
    i = quote + 1
  }
}

function isEscaped(bytes: Uint8Array, quote: number, first: number): boolean {
  let slash = quote - 1
  while (slash >= first && bytes[slash] === BACKSLASH) slash--
  return (quote - 1 - slash) % 2 === 1
}

/** Index after the value that begins at `at`, or -1 if it is invalid. */
export function skipValue(bytes: Uint8Array, at: number): number {
  const byte = bytes[at]
  if (byte === QUOTE) return skipString(bytes, at + 1)
  if (byte === OPEN_BRACE || byte === OPEN_BRACKET) return skipBrackets(bytes, at)
  return skipScalar(bytes, at)
}

function skipBrackets(bytes: Uint8Array, at: number): number {
  const closers: number[] = []
  for (let i = at; i < bytes.length; i++) {
    const byte = bytes[i]
    if (byte === QUOTE) {
      i = skipString(bytes, i + 1) - 1
      if (i < 0) return -1
    } else if (byte === OPEN_BRACE || byte === OPEN_BRACKET) {
      if (closers.push(byte === OPEN_BRACE ? CLOSE_BRACE : CLOSE_BRACKET) > MAX_DEPTH) return -1
    } else if (byte === CLOSE_BRACE || byte === CLOSE_BRACKET) {
      if (closers.pop() !== byte) return -1
      if (closers.length === 0) return i + 1
    }
  }
  return -1
}

const SCALAR = /^(?:true|false|null|-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?)$/

function skipScalar(bytes: Uint8Array, at: number): number {
  let i = at
  // Most are plain integers, which can be read without making a text.
  while (isDigit(bytes[i])) i++
  if (i > at && !isScalarByte(bytes[i]) && (bytes[at] !== ZERO || i === at + 1)) return i
  while (i < bytes.length && isScalarByte(bytes[i])) i++
  return SCALAR.test(latin1(bytes, at, i)) ? i : -1
}

const isDigit = (byte: number | undefined): boolean => byte !== undefined && byte >= ZERO && byte <= 0x39

/** Characters of a number or a literal: letters, digits, `+`, `-`, `.`. */
function isScalarByte(byte: number | undefined): boolean {
  if (byte === undefined) return false
  return (byte >= 0x61 && byte <= 0x7a) || (byte >= 0x2b && byte <= 0x39 && byte !== COMMA) || byte === 0x45
}

function latin1(bytes: Uint8Array, start: number, end: number): string {
  let text = ''
  if (end - start <= SHORT_TEXT_BYTES) {
    for (let i = start; i < end; i++) text += String.fromCharCode(bytes[i] as number)
    return text
  }
  // In pieces, because a function takes a limited number of arguments.
  for (let i = start; i < end; i += 4096)
    text += String.fromCharCode.apply(null, bytes.subarray(i, Math.min(i + 4096, end)) as unknown as number[])
  return text
}

const utf8 = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true })

/** The exact JSON text from `start` to `end`; throws `TypeError` if it is not UTF-8. */
export function readText(bytes: Uint8Array, start: number, end: number): string {
  for (let i = start; i < end; i++) {
    if ((bytes[i] ?? 0) >= 0x80) return utf8.decode(bytes.subarray(start, end))
  }
  return latin1(bytes, start, end)
}

/** The string whose JSON text, including quotes, is at `start` to `end`; undefined for anything else. */
export function readString(bytes: Uint8Array, start: number, end: number): string | undefined {
  if (bytes[start] !== QUOTE) return undefined
  try {
    if (!hasBackslash(bytes, start, end)) return readText(bytes, start + 1, end - 1)
    const value: unknown = JSON.parse(readText(bytes, start, end))
    return typeof value === 'string' ? value : undefined
  } catch {
    return undefined
  }
}
