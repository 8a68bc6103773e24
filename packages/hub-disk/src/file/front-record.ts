import { crc32 } from 'node:zlib'
import type { CursorRow, FrontBatch, PackRow } from '../engine/engine.js'
import { StoreFileError } from './store-file-error.js'

/**
 * Version of the body. The frame before it stays as it is, so that a newer version is told from a damaged record:
 *
 * ```
 * record := CRC-32 of what follows (4 bytes) · length of what follows (4) · version (1) · body
 * body   := generation (6) · length of the facts (4) · facts as JSON · packs, one behind the other
 * ```
 *
 * Numbers stand with their lowest byte first.
 */
const VERSION = 1
const CRC_BYTES = 4
const FRAME_BYTES = CRC_BYTES + 4
const GENERATION_AT = FRAME_BYTES + 1
const FACTS_AT = GENERATION_AT + 6 + 4

/** A batch of the front log. */
export interface FrontRecord extends FrontBatch {
  /** Number of the commit that is to cover it. */
  readonly generation: number
}

/** All of a batch but the bytes of its packs. */
interface Facts {
  readonly now: number
  readonly packs: readonly (Omit<PackRow, 'pack'> & { readonly bytes: number })[]
  readonly cursors: readonly CursorRow[]
}

/** Writes a batch as one record. */
export function frontRecord({ now, packs, cursors }: FrontBatch, generation: number): Buffer {
  const facts: Facts = {
    now,
    packs: packs.map(({ pack, ...rest }) => ({ ...rest, bytes: pack.length })),
    cursors,
  }
  const text = Buffer.from(JSON.stringify(facts))
  const packBytes = packs.reduce((sum, { pack }) => sum + pack.length, 0)
  const record = Buffer.allocUnsafe(FACTS_AT + text.length + packBytes)
  record.writeUInt32LE(record.length - FRAME_BYTES, CRC_BYTES)
  record.writeUInt8(VERSION, FRAME_BYTES)
  record.writeUIntLE(generation, GENERATION_AT, 6)
  record.writeUInt32LE(text.length, FACTS_AT - 4)
  record.set(text, FACTS_AT)
  let at = FACTS_AT + text.length
  for (const { pack } of packs) {
    record.set(pack, at)
    at += pack.length
  }
  record.writeUInt32LE(crc32(record.subarray(CRC_BYTES)), 0)
  return record
}

/** Whole records at the beginning of a file. */
export interface FoundRecords {
  readonly records: readonly FrontRecord[]
  /** Bytes that they take. */
  readonly end: number
}

/**
 * Reads the records of one generation that stand whole at the beginning of some bytes. Whatever follows is a record that was
 * cut, or what an earlier generation has left.
 *
 * @throws StoreFileError `newer_format`
 */
export function readRecords(bytes: Buffer): FoundRecords {
  const records: FrontRecord[] = []
  let end = 0
  for (;;) {
    const length = wholeLength(bytes, end)
    if (length === undefined) return { records, end }
    const record = recordOf(bytes.subarray(end, end + length))
    if (records[0] && records[0].generation !== record.generation) return { records, end }
    records.push(record)
    end += length
  }
}

/** Length of the whole record that begins there, if there is one. */
function wholeLength(bytes: Buffer, at: number): number | undefined {
  if (bytes.length - at < FACTS_AT) return undefined
  const length = FRAME_BYTES + bytes.readUInt32LE(at + CRC_BYTES)
  if (length < FACTS_AT || length > bytes.length - at) return undefined
  const sum = crc32(bytes.subarray(at + CRC_BYTES, at + length))
  return sum === bytes.readUInt32LE(at) ? length : undefined
}

function recordOf(record: Buffer): FrontRecord {
  const version = record.readUInt8(FRAME_BYTES)
  if (version > VERSION) {
    const message = `the front log has version ${version}, of a newer version of Rookery; this one writes ${VERSION}`
    throw new StoreFileError('newer_format', message)
  }
  let at = FACTS_AT + record.readUInt32LE(FACTS_AT - 4)
  const facts = JSON.parse(record.toString('utf8', FACTS_AT, at)) as Facts
  const packs = facts.packs.map(({ bytes, ...rest }) => {
    at += bytes
    return { ...rest, pack: record.subarray(at - bytes, at) }
  })
  return { ...facts, packs, generation: record.readUIntLE(GENERATION_AT, 6) }
}
