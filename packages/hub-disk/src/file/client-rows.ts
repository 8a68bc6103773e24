import type { ClientLimits } from '../engine/engine.js'
import { inTransaction } from './commit.js'
import type { Database } from './libsql.js'

/** Milliseconds by which the noted last use of a client may be wrong, so that not each connection is a write. */
const DAY_MS = 24 * 60 * 60 * 1000
/** Rows of each table that one step forgets. */
const STEP_ROWS = 64

/** Clients that are known, with their first and last use, and the cursors that nobody moves any more. */
export class ClientRows {
  readonly #db: Database
  readonly #openedAt: number
  readonly #statements: ReturnType<typeof statements>

  /** `openedAt`, in unix milliseconds: whoever was there since is in use. */
  constructor(db: Database, openedAt: number) {
    this.#db = db
    this.#openedAt = openedAt
    this.#statements = statements(db)
  }

  /** Unix milliseconds when a client was first seen: now, if it is the first time. */
  firstSeen(client: string, now: number): number {
    this.#statements.see.run(client, now, now)
    return (this.#statements.seen.get(client) as { readonly seen: number }).seen
  }

  /** Forgets some of the clients and cursors that nobody uses; returns whether that was all. */
  forgetUnused({ now, unusedSince }: ClientLimits): boolean {
    const { date, cursors, clients } = this.#statements
    const before = Math.min(unusedSince, this.#openedAt) - DAY_MS
    return inTransaction(this.#db, () => {
      date.run(now)
      const forgotten = [cursors.run(Math.floor(unusedSince / 1000)), clients.run(before)]
      return forgotten.every(({ changes }) => changes < STEP_ROWS)
    })
  }
}

const statements = (db: Database) => ({
  see: db.prepare(
    `INSERT INTO clients (name, first_seen, last_seen) VALUES (?, ?, ?)
     ON CONFLICT DO UPDATE SET last_seen = excluded.last_seen WHERE last_seen < excluded.last_seen - ${DAY_MS}`,
  ),
  seen: db.prepare('SELECT first_seen AS seen FROM clients WHERE name = ?'),
  // Of those that an older format has, the last use is not known.
  date: db.prepare('UPDATE clients SET last_seen = ? WHERE last_seen = 0'),
  cursors: db.prepare(
    `DELETE FROM cursors WHERE (client, place) IN (
       SELECT client, place FROM cursors
       WHERE CASE WHEN json_valid(cursor) THEN json_extract(cursor, '$.time') END < ? LIMIT ${STEP_ROWS}
     )`,
  ),
  clients: db.prepare(
    `DELETE FROM clients WHERE name IN (
       SELECT name FROM clients
       WHERE last_seen < ? AND NOT EXISTS (SELECT 1 FROM cursors WHERE client = name) LIMIT ${STEP_ROWS}
     )`,
  ),
})
