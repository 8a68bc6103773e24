import type { RetainLimits } from '../engine/engine.js'
import { inTransaction } from './commit.js'
import type { Database } from './libsql.js'
import { pragmaNumber } from './open-file.js'

/** Forgets a little; returns whether that was all. */
export type Retain = (limits: RetainLimits) => boolean

/** Rows and bytes of one step, short enough to lie between two writes. */
const STEP_ROWS = 64
const STEP_BYTES = 1024 * 1024
/** Pages given back to the file system in one step. */
const STEP_PAGES = 64
/** Free pages that may stay in the file, to be used again. */
const FREE_PAGES = 256

interface OldRow {
  readonly id: number
  readonly account: string
  readonly epoch: number
  readonly last: number
  readonly last_at: number
  readonly last_time: number
  readonly bytes: number
}

/** Prepares what forgets the oldest rows of a database. */
export function retainer(db: Database): Retain {
  const forget = forgetter(db)
  const oldest = db.prepare(
    `SELECT id, account, epoch, last, last_at, last_time, bytes FROM packs ORDER BY id LIMIT ${STEP_ROWS}`,
  )
  const lastOld = lastOlder(db)
  const pageBytes = pragmaNumber(db, 'page_size')
  return (limits) => {
    const used = (pragmaNumber(db, 'page_count') - pragmaNumber(db, 'freelist_count')) * pageBytes
    const isOld = ({ id, last_at }: OldRow): boolean =>
      last_at < limits.olderThan || (last_at > limits.now && id < lastOld(limits.olderThan))
    const rows = tooMuch(oldest.all() as readonly OldRow[], isOld, used - limits.bytes)
    if (rows.length > 0) inTransaction(db, () => forget(rows))
    const isAll = rows.length === 0
    return isAll && !shrinks(db)
  }
}

/** The oldest rows that are to go, as many as one step takes. */
function tooMuch(
  rows: readonly OldRow[],
  isOld: (row: OldRow) => boolean,
  surplusBytes: number,
): readonly OldRow[] {
  let bytes = 0
  const kept = rows.findIndex((row) => {
    const isNext = bytes < STEP_BYTES && (isOld(row) || bytes < surplusBytes)
    bytes += row.bytes
    return !isNext
  })
  return kept < 0 ? rows : rows.slice(0, kept)
}

/**
 * Finds the last row that is older than a time. Rows before it whose time is yet to come are from a clock that was ahead: they
 * are as old as it is, and would keep all behind them for as long as the clock was wrong.
 */
function lastOlder(db: Database): (time: number) => number {
  const select = db.prepare('SELECT max(id) AS id FROM packs INDEXED BY packs_by_time WHERE last_at < ?')
  return (time) => (select.get(time) as { readonly id: number | null }).id ?? 0
}

function forgetter(db: Database): (rows: readonly OldRow[]) => void {
  const remove = db.prepare('DELETE FROM packs WHERE id = ?')
  const note = db.prepare(
    `UPDATE accounts SET forgotten_epoch = ?, forgotten_last = ?, forgotten_at = ?, forgotten_time = ?
     WHERE account = ?`,
  )
  return (rows) => {
    for (const { id } of rows) remove.run(id)
    const newest = new Map(rows.map((row) => [row.account, row]))
    for (const { account, epoch, last, last_at, last_time } of newest.values()) {
      note.run(epoch, last, last_at, last_time, account)
    }
  }
}

/** Gives a little of the free space back; returns whether it did. */
function shrinks(db: Database): boolean {
  if (pragmaNumber(db, 'freelist_count') <= FREE_PAGES) return false
  db.exec(`PRAGMA incremental_vacuum(${STEP_PAGES})`)
  return true
}
