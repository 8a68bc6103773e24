import { OneBotError } from '@rookery/protocol'

/** A clock that is to go where no clock can; its code is `bad_time`. */
export class ClockError extends OneBotError {}

/** Whatever is due on the way has its turn, every heartbeat: whoever asks for more than a leap year has mistaken the unit. */
const MOST_MS = 366 * 24 * 60 * 60 * 1000

/** @throws ClockError for a time that is no number, goes backwards, or goes on for more than a year */
export function refuseBackwards(byMs: number): void {
  if (typeof byMs === 'number' && byMs >= 0 && byMs <= MOST_MS) return
  throw new ClockError('bad_time', `a clock goes on by 0 to ${MOST_MS} milliseconds at a time, found ${byMs}`)
}
