import type { Connection } from '../clients/connection.js'

/** How far one connection is behind. */
export interface Lag {
  readonly connection: Connection
  readonly events: number
  /** Since when the first of them has waited for it, or since when it has confirmed nothing. */
  readonly seconds: number
  readonly kind: 'lags behind' | 'confirms nothing'
}

/** A client is reported when it is so far behind for so long. */
const LATE_MS = 30_000
const MANY_EVENTS = 1_000
/** Longest time for which so many may be under way in a flood. */
const FLOOD_MS = 5_000

/** A connection's confirmations, as seen now and then. */
interface Seen {
  /** Undefined when it had everything. */
  confirmed: number | undefined
  /** When it last was seen to confirm something, or to have everything. */
  movedAt: number
}

/** Measures connections; it looks at them now and then, so that no event costs anything. */
export class Lags {
  readonly #seen = new WeakMap<Connection, Seen>()

  /** How far behind it is at a moment of the journal's clock, when that is worth a line. */
  measure(connection: Connection, now: number): Lag | 'catching up' | 'up to date' {
    const { behind } = connection
    const seen = this.#seen.get(connection) ?? { confirmed: undefined, movedAt: connection.openedAt }
    this.#seen.set(connection, seen)
    const hasMoved = seen.confirmed !== undefined && behind?.confirmed !== seen.confirmed
    if (!behind || hasMoved) seen.movedAt = now
    seen.confirmed = behind?.confirmed
    if (!behind) return 'up to date'
    const { events, admittedAt, isSent } = behind
    // What waited for it before it came is not its fault.
    const waitMs = now - Math.max(admittedAt, connection.openedAt)
    if (!(waitMs > LATE_MS || (events > MANY_EVENTS && waitMs > FLOOD_MS)))
      return now - admittedAt < FLOOD_MS ? 'up to date' : 'catching up'
    const silentMs = now - Math.max(seen.movedAt, admittedAt)
    if (isSent && silentMs > LATE_MS)
      return { connection, events, seconds: Math.round(silentMs / 1000), kind: 'confirms nothing' }
    return { connection, events, seconds: Math.round(waitMs / 1000), kind: 'lags behind' }
  }
}
