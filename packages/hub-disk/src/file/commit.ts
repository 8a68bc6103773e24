import type { Batch, BeginRow, CursorRow, DroppedRow, FrontBatch, PackRow } from '../engine/engine.js'
import type { Database } from './libsql.js'

/** Saves batches, each in one transaction; `replayed` are batches of an earlier process that come before it. */
export type Commit = (batch: Batch, replayed?: readonly FrontBatch[]) => readonly number[]

/** Says whether what is written from now on has to survive a power failure. */
export type SetSynced = (isSynced: boolean) => void

/** Prepares what saves batches in a database. `run` is the number of the process. */
export function committer(db: Database, setSynced: SetSynced, run?: number): Commit {
  const begin = beginner(db)
  const end = db.prepare('UPDATE epochs SET run = NULL WHERE run = ?')
  const savePack = packSaver(db)
  const saveCursor = cursorSaver(db)
  const saveDropped = droppedSaver(db)
  const cover = db.prepare('INSERT OR REPLACE INTO front (id, covered) VALUES (1, ?)')
  const save = ({ packs, cursors, now }: FrontBatch): void => {
    for (const each of packs) savePack(each, now)
    for (const each of cursors) saveCursor(each)
  }
  return (batch, replayed = []) => {
    // A new epoch has to survive a power failure, or its ids might be given again.
    setSynced(batch.isSynced || batch.begins.length > 0)
    return inTransaction(db, () => {
      // What is delivered only once it is synced cannot be lost by a kill.
      const openFor = batch.isSynced ? undefined : run
      const epochs = batch.begins.map((each) => begin(each, batch.now, openFor))
      for (const each of [...replayed, batch]) save(each)
      for (const each of batch.dropped) saveDropped(each)
      if (batch.covers !== undefined) cover.run(batch.covers)
      if (batch.isLast && run !== undefined) end.run(run)
      return epochs
    })
  }
}

/** Writes all or nothing. */
export const inTransaction = <Result>(db: Database, run: () => Result): Result =>
  within(db, 'BEGIN IMMEDIATE', run)

/** Runs queries that all see the database as it is at the first of them, whatever another process writes meanwhile. */
export const inSnapshot = <Result>(db: Database, run: () => Result): Result => within(db, 'BEGIN', run)

function within<Result>(db: Database, begin: string, run: () => Result): Result {
  db.exec(begin)
  try {
    const result = run()
    db.exec('COMMIT')
    return result
  } catch (error) {
    // SQLite has rolled back some failures by itself.
    if (db.inTransaction) db.exec('ROLLBACK')
    throw error
  }
}

/** Prepares what says whether writes are synced. All that write in a database share it. */
export function syncSetting(db: Database): SetSynced {
  let current: boolean | undefined
  return (isSynced) => {
    if (isSynced === current) return
    db.exec(`PRAGMA synchronous = ${isSynced ? 'FULL' : 'NORMAL'}`)
    current = isSynced
  }
}

function beginner(db: Database): (row: BeginRow, now: number, run?: number | null) => number {
  const know = knower(db)
  const largest = db.prepare('SELECT max(epoch) AS epoch FROM epochs WHERE account = ?')
  const insert = db.prepare('INSERT INTO epochs (account, epoch, last, run) VALUES (?, ?, 0, ?)')
  return ({ account, floor }, now, run = null) => {
    know(account, now)
    const { epoch } = largest.get(account) as { readonly epoch: number | null }
    const next = Math.max(floor, (epoch ?? 0) + 1)
    insert.run(account, next, run)
    return next
  }
}

function knower(db: Database): (account: string, now: number) => void {
  const insert = db.prepare('INSERT INTO accounts (account, first_seen) VALUES (?, ?) ON CONFLICT DO NOTHING')
  const known = new Set<string>()
  return (account, now) => {
    if (known.has(account)) return
    // Marked as known only with the next event: this transaction may fail.
    if (insert.run(account, now).changes === 0) known.add(account)
  }
}

function packSaver(db: Database): (row: PackRow, now: number) => void {
  const know = knower(db)
  const insert = db.prepare(
    `INSERT INTO packs (account, epoch, first, last, first_at, last_at, last_time, bytes, pack)
     VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)`,
  )
  const advance = db.prepare(
    `INSERT INTO epochs (account, epoch, last) VALUES (?, ?, ?)
     ON CONFLICT DO UPDATE SET last = max(last, excluded.last)`,
  )
  return ({ account, epoch, first, last, firstAt, lastAt, lastTime, pack }, now) => {
    know(account, now)
    insert.run(account, epoch, first, last, firstAt, lastAt, lastTime, pack.length, asBuffer(pack))
    advance.run(account, epoch, last)
  }
}

/** The bytes as libsql takes them, without a copy. */
const asBuffer = (bytes: Uint8Array): Buffer => Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length)

function cursorSaver(db: Database): (row: CursorRow) => void {
  const save = db.prepare(
    `INSERT INTO cursors (client, place, cursor) VALUES (?, ?, ?)
     ON CONFLICT DO UPDATE SET cursor = excluded.cursor`,
  )
  const remove = db.prepare('DELETE FROM cursors WHERE client = ? AND place = ?')
  return ({ client, place, text }) => {
    if (text === undefined) remove.run(client, place)
    else save.run(client, place, text)
  }
}

function droppedSaver(db: Database): (row: DroppedRow) => void {
  const insert = db.prepare(
    'INSERT INTO dropped (account, epoch, first, last, from_time, to_time) VALUES (?, ?, ?, ?, ?, ?)',
  )
  return ({ account, epoch, first, last, fromTime, toTime }) =>
    void insert.run(account, epoch, first, last, Math.trunc(fromTime), Math.trunc(toTime))
}
