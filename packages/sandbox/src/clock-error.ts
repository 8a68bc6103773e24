import { OneBotError } from '@rookery/protocol'

/** A clock that was asked to go back, or too far; its code is `bad_time`. */
export class ClockError extends OneBotError {}

/**
 * Longest advance, a leap year. Every heartbeat on the way is fired, so a caller who asks for more has mistaken the
 * unit.
 */
const MOST_MS = 366 * 24 * 60 * 60 * 1000

/** @throws ClockError for a time that is not a number, goes backwards, or is longer than a year */
export function refuseBackwards(byMs: number): void {
  if (typeof byMs === 'number' && byMs >= 0 && byMs <= MOST_MS) return
  throw new ClockError(
    'bad_time',
    `a clock advances by 0 to ${MOST_MS} milliseconds at a time, found ${byMs}`,
  )
}
