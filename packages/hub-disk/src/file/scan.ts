import type { LastId, RowRequest } from '../engine/engine.js'
import type { Database } from './libsql.js'

/** Facts of a pack, without its bytes. */
export interface ScannedRow {
  readonly id: number
  readonly account: string
  readonly epoch: number
  readonly first: number
  readonly last: number
  readonly bytes: number
}

/** Rows of the requested accounts, in the order of the file. */
export interface Scanned {
  readonly rows: readonly ScannedRow[]
  /** Id of the last row that was read; undefined if none was. */
  readonly lookedUpTo: number | undefined
  /** First id that counts for accounts without a mark. */
  readonly othersFromId: number
  /** True if there is such a row. */
  readonly reachesTime: boolean
  readonly isEnd: boolean
}

/** Finds the rows that may lie behind a mark. */
export type Scanner = (request: RowRequest) => Scanned

const FIELDS = 'id, account, epoch, first, last, bytes'
/** Rows that one scan looks at, over all its accounts. */
const ROWS = 512
const FEWEST_ROWS = 8
const NOWHERE = Number.MAX_SAFE_INTEGER

/** Prepares a scanner for a database. */
export function scanner(db: Database): Scanner {
  const startOf = starter(db)
  const placeOfTime = timePlaces(db)
  const boundOf = upperBounds(db)
  const all = db.prepare(`SELECT ${FIELDS} FROM packs WHERE id >= ? AND id <= ? ORDER BY id LIMIT ${ROWS}`)
  const one = db.prepare(
    `SELECT ${FIELDS} FROM packs INDEXED BY packs_in_order
     WHERE account = ? AND id >= ? AND id <= ? ORDER BY id LIMIT ?`,
  )
  return (request) => {
    const { accounts, hint, othersFrom, until } = request
    const othersFromId = othersFrom === undefined ? 0 : placeOfTime(othersFrom)
    const reachesTime = othersFromId !== NOWHERE
    const from = hint === undefined ? startOf(request, othersFromId) : hint + 1
    const upTo = until === undefined ? NOWHERE : boundOf(until)
    if (accounts === 'all') {
      const rows = all.all(from, upTo) as readonly ScannedRow[]
      return { othersFromId, reachesTime, rows, lookedUpTo: rows.at(-1)?.id, isEnd: rows.length < ROWS }
    }
    const names = [...new Set(accounts)]
    const most = Math.max(FEWEST_ROWS, Math.floor(ROWS / Math.max(1, names.length)))
    const lists = names.map((account) => one.all(account, from, upTo, most) as readonly ScannedRow[])
    return { othersFromId, reachesTime, ...merged(lists, most) }
  }
}

/** Merges the rows of several accounts, up to where all of them were looked at. */
function merged(
  lists: readonly (readonly ScannedRow[])[],
  most: number,
): Pick<Scanned, 'rows' | 'lookedUpTo' | 'isEnd'> {
  const upTo = Math.min(
    NOWHERE,
    ...lists.map((rows) => (rows.length < most ? NOWHERE : (rows.at(-1)?.id ?? NOWHERE))),
  )
  const rows = lists
    .flat()
    .filter(({ id }) => id <= upTo)
    .sort((a, b) => a.id - b.id)
  return { rows, lookedUpTo: rows.at(-1)?.id, isEnd: upTo === NOWHERE }
}

/** Finds the first row that may lie behind a mark. */
function starter(db: Database): (request: RowRequest, othersFromId: number) => number {
  const known = db.prepare('SELECT account FROM accounts')
  const first = db.prepare('SELECT min(id) AS id FROM packs INDEXED BY packs_in_order WHERE account = ?')
  const inEpoch = db.prepare(
    'SELECT id FROM packs WHERE account = ? AND epoch = ? AND last > ? ORDER BY last LIMIT 1',
  )
  const later = db.prepare(
    'SELECT id FROM packs WHERE account = ? AND epoch > ? ORDER BY epoch, last LIMIT 1',
  )
  const idOf = (row: unknown): number | undefined =>
    (row as { readonly id: number | null } | undefined)?.id ?? undefined
  const behind = ({ account, epoch, last }: LastId): number =>
    idOf(inEpoch.get(account, epoch, last)) ?? idOf(later.get(account, epoch)) ?? NOWHERE
  return ({ accounts, marks }, othersFromId) => {
    const names =
      accounts === 'all'
        ? (known.all() as readonly { account: string }[]).map((row) => row.account)
        : accounts
    const marked = new Map(marks.map((each) => [each.account, each]))
    const starts = names.map((account) => {
      const mark = marked.get(account)
      if (mark) return behind(mark)
      return othersFromId > 0 ? othersFromId : (idOf(first.get(account)) ?? NOWHERE)
    })
    return Math.min(NOWHERE, ...starts)
  }
}

const PLACES = 64

/** Finds the first row that was admitted at a time or later, and remembers the answers. */
function timePlaces(db: Database): (time: number) => number {
  const select = db.prepare('SELECT min(id) AS id FROM packs INDEXED BY packs_by_time WHERE last_at >= ?')
  const places = new Map<number, number>()
  return (time) => {
    const known = places.get(time)
    if (known !== undefined) return known
    const { id } = select.get(time) as { readonly id: number | null }
    // What is to come later has a larger id than all that is there.
    if (id === null) return NOWHERE
    if (places.size >= PLACES) places.clear()
    places.set(time, id)
    return id
  }
}

/** Finds the last row that begins before a time. */
function upperBounds(db: Database): (time: number) => number {
  const select = db.prepare('SELECT id FROM packs WHERE first_at < ? ORDER BY id DESC LIMIT 1')
  return (time) => (select.get(time) as { readonly id: number } | undefined)?.id ?? 0
}
