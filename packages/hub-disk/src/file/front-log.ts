import { closeSync, fstatSync, openSync, readSync, statSync, truncateSync } from 'node:fs'
import { type FileHandle, open } from 'node:fs/promises'
import type { FrontBatch, FrontPlace } from '../engine/engine.js'
import { type FrontRecord, frontRecord, readRecords } from './front-record.js'
import type { Database } from './libsql.js'

/** A file that a front log is written into. */
export interface FrontFile {
  /** Writes all of the bytes. */
  write(bytes: Buffer, position: number): Promise<void>
  /** Resolves once what was written survives a power failure. */
  sync(): Promise<void>
  close(): Promise<void>
}

/**
 * Batches that SQLite has not committed yet, one behind the other in a small file. To append costs a fraction of a commit,
 * so that SQLite is left to commit many of them at once; the next commit covers all that stand here, and the file begins
 * anew. Whoever opens the store next replays what no commit has covered.
 */
export class FrontLog {
  readonly #file: FrontFile
  #place: FrontPlace

  constructor(file: FrontFile, place: FrontPlace) {
    this.#file = file
    this.#place = place
  }

  /** Number that the batches here carry, and the commit that covers them. */
  get generation(): number {
    return this.#place.generation
  }

  /** Bytes of the batches here. */
  get bytes(): number {
    return this.#place.position
  }

  /** Appends a batch, which then survives the end of the process; if it is synced, a power failure, too. */
  async append(batch: FrontBatch, isSynced: boolean): Promise<void> {
    const { generation, position } = this.#place
    const record = frontRecord(batch, generation)
    await this.#file.write(record, position)
    if (isSynced) await this.#file.sync()
    // One that failed is written over, or covered by the commit that takes its place.
    this.#place = { generation, position: position + record.length }
  }

  /** A commit has covered all that stand here. */
  covered(): void {
    this.#place = { generation: this.generation + 1, position: 0 }
  }

  close(): Promise<void> {
    return this.#file.close()
  }
}

/** Opens the file of a front log. It is written by the threads that the system keeps for files: the event loop never waits. */
export async function openFrontFile(path: string): Promise<FrontFile> {
  const handle = await open(path, 'r+')
  return {
    write: (bytes, position) => writeAll(handle, bytes, position),
    sync: () => handle.datasync(),
    close: () => handle.close(),
  }
}

/** A disk that runs full takes a part at first, and fails at the next one. */
async function writeAll(handle: FileHandle, bytes: Buffer, position: number): Promise<void> {
  for (let at = 0; at < bytes.length; ) {
    const { bytesWritten } = await handle.write(bytes, at, bytes.length - at, position + at)
    at += bytesWritten
  }
}

/** Batches of a front log that no commit has covered, and how it goes on. */
export interface FoundFront {
  readonly records: readonly FrontRecord[]
  readonly place: FrontPlace
  /** Bytes at the end that are no whole record. */
  readonly lostBytes: number
}

/**
 * Finds the batches behind the last commit. Those of another generation are left out: they were covered, or a power failure
 * took what lies between. A database that was begun anew, which has covered none, takes those of any.
 *
 * @throws StoreFileError `newer_format`
 */
export function findFront(path: string, covered: number | undefined): FoundFront {
  const bytes = contentOf(path)
  const { records, end } = readRecords(bytes)
  const generation = records[0]?.generation
  const isNext = generation !== undefined && (covered === undefined || generation === covered + 1)
  if (isNext) return { records, place: { generation, position: end }, lostBytes: bytes.length - end }
  const isCovered = generation !== undefined && covered !== undefined && generation <= covered
  const place = { generation: (covered ?? 0) + 1, position: 0 }
  return { records: [], place, lostBytes: isCovered ? 0 : bytes.length }
}

/** Generation of the front log that the last commit of a database has covered; undefined if there was none. */
export function coveredBy(db: Database): number | undefined {
  return (db.prepare('SELECT covered FROM front').get() as { readonly covered: number } | undefined)?.covered
}

/** Largest file that is read; the writer never lets it grow so far. */
const MOST_BYTES = 64 * 1024 * 1024

/** Bytes of a front log; none if there is no file. */
export function contentOf(path: string): Buffer {
  if (!statSync(path, { throwIfNoEntry: false })) return Buffer.alloc(0)
  const file = openSync(path, 'r')
  try {
    const bytes = Buffer.alloc(Math.min(MOST_BYTES, fstatSync(file).size))
    return bytes.subarray(0, readSync(file, bytes, 0, bytes.length, 0))
  } finally {
    closeSync(file)
  }
}

/** Empties a front log whose batches are covered: what is forgotten must not stay in it. */
export function emptyFront(path: string): void {
  try {
    truncateSync(path)
  } catch {
    // Its batches are known as covered by their generation.
  }
}
