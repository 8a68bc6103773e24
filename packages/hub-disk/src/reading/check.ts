import { PackError, readPack } from '@rookery/hub/history'
import { inSnapshot } from '../file/commit.js'
import { messageOf } from '../file/folder.js'
import type { Database } from '../file/libsql.js'
import { hasCalls } from '../file/open-file.js'
import { checkCalls, miscountedCalls } from './check-calls.js'
import type { TailOf } from './front-tail.js'
import { type Gap, GapFinder } from './gaps.js'

/** Findings of a check. */
export interface CheckReport {
  readonly packs: number
  readonly events: number
  readonly bytes: number
  /** Calls with an idempotency key. */
  readonly calls: number
  /** Runs of numbers that are missing between events. */
  readonly gaps: readonly Gap[]
  /** Faults of the file, or of single packs or calls, in words. */
  readonly faults: readonly string[]
}

interface CheckedRow {
  /** Absent in the front log. */
  readonly id?: number
  readonly account: string
  readonly epoch: number
  readonly first: number
  readonly last: number
  readonly pack: ArrayBuffer | Uint8Array
}

const ROWS = 100

/**
 * Reads everything once, as it is now: a hub that forgets old events meanwhile makes no gap. A fault does not end it, unless
 * the file cannot be read on.
 */
export const checkStore = (db: Database, tail: TailOf = noTail): CheckReport =>
  inSnapshot(db, () => checked(db, tail))

const noTail: TailOf = () => ({ packs: [], cursors: [] })

function checked(db: Database, tail: TailOf): CheckReport {
  const faults: string[] = []
  const gaps = new GapFinder(db)
  const found = { packs: 0, events: 0, bytes: 0, calls: 0 }
  try {
    faults.push(...faultsOfFile(db))
    for (const row of allOf(db, tail)) {
      found.packs++
      found.events += row.last - row.first + 1
      found.bytes += row.pack.byteLength
      const fault = faultOf(row) ?? gaps.take(row)
      if (fault) faults.push(`${nameOf(row)}: ${fault}`)
    }
    gaps.end()
    for (const fault of callsOf(db)) {
      found.calls++
      if (fault) faults.push(fault)
    }
    if (hasCalls(db)) faults.push(...miscountedCalls(db))
  } catch (error) {
    faults.push(`the file cannot be read on: ${messageOf(error)}`)
  }
  return { ...found, gaps: gaps.found, faults }
}

const callsOf = (db: Database): Iterable<string | undefined> => (hasCalls(db) ? checkCalls(db) : [])

function faultsOfFile(db: Database): string[] {
  const rows = db.pragma('quick_check(10)') as readonly { readonly quick_check: string }[]
  return rows.flatMap(({ quick_check }) => (quick_check === 'ok' ? [] : `the file: ${quick_check}`))
}

/** Rows of the database, and behind them those of the front log. */
function* allOf(db: Database, tail: TailOf): Generator<CheckedRow> {
  yield* rowsOf(db)
  yield* tail(db).packs
}

function* rowsOf(db: Database): Generator<CheckedRow> {
  const select = db.prepare(
    `SELECT id, account, epoch, first, last, pack FROM packs WHERE id > ? ORDER BY id LIMIT ${ROWS}`,
  )
  for (let id = 0; ; ) {
    const rows = select.all(id) as readonly (CheckedRow & { readonly id: number })[]
    yield* rows
    if (rows.length < ROWS) return
    id = rows.at(-1)?.id ?? id
  }
}

const nameOf = ({ id, account, epoch, first, last }: CheckedRow): string =>
  `pack ${id ?? 'of the front log'} (account ${account}, epoch ${epoch}, ${first} to ${last})`

function faultOf({ account, epoch, first, last, pack }: CheckedRow): string | undefined {
  try {
    const events = readPack(pack instanceof Uint8Array ? pack : new Uint8Array(pack))
    const [begin, end] = [events[0]?.id, events.at(-1)?.id]
    const isSame = begin?.account === account && begin.epoch === epoch
    if (!isSame || begin.number !== first || end?.number !== last) return 'holds other events than it says'
    return events.length === last - first + 1 ? undefined : 'lacks numbers'
  } catch (error) {
    if (error instanceof PackError) return error.message
    throw error
  }
}
