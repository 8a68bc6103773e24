import { type Clock, systemClock } from '@rookery/transport'
import type { Mark, StoredSuspects } from '../history/index.js'
import type { Gap } from './gap.js'

/**
 * Confirmed position of one client in one view of the journal. It outlives connections: events behind it are sent
 * again over the next one.
 */
export interface Cursor {
  /** Everything up to here is confirmed. */
  position: number
  /** Unix seconds of its last move; a gap is reported as starting there. */
  time: number
  suspects: Suspects | undefined
  /** Its place in the log, while that counts instead of the position: it lies, or may lie, behind memory. */
  logged?: LoggedPlace | undefined
  /** The last mark that was made of it, for when memory has forgotten the position. */
  marked?: Mark
  /** Events that an operator had it skip, and of which its client was not told yet. */
  skipped?: Gap | undefined
  /** Unix milliseconds from which on an operator has messages sent over the next connection, however old they are. */
  wantedFrom?: number | undefined
}

/** How far a client is in the log. */
export interface LoggedPlace {
  readonly mark: Mark
  readonly suspects?: StoredSuspects | undefined
}

/** Events in transit each time the last `disconnects` connections ended. */
export interface Suspects {
  readonly from: number
  readonly to: number
  readonly disconnects: number
}

/** Consecutive disconnects, each during the same event, that make it a poison event. */
const POISON_DISCONNECTS = 3

/** A cursor for a new client, at the end of the view. */
export const newCursor = (head: number, clock: Clock = systemClock): Cursor => ({
  position: head,
  time: unixSeconds(clock),
  suspects: undefined,
})

/** The time of the clock in unix seconds. */
export const unixSeconds = (clock: Clock): number => Math.floor(clock.now() / 1000)

/** Narrows down the suspects after a connection ended with the events behind `confirmed` up to `sent` in transit. */
export function suspectsAfter(
  before: Suspects | undefined,
  confirmed: number,
  sent: number,
): Suspects | undefined {
  if (sent <= confirmed) return undefined
  const from = Math.max(confirmed + 1, before?.from ?? 0)
  const to = Math.min(sent, before?.to ?? sent)
  if (!before || from > to) return { from: confirmed + 1, to: sent, disconnects: 1 }
  return { from, to, disconnects: before.disconnects + 1 }
}

/**
 * Position up to which events are sent one by one, each confirmed before the next, so that the next disconnect
 * identifies the suspect.
 */
export const carefulUntil = (suspects: Suspects | undefined): number =>
  suspects && suspects.disconnects >= POISON_DISCONNECTS - 1 ? suspects.to : 0

/** The poison event, once it is identified. */
export const poisonOf = (suspects: Suspects | undefined): number | undefined =>
  suspects && suspects.disconnects >= POISON_DISCONNECTS && suspects.from === suspects.to
    ? suspects.from
    : undefined
