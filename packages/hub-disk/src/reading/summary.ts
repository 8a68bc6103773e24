import type { Database } from '../file/libsql.js'
import { pragmaNumber } from '../file/open-file.js'

/** Contents of a store in numbers. */
export interface StoreSummary {
  /** Size of the file. */
  readonly bytes: number
  readonly accounts: readonly AccountSummary[]
  readonly clients: readonly ClientSummary[]
  readonly cursors: readonly CursorSummary[]
}

/** Events of an account. Times are unix milliseconds of admission. */
export interface AccountSummary {
  readonly account: string
  readonly events: number
  readonly bytes: number
  readonly firstAt: number
  readonly lastAt: number
  /** The newest id. */
  readonly epoch: number
  readonly number: number
}

/** A client, and since when it is known, in unix milliseconds. */
export interface ClientSummary {
  readonly name: string
  readonly firstSeen: number
}

/** A saved cursor. */
export interface CursorSummary {
  readonly client: string
  readonly place: string
}

const ACCOUNTS = `
  SELECT account, newest.epoch, newest.last AS number, coalesce(sum(packs.last - first + 1), 0) AS events,
    coalesce(sum(bytes), 0) AS bytes, coalesce(min(first_at), 0) AS firstAt, coalesce(max(last_at), 0) AS lastAt
  FROM (SELECT account, max(epoch) AS epoch, last FROM epochs WHERE last > 0 GROUP BY account) AS newest
  LEFT JOIN packs USING (account) GROUP BY account ORDER BY account`

/** Counts what a store holds. */
export function summaryOf(db: Database): StoreSummary {
  return {
    bytes: pragmaNumber(db, 'page_count') * pragmaNumber(db, 'page_size'),
    accounts: db.prepare(ACCOUNTS).all() as AccountSummary[],
    clients: db
      .prepare('SELECT name, first_seen AS firstSeen FROM clients ORDER BY name')
      .all() as ClientSummary[],
    cursors: db.prepare('SELECT client, place FROM cursors ORDER BY client, place').all() as CursorSummary[],
  }
}
