import type { FoundRow, LastId, MissingEnd, RowRequest, Rows } from '../engine/engine.js'
import { inSnapshot } from './commit.js'
import type { Database } from './libsql.js'
import { type MissingFinder, missingFinder } from './missing.js'
import { type ScannedRow, type Scanner, scanner } from './scan.js'

/** The newest id of each account that ever had an event. */
export const NEWEST = 'SELECT account, max(epoch) AS epoch, last FROM epochs WHERE last > 0 GROUP BY account'

/** Finds packs behind a mark. */
export type ReadRows = (request: RowRequest) => Rows

/** Position of a reader in the events of an account. */
interface Place {
  readonly epoch: number
  readonly number: number
}

/** Prepares what finds packs in a database. */
export function rowReader(db: Database): ReadRows {
  const scan = scanner(db)
  const missing = missingFinder(db)
  const newest = db.prepare(NEWEST)
  const withPacks = packReader(db)
  const read: ReadRows = (request) => {
    const have = new Map<string, Place>(
      request.marks.map(({ account, epoch, last }) => [account, { epoch, number: last }]),
    )
    const { rows, hint, isEnd, reachesTime } = choose(scan, missing, request, have)
    const found = withPacks(rows)
    const ends = isEnd ? endsOf(newest.all() as readonly LastId[], missing, request, have) : []
    return { rows: found, ends, isEnd, reachesTime, ...(hint !== undefined && { hint }) }
  }
  return (request) => inSnapshot(db, () => read(request))
}

type RowFacts = Omit<FoundRow, 'pack'>

/** Reads the bytes of rows: at once where few others lie between them. */
function packReader(db: Database): (rows: readonly RowFacts[]) => readonly FoundRow[] {
  const one = db.prepare('SELECT pack FROM packs WHERE id = ?')
  const range = db.prepare('SELECT id, pack FROM packs WHERE id >= ? AND id <= ?')
  return (rows) => {
    const [first, last] = [rows[0]?.id ?? 0, rows.at(-1)?.id ?? 0]
    const isDense = last - first < rows.length * 2
    const packs = new Map<number, Uint8Array>()
    if (isDense)
      for (const { id, pack } of range.all(first, last) as readonly PackBytes[]) packs.set(id, bytesOf(pack))
    return rows.map((row) => ({
      ...row,
      pack: packs.get(row.id) ?? bytesOf((one.get(row.id) as PackBytes).pack),
    }))
  }
}

interface PackBytes {
  readonly id: number
  /** libsql gives the one or the other, by how it is asked. */
  readonly pack: Uint8Array | ArrayBuffer
}

const bytesOf = (pack: Uint8Array | ArrayBuffer): Uint8Array =>
  pack instanceof Uint8Array ? pack : new Uint8Array(pack)

interface Chosen {
  readonly rows: readonly RowFacts[]
  readonly hint: number | undefined
  readonly isEnd: boolean
  readonly reachesTime: boolean
}

/** Takes rows until the slice is full. Moves `have` along. */
function choose(
  scan: Scanner,
  missing: MissingFinder,
  request: RowRequest,
  have: Map<string, Place>,
): Chosen {
  const scanned = scan(request)
  const { reachesTime } = scanned
  const rows: RowFacts[] = []
  let [bytes, events] = [0, 0]
  let hint = request.hint
  for (const row of scanned.rows) {
    const place = have.get(row.account)
    if (isWanted(row, place, scanned.othersFromId)) {
      const isFull = events >= request.limit || bytes + row.bytes > request.bytes
      if (rows.length > 0 && isFull) return { rows, hint, isEnd: false, reachesTime }
      const run = missing.before(row.account, place, { epoch: row.epoch, number: row.first }, request)
      const isFirstOfTime = row.id === scanned.othersFromId
      rows.push({ ...row, ...(run && { missing: run }), ...(isFirstOfTime && { isFirstOfTime }) })
      have.set(row.account, { epoch: row.epoch, number: row.last })
      bytes += row.bytes
      events += row.last - row.first + 1
    }
    hint = row.id
  }
  return { rows, hint: scanned.lookedUpTo ?? hint, isEnd: scanned.isEnd, reachesTime }
}

const isWanted = (
  { id, epoch, last }: ScannedRow,
  place: Place | undefined,
  othersFromId: number,
): boolean =>
  place ? epoch > place.epoch || (epoch === place.epoch && last > place.number) : id >= othersFromId

/** Accounts whose newest events should follow and are not there. */
function endsOf(
  newest: readonly LastId[],
  missing: MissingFinder,
  request: RowRequest,
  have: ReadonlyMap<string, Place>,
): MissingEnd[] {
  // Of events up to a time nothing is known that is not there.
  if (request.until !== undefined) return []
  const { accounts } = request
  return newest
    .filter(({ account }) => accounts === 'all' || accounts.includes(account))
    .filter(({ account, epoch, last }) => {
      const place = have.get(account)
      return !place || epoch > place.epoch || (epoch === place.epoch && last > place.number)
    })
    .flatMap((each) => missing.behind(each, have.get(each.account), request) ?? [])
}
