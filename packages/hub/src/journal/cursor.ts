import { type Clock, systemClock } from '@rookery/transport'

/**
 * How far one client is confirmed in one view of the journal. It outlives connections: what lies behind it
 * when one ends is sent again over the next.
 */
export interface Cursor {
  /** Everything up to here was received. */
  position: number
  /** Unix seconds of the last moment at which it moved; where a gap is said to begin. */
  time: number
  suspects: Suspects | undefined
}

/** Events that were being sent each time the last `disconnects` connections ended. */
export interface Suspects {
  readonly from: number
  readonly to: number
  readonly disconnects: number
}

/** Disconnects in a row, each while the same event was being sent, that make it a poison event. */
const POISON_DISCONNECTS = 3

/** A cursor for somebody who is new: it begins behind everything there is. */
export const newCursor = (head: number, clock: Clock = systemClock): Cursor => ({
  position: head,
  time: unixSeconds(clock),
  suspects: undefined,
})

/** The time of the clock in unix seconds. */
export const unixSeconds = (clock: Clock): number => Math.floor(clock.now() / 1000)

/** Narrows down the suspects after a connection ended with everything behind `confirmed` up to `sent` under way. */
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
 * Up to where events go out one by one, each awaiting its confirmation, so that the next disconnect tells
 * which of the suspects it is.
 */
export const carefulUntil = (suspects: Suspects | undefined): number =>
  suspects && suspects.disconnects >= POISON_DISCONNECTS - 1 ? suspects.to : 0

/** The event to leave out, once it is known which one it is. */
export const poisonOf = (suspects: Suspects | undefined): number | undefined =>
  suspects && suspects.disconnects >= POISON_DISCONNECTS && suspects.from === suspects.to
    ? suspects.from
    : undefined
