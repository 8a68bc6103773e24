import type { Connection } from '../clients/connection.js'

/** How far one connection is behind. */
export interface Lag {
  readonly connection: Connection
  readonly events: number
  /** Time in seconds since the first pending event was admitted, or since the last confirmation. */
  readonly seconds: number
  readonly kind: 'lags behind' | 'confirms nothing'
}

/** Sentence that names the trouble. */
export const lagText = ({ connection, kind, events, seconds }: Lag): string =>
  `client ${connection.label} ${kind}: ${events} events wait, the oldest for ${seconds} s`

/** A client is reported after lagging this long. */
const LATE_MS = 30_000
const MANY_EVENTS = 1_000
/** Longest time that this many events may be in transit in a flood. */
const FLOOD_MS = 5_000

/** Confirmations of a connection at the last look. */
interface Seen {
  /** Undefined if nothing was pending. */
  confirmed: number | undefined
  /** Time of the last look with progress, or with nothing pending. */
  movedAt: number
}

/** Measures how far connections are behind, by looking at intervals, so that an event costs nothing. */
export class Lags {
  readonly #seen = new WeakMap<Connection, Seen>()

  /** The lag of a connection at `now` (journal clock), if it is worth reporting. */
  measure(connection: Connection, now: number): Lag | 'catching up' | 'up to date' {
    const { behind } = connection
    const seen = this.#seen.get(connection) ?? { confirmed: undefined, movedAt: connection.openedAt }
    this.#seen.set(connection, seen)
    const hasMoved = seen.confirmed !== undefined && behind?.confirmed !== seen.confirmed
    if (!behind || hasMoved) seen.movedAt = now
    seen.confirmed = behind?.confirmed
    if (!behind) return 'up to date'
    const { events, admittedAt, isSent } = behind
    // Time before the connection opened does not count.
    const waitMs = now - Math.max(admittedAt, connection.openedAt)
    if (!(waitMs > LATE_MS || (events > MANY_EVENTS && waitMs > FLOOD_MS)))
      return now - admittedAt < FLOOD_MS ? 'up to date' : 'catching up'
    const silentMs = now - Math.max(seen.movedAt, admittedAt)
    if (isSent && silentMs > LATE_MS)
      return { connection, events, seconds: Math.round(silentMs / 1000), kind: 'confirms nothing' }
    return { connection, events, seconds: Math.round(waitMs / 1000), kind: 'lags behind' }
  }
}
