import { STATE } from '../file/call-rows.js'
import type { Database } from '../file/libsql.js'
import { hasCalls, pragmaNumber } from '../file/open-file.js'
import type { FrontTail, TailOf } from './front-tail.js'

/** Contents of a store in numbers. */
export interface StoreSummary {
  /** Size of the file. */
  readonly bytes: number
  readonly accounts: readonly AccountSummary[]
  readonly clients: readonly ClientSummary[]
  readonly cursors: readonly CursorSummary[]
  readonly calls: readonly CallsSummary[]
}

/** Calls with idempotency keys of one client, or of all that share a token. */
export interface CallsSummary {
  /** Name of the client; undefined for those without one. */
  readonly client: string | undefined
  readonly keys: number
  /** Calls without a stored reply: they are under way, were so when a hub ended, or their reply was too large. */
  readonly unanswered: number
  /** Bytes of keys and replies, as their limits count them. */
  readonly bytes: number
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

const CALLS = `
  SELECT call_scopes.scope, keys, call_scopes.bytes, sum(state <> ${STATE.replied}) AS unanswered
  FROM call_scopes JOIN calls ON calls.scope = call_scopes.id GROUP BY call_scopes.id ORDER BY call_scopes.scope`

/** Begin of the scope of clients with a name. */
const NAMED = /^name /

function callsOf(db: Database): CallsSummary[] {
  if (!hasCalls(db)) return []
  const rows = db.prepare(CALLS).all() as readonly (Omit<CallsSummary, 'client'> & {
    readonly scope: string
  })[]
  return rows.map(({ scope, ...counts }) => ({
    client: NAMED.test(scope) ? scope.replace(NAMED, '') : undefined,
    ...counts,
  }))
}

/** Counts what a store holds. */
export function summaryOf(db: Database, tailOf: TailOf): StoreSummary {
  const tail = tailOf(db)
  return {
    bytes: pragmaNumber(db, 'page_count') * pragmaNumber(db, 'page_size'),
    accounts: accountsOf(db.prepare(ACCOUNTS).all() as AccountSummary[], tail),
    clients: db
      .prepare('SELECT name, first_seen AS firstSeen FROM clients ORDER BY name')
      .all() as ClientSummary[],
    cursors: cursorsOf(
      db.prepare('SELECT client, place FROM cursors ORDER BY client, place').all() as CursorSummary[],
      tail,
    ),
    calls: callsOf(db),
  }
}

/** Adds what the front log has beyond the accounts of the database. */
function accountsOf(saved: readonly AccountSummary[], { packs }: FrontTail): AccountSummary[] {
  const accounts = new Map(saved.map((each) => [each.account, each]))
  for (const { account, epoch, first, last, firstAt, lastAt, pack } of packs) {
    const before = accounts.get(account)
    // A hub may have committed it since the front log was read.
    if (before && (epoch < before.epoch || (epoch === before.epoch && last <= before.number))) continue
    accounts.set(account, {
      account,
      events: (before?.events ?? 0) + last - first + 1,
      bytes: (before?.bytes ?? 0) + pack.length,
      firstAt: before?.events ? before.firstAt : firstAt,
      lastAt: Math.max(before?.lastAt ?? 0, lastAt),
      epoch,
      number: last,
    })
  }
  return [...accounts.values()].sort((a, b) => (a.account < b.account ? -1 : 1))
}

function cursorsOf(saved: readonly CursorSummary[], { cursors }: FrontTail): CursorSummary[] {
  const keyOf = ({ client, place }: CursorSummary): string => JSON.stringify([client, place])
  const found = new Map(saved.map((each) => [keyOf(each), each]))
  for (const { client, place, text } of cursors) {
    if (text === undefined) found.delete(keyOf({ client, place }))
    else found.set(keyOf({ client, place }), { client, place })
  }
  return [...found.values()]
}
