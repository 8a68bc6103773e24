import type { Member, ObjectScan } from './scan-object.js'

const OPEN = Uint8Array.of(0x7b)
const CLOSE = Uint8Array.of(0x7d)
const COMMA = Uint8Array.of(0x2c)

/** Bytes in pieces, to be written one after the other. */
export type Parts = readonly Uint8Array[]

/**
 * The scanned object without the members of `removed` (in the order of the scan) and with `inserted` (each a whole
 * `"key":value`) after the rest. The remaining bytes are not copied: the parts point into `bytes`.
 */
export function spliceObject(
  bytes: Uint8Array,
  scan: ObjectScan,
  removed: readonly Member[],
  inserted: readonly Parts[],
): Parts {
  const parts: Uint8Array[] = []
  for (const [start, end] of keptRuns(scan, removed)) {
    // The part right after the brace includes the brace.
    const from = start === scan.start + 1 ? scan.start : start
    if (from === start) parts.push(parts.length > 0 ? COMMA : OPEN)
    parts.push(bytes.subarray(from, end))
  }
  for (const piece of inserted) parts.push(parts.length > 0 ? COMMA : OPEN, ...piece)
  if (parts.length === 0) return [OPEN, CLOSE]
  parts.push(CLOSE)
  return parts
}

/** The scanned object with another value of one member, a JSON text; what stays is not copied. */
export const replaceValue = (
  bytes: Uint8Array,
  scan: ObjectScan,
  { valueStart, end }: Member,
  value: Uint8Array,
): Parts => [bytes.subarray(scan.start, valueStart), value, bytes.subarray(end, scan.end)]

/** The ranges between the removed members, without the commas that joined them. */
function keptRuns(scan: ObjectScan, removed: readonly Member[]): [start: number, end: number][] {
  if (scan.isEmpty) return []
  if (removed.length === 0) return [[scan.start + 1, scan.end - 1]]
  const runs: [number, number][] = []
  let from = scan.start + 1
  for (const member of removed) {
    if (from >= 0 && member.previousEnd > from) runs.push([from, member.previousEnd])
    from = member.nextStart
  }
  if (from >= 0) runs.push([from, scan.end - 1])
  return runs
}

const encoder = new TextEncoder()
/** Length below which a plain loop beats the encoder, and the bytes need no buffer of their own. */
const SHORT_TEXT = 48

/** Encodes a text as UTF-8. */
export function encode(text: string): Uint8Array {
  if (text.length > SHORT_TEXT) return encoder.encode(text)
  const bytes = new Uint8Array(text.length)
  for (let i = 0; i < text.length; i++) {
    const code = text.charCodeAt(i)
    if (code >= 0x80) return encoder.encode(text)
    bytes[i] = code
  }
  return bytes
}

/** A whole member from a name that needs no escaping and the JSON text of its value. */
export const member = (name: string, value: Parts | string): Parts =>
  typeof value === 'string' ? [encode(`"${name}":${value}`)] : [encode(`"${name}":`), ...value]

/** Copies a range into new memory: unlike a slice of a `Buffer`, the copy does not keep the rest alive. */
export function copyRange(bytes: Uint8Array, start: number, end: number): Uint8Array {
  if (end - start > SHORT_TEXT) return joinParts([bytes.subarray(start, end)])
  const copy = new Uint8Array(end - start)
  for (let at = start; at < end; at++) copy[at - start] = bytes[at] as number
  return copy
}

/** Joins parts in new memory: unlike a slice of a `Buffer`, the result keeps none of them alive. */
export function joinParts(parts: Parts): Uint8Array {
  const bytes = new Uint8Array(parts.reduce((sum, part) => sum + part.length, 0))
  let at = 0
  for (const part of parts) {
    bytes.set(part, at)
    at += part.length
  }
  return bytes
}
