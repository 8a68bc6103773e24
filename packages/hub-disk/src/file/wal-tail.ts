import { closeSync, openSync, readSync } from 'node:fs'

const HEADER_BYTES = 32
const FRAME_HEAD_BYTES = 24

/**
 * Counts the pages at the end of a write-ahead log that belong to its present run, whole or cut. Compared with those that
 * SQLite takes over, it shows what a cut or damaged end has cost. 0 if there is no log.
 */
export function walPages(path: string): number {
  let file: number
  try {
    file = openSync(path, 'r')
  } catch {
    return 0
  }
  try {
    return countPages(file)
  } finally {
    closeSync(file)
  }
}

function countPages(file: number): number {
  const header = Buffer.alloc(HEADER_BYTES)
  if (readSync(file, header, 0, HEADER_BYTES, 0) < HEADER_BYTES) return 0
  const frameBytes = FRAME_HEAD_BYTES + header.readUInt32BE(8)
  const salt = header.subarray(16, 24)
  const head = Buffer.alloc(FRAME_HEAD_BYTES)
  for (let pages = 0; ; pages++) {
    const read = readSync(file, head, 0, FRAME_HEAD_BYTES, HEADER_BYTES + pages * frameBytes)
    // Behind the present run lie frames of earlier ones, with other salts.
    if (read < FRAME_HEAD_BYTES || !head.subarray(8, 16).equals(salt)) return pages
  }
}
