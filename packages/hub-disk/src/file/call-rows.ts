import type { CallIntent, CallLimits } from '../engine/calls.js'
import type { Database } from './libsql.js'

/** State of a call in the file. */
export const STATE = { begun: 0, replied: 1, tooLarge: 2 } as const
export type CallState = (typeof STATE)[keyof typeof STATE]

/** A call in the file, without its reply. */
export interface CallRow {
  readonly id: number
  readonly scope: number
  readonly digest: string
  readonly begun_at: number
  readonly run: number
  readonly state: CallState
  readonly bytes: number
}

/** The calls of one client. */
interface ScopeRow {
  readonly id: number
  readonly keys: number
  readonly bytes: number
}

const FIELDS = 'calls.id, calls.scope, digest, begun_at, run, state, calls.bytes'
/** Calls of earlier processes without a reply are not under way. */
const IDLE = `NOT (state = ${STATE.begun} AND run = ?)`

/** The tables of calls: rows, and how many and how large they are for each client. Each method is part of a transaction. */
export class CallRows {
  readonly #statements: ReturnType<typeof statements>
  /** Bytes of all clients; undefined if they are to be counted. */
  #total: number | undefined

  constructor(db: Database) {
    this.#statements = statements(db)
  }

  /** Bytes of all clients. */
  get totalBytes(): number {
    this.#total ??= (this.#statements.total.get() as { readonly bytes: number | null }).bytes ?? 0
    return this.#total
  }

  /** The transaction was rolled back: what was counted is to be counted again. */
  rolledBack(): void {
    this.#total = undefined
  }

  /** When the newest call was begun, by the time of whoever began it. */
  newestBegin(): number | undefined {
    return (this.#statements.newest.get() as { readonly begun_at: number } | undefined)?.begun_at
  }

  find({ scope, account, key }: CallIntent): CallRow | undefined {
    return this.#statements.find.get(scope, account, key) as CallRow | undefined
  }

  /** The oldest calls, as many as one step of retention takes. */
  oldest(count: number): readonly CallRow[] {
    return this.#statements.oldest.all(count) as readonly CallRow[]
  }

  replyOf({ id }: CallRow): Uint8Array {
    const { reply } = this.#statements.reply.get(id) as { readonly reply: Uint8Array | ArrayBuffer }
    return Uint8Array.from(reply instanceof Uint8Array ? reply : new Uint8Array(reply))
  }

  insert({ scope, account, key, digest }: CallIntent, bytes: number, run: number, begunAt: number): void {
    const known = this.#scopeOf(scope)
    const id = known?.id ?? Number(this.#statements.addScope.run(scope).lastInsertRowid)
    this.#statements.insert.run(id, account, key, digest, begunAt, run, bytes)
    this.#count(id, 1, bytes)
  }

  settle(row: CallRow, state: CallState, bytes: number, reply: Uint8Array | undefined): void {
    const blob = reply && Buffer.from(reply.buffer, reply.byteOffset, reply.length)
    this.#statements.settle.run(state, bytes, blob ?? null, row.id)
    this.#count(row.scope, 0, bytes - row.bytes)
  }

  drop({ id, scope, bytes }: Pick<CallRow, 'id' | 'scope' | 'bytes'>): void {
    this.#statements.drop.run(id)
    this.#count(scope, -1, -bytes)
    this.#statements.dropScope.run(scope)
  }

  /** Forgets the oldest calls until so many more bytes fit in. False if what is left is under way. */
  makeRoom(name: string, more: number, limits: CallLimits, run: number): boolean {
    if (more > limits.bytes) return false
    const isFull = (scope: ScopeRow | undefined): scope is ScopeRow =>
      scope !== undefined && ((more > 0 && scope.keys >= limits.keys) || scope.bytes + more > limits.bytes)
    for (let scope = this.#scopeOf(name); isFull(scope); scope = this.#scopeOf(name)) {
      if (!this.#dropOldest(scope.id, run)) return false
    }
    while (this.totalBytes + more > limits.totalBytes) {
      const largest = this.#statements.largest.get() as ScopeRow | undefined
      if (!largest || !this.#dropOldest(largest.id, run)) return false
    }
    return true
  }

  #dropOldest(scope: number, run: number): boolean {
    const row = this.#statements.oldestOf.get(scope, run) as CallRow | undefined
    if (row) this.drop(row)
    return row !== undefined
  }

  #scopeOf(name: string): ScopeRow | undefined {
    return this.#statements.scope.get(name) as ScopeRow | undefined
  }

  #count(scope: number, keys: number, bytes: number): void {
    // Counted before the change, or it would count twice.
    this.#total = this.totalBytes + bytes
    this.#statements.count.run(keys, bytes, scope)
  }
}

const statements = (db: Database) => ({
  total: db.prepare('SELECT sum(bytes) AS bytes FROM call_scopes'),
  newest: db.prepare('SELECT begun_at FROM calls ORDER BY id DESC LIMIT 1'),
  find: db.prepare(
    `SELECT ${FIELDS} FROM call_scopes JOIN calls ON calls.scope = call_scopes.id
     WHERE call_scopes.scope = ? AND account = ? AND key = ?`,
  ),
  oldest: db.prepare(`SELECT ${FIELDS} FROM calls ORDER BY id LIMIT ?`),
  oldestOf: db.prepare(`SELECT ${FIELDS} FROM calls WHERE scope = ? AND ${IDLE} ORDER BY id LIMIT 1`),
  reply: db.prepare('SELECT reply FROM calls WHERE id = ?'),
  insert: db.prepare(
    `INSERT INTO calls (scope, account, key, digest, begun_at, run, state, bytes)
     VALUES (?, ?, ?, ?, ?, ?, ${STATE.begun}, ?)`,
  ),
  settle: db.prepare('UPDATE calls SET state = ?, bytes = ?, reply = ? WHERE id = ?'),
  drop: db.prepare('DELETE FROM calls WHERE id = ?'),
  scope: db.prepare('SELECT id, keys, bytes FROM call_scopes WHERE scope = ?'),
  largest: db.prepare('SELECT id, keys, bytes FROM call_scopes ORDER BY bytes DESC, id LIMIT 1'),
  addScope: db.prepare('INSERT INTO call_scopes (scope, keys, bytes) VALUES (?, 0, 0)'),
  dropScope: db.prepare('DELETE FROM call_scopes WHERE id = ? AND keys = 0'),
  count: db.prepare('UPDATE call_scopes SET keys = keys + ?, bytes = bytes + ? WHERE id = ?'),
})
