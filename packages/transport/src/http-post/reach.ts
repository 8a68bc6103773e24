import { type RetryDelays, retryDelayMs } from '../dial/redial.js'
import type { Alarm, Clock } from '../time/clock.js'

/** Reachability of a receiver. A change is reported once, not by each post that notices it. */
export interface ReachHandler {
  /** The receiver is unreachable; the next attempt follows in `retryMs`. */
  unreachable(why: string, retryMs: number): void
  /** The receiver is reachable again. */
  reachable(): void
  /** One post may try to reach the receiver. */
  tryAgain(): void
}

type State =
  | { readonly is: 'here' }
  | { readonly is: 'away'; readonly alarm: Alarm }
  | { readonly is: 'trying'; readonly failures: number }

/** Holds posts back while the receiver is unreachable; a single one tries from time to time, with growing delays. */
export class Reach {
  readonly #delays: RetryDelays
  readonly #handler: ReachHandler
  readonly #clock: Clock
  #state: State = { is: 'here' }

  constructor(delays: RetryDelays, handler: ReachHandler, clock: Clock) {
    this.#delays = delays
    this.#handler = handler
    this.#clock = clock
  }

  get isHere(): boolean {
    return this.#state.is === 'here'
  }

  /** Number of posts that may be under way, out of `most`. */
  limit(most: number): number {
    return this.#state.is === 'here' ? most : this.#state.is === 'trying' ? 1 : 0
  }

  failed(why: string): void {
    if (this.#state.is === 'away') return
    const failures = this.#state.is === 'trying' ? this.#state.failures : 0
    const retryMs = retryDelayMs(failures, this.#delays)
    const alarm = this.#clock.after(retryMs, () => {
      this.#state = { is: 'trying', failures: failures + 1 }
      this.#handler.tryAgain()
    })
    this.#state = { is: 'away', alarm }
    this.#handler.unreachable(why, retryMs)
  }

  arrived(): void {
    const was = this.#state
    if (was.is === 'here') return
    this.close()
    this.#state = { is: 'here' }
    this.#handler.reachable()
  }

  close(): void {
    if (this.#state.is === 'away') this.#state.alarm()
  }
}
