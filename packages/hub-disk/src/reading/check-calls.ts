import { readReply } from '@rookery/protocol'
import { STATE } from '../file/call-rows.js'
import type { Database } from '../file/libsql.js'

interface CheckedCall {
  readonly id: number
  readonly scope: string | null
  readonly key: string
  readonly state: number
  readonly bytes: number
  readonly reply: ArrayBuffer | Uint8Array | null
}

interface CheckedScope {
  readonly scope: string
  readonly keys: number
  readonly bytes: number
  readonly count: number
  readonly sum: number
}

const ROWS = 100

/** Reads every call once. Yields the fault of each, in words, or undefined if it is sound. */
export function* checkCalls(db: Database): Generator<string | undefined> {
  const select = db.prepare(
    `SELECT calls.id, call_scopes.scope, key, state, calls.bytes, reply
     FROM calls LEFT JOIN call_scopes ON call_scopes.id = calls.scope
     WHERE calls.id > ? ORDER BY calls.id LIMIT ${ROWS}`,
  )
  for (let id = 0; ; ) {
    const rows = select.all(id) as readonly CheckedCall[]
    for (const row of rows) {
      const fault = faultOf(row)
      yield fault &&
        `call ${row.id} (client ${row.scope ?? 'unknown'}, key ${JSON.stringify(row.key)}): ${fault}`
    }
    if (rows.length < ROWS) return
    id = rows.at(-1)?.id ?? id
  }
}

function faultOf({ scope, state, bytes, reply }: CheckedCall): string | undefined {
  if (scope === null) return 'belongs to no client'
  if (state !== STATE.replied)
    return reply === null && (state === STATE.begun || state === STATE.tooLarge)
      ? undefined
      : `has the state ${state}, which never was`
  if (reply === null || reply.byteLength > bytes) return 'has another reply than it says'
  const isSound = readReply(reply instanceof Uint8Array ? reply : new Uint8Array(reply)) !== undefined
  return isSound ? undefined : 'has a reply that is none'
}

/** Clients whose calls are not as many or as large as their count says, in words. */
export function miscountedCalls(db: Database): string[] {
  const select = db.prepare(
    `SELECT call_scopes.scope, keys, call_scopes.bytes, count(calls.id) AS count,
       coalesce(sum(calls.bytes), 0) AS sum
     FROM call_scopes LEFT JOIN calls ON calls.scope = call_scopes.id GROUP BY call_scopes.id`,
  )
  return (select.all() as readonly CheckedScope[]).flatMap(({ scope, keys, bytes, count, sum }) =>
    keys === count && bytes === sum
      ? []
      : `calls of ${scope}: counted as ${keys} of ${bytes} bytes, found ${count} of ${sum}`,
  )
}
