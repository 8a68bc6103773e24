import type { Member, ObjectScan } from './scan-object.js'

const OPEN = Uint8Array.of(0x7b)
const CLOSE = Uint8Array.of(0x7d)
const COMMA = Uint8Array.of(0x2c)

/** Bytes in pieces, to be written one after the other. */
export type Parts = readonly Uint8Array[]

/**
 * The scanned object without the members of `removed` (in the order of the scan) and with `inserted`
 * (each a whole `"key":value`) behind the rest. What stays is not copied: the parts point into `bytes`.
 */
export function spliceObject(
  bytes: Uint8Array,
  scan: ObjectScan,
  removed: readonly Member[],
  inserted: readonly Parts[],
): Parts {
  const pieces: Parts[] = keptRuns(scan, removed).map(([start, end]) => [bytes.subarray(start, end)])
  pieces.push(...inserted)
  const parts: Uint8Array[] = [OPEN]
  pieces.forEach((piece, index) => {
    if (index > 0) parts.push(COMMA)
    parts.push(...piece)
  })
  parts.push(CLOSE)
  return parts
}

/** The stretches between the removed members, without the commas that joined them. */
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

/** A whole member from a name that needs no escaping and the JSON text of its value. */
export const member = (name: string, value: Parts | string): Parts =>
  typeof value === 'string'
    ? [encoder.encode(`"${name}":${value}`)]
    : [encoder.encode(`"${name}":`), ...value]

export function joinParts(parts: Parts): Uint8Array {
  const bytes = new Uint8Array(parts.reduce((sum, part) => sum + part.length, 0))
  let at = 0
  for (const part of parts) {
    bytes.set(part, at)
    at += part.length
  }
  return bytes
}
