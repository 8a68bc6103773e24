import type { CursorRow, PackRow } from '../engine/engine.js'
import { contentOf, coveredBy } from '../file/front-log.js'
import { type FrontRecord, readRecords } from '../file/front-record.js'
import type { Database } from '../file/libsql.js'
import { keepsFront } from '../file/open-file.js'

/** Changes of the front log that the database lacks, oldest first. */
export interface FrontTail {
  readonly packs: readonly PackRow[]
  readonly cursors: readonly CursorRow[]
}

/** Gives the tail of a front log as a database sees it. */
export type TailOf = (db: Database) => FrontTail

/**
 * Reads a front log, before the database is read: a hub may commit what stands here meanwhile, and whoever looks at the
 * database first would find it in neither of the two.
 *
 * @throws StoreFileError `newer_format`
 */
export function readTail(path: string): TailOf {
  const { records } = readRecords(contentOf(path))
  return (db) => {
    const isBehind = records.length > 0 && isNext(records, db)
    if (!isBehind) return { packs: [], cursors: [] }
    return {
      packs: records.flatMap(({ packs }) => packs),
      cursors: records.flatMap(({ cursors }) => cursors),
    }
  }
}

function isNext(records: readonly FrontRecord[], db: Database): boolean {
  if (!keepsFront(db)) return false
  const covered = coveredBy(db)
  return covered === undefined || records[0]?.generation === covered + 1
}
