import type { LastId, MissingEnd, MissingRun, RowRequest } from '../engine/engine.js'
import type { Database } from './libsql.js'

/** Place of a row in the order of its account. */
interface Place {
  readonly epoch: number
  readonly number: number
}

interface Forgotten {
  readonly forgotten_epoch: number | null
  readonly forgotten_last: number
  readonly forgotten_at: number
  readonly forgotten_time: number
}

/** Finds out what lies between two places of an account, by what the file knows of its epochs. */
export interface MissingFinder {
  /** Events between the last one that a reader has and a row. */
  before(account: string, have: Place | undefined, row: Place, request: RowRequest): MissingRun | undefined
  /** Events of an account behind the last one that a reader has, none of which is there. */
  behind(newest: LastId, have: Place | undefined, request: RowRequest): MissingEnd | undefined
}

/** Prepares a finder for a database. */
export function missingFinder(db: Database): MissingFinder {
  const forgottenOf = forgottenReader(db)
  const count = counter(db)
  const dropped = droppedFinder(db)
  const before: MissingFinder['before'] = (account, have, row, request) => {
    // Most rows continue where the one before ended, which needs no look into the file.
    if (have?.epoch === row.epoch && row.number <= have.number + 1) return undefined
    const forgotten = forgottenOf(account)
    const isForgotten = forgotten !== undefined && isBehind(have, forgotten)
    if (have === undefined && request.othersFrom !== undefined) {
      const isMissing = isForgotten && forgotten.forgotten_at >= request.othersFrom
      return isMissing ? { reason: 'forgotten' } : undefined
    }
    const counted = count(account, have, row)
    if (counted === 0) return undefined
    const { kills, ...times } = dropped(account, have, row)
    const known = counted > 0 && { count: counted - kills }
    return isForgotten ? { reason: 'forgotten', ...known } : { reason: 'absent', ...known, ...times }
  }
  return {
    before,
    behind({ account, epoch, last }, have, request) {
      const missing = before(account, have, { epoch, number: last + 1 }, request)
      if (!missing) return undefined
      const toTime = missing.toTime ?? forgottenOf(account)?.forgotten_time
      return { account, epoch, last, ...missing, ...(toTime !== undefined && { toTime }) }
    },
  }
}

const isBehind = (have: Place | undefined, { forgotten_epoch, forgotten_last }: Forgotten): boolean =>
  forgotten_epoch !== null &&
  (have === undefined ||
    forgotten_epoch > have.epoch ||
    (forgotten_epoch === have.epoch && forgotten_last > have.number))

function forgottenReader(db: Database): (account: string) => Forgotten | undefined {
  const select = db.prepare(
    `SELECT forgotten_epoch, forgotten_last, forgotten_at, forgotten_time FROM accounts
     WHERE account = ? AND forgotten_epoch IS NOT NULL`,
  )
  return (account) => select.get(account) as Forgotten | undefined
}

/** Events between two places that were given up: their times, and numbers that stand for kills and not for an event. */
type Dropped = Pick<MissingRun, 'fromTime' | 'toTime'> & { readonly kills: number }

function droppedFinder(db: Database): (account: string, have: Place | undefined, row: Place) => Dropped {
  const select = db.prepare(
    `SELECT min(from_time) AS fromTime, max(to_time) AS toTime, sum(killed) AS kills FROM dropped
     WHERE account = ? AND (epoch, last) > (?, ?) AND (epoch, first) < (?, ?)`,
  )
  return (account, have, row) => {
    const found = select.get(account, have?.epoch ?? 0, have?.number ?? 0, row.epoch, row.number) as {
      readonly fromTime: number | null
      readonly toTime: number | null
      readonly kills: number | null
    }
    const { fromTime, toTime, kills } = found
    return { kills: kills ?? 0, ...(fromTime !== null && toTime !== null && { fromTime, toTime }) }
  }
}

const UNKNOWN = -1

/** Counts the events between two places; `UNKNOWN` if the file does not know the epoch of the first. */
function counter(db: Database): (account: string, have: Place | undefined, row: Place) => number {
  const select = db.prepare(
    'SELECT epoch, last FROM epochs WHERE account = ? AND epoch >= ? AND epoch < ? ORDER BY epoch',
  )
  return (account, have, row) => {
    if (have?.epoch === row.epoch) return Math.max(0, row.number - have.number - 1)
    const between = select.all(account, have?.epoch ?? 0, row.epoch) as readonly LastId[]
    if (have && between[0]?.epoch !== have.epoch) return UNKNOWN
    const had = have ? Math.min(have.number, between[0]?.last ?? 0) : 0
    return between.reduce((sum, { last }) => sum + last, row.number - 1 - had)
  }
}
