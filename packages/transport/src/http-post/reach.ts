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

/** When a receiver that takes posts and does not answer them is left alone, and for how long. */
export interface PostBreaker {
  /** Posts in a row that were not answered in time, or whose connection broke. */
  readonly failures: number
  readonly openMs: number
}

type State =
  | { readonly is: 'here' }
  | { readonly is: 'away'; readonly alarm: Alarm }
  | { readonly is: 'trying'; readonly failures: number }

/**
 * Holds posts back while the receiver is unreachable; a single one tries from time to time, with growing delays. A receiver
 * that takes posts and answers none counts as unreachable, too, if there is a breaker.
 */
export class Reach {
  readonly #delays: RetryDelays
  readonly #handler: ReachHandler
  readonly #clock: Clock
  readonly #breaker: PostBreaker | undefined
  /** Posts in a row without an answer. */
  #unanswered = 0
  #state: State = { is: 'here' }

  constructor(delays: RetryDelays, handler: ReachHandler, clock: Clock, breaker?: PostBreaker) {
    this.#delays = delays
    this.#handler = handler
    this.#clock = clock
    this.#breaker = breaker
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
    this.#leave(why, retryDelayMs(failures, this.#delays), failures)
  }

  /** A post arrived there, and was not answered: after so many in a row, and after a trial, the receiver is left alone. */
  unanswered(why: string): void {
    if (!this.#breaker) return this.arrived()
    if (this.#state.is === 'away') return
    this.#unanswered++
    if (this.#state.is === 'trying' || this.#unanswered >= this.#breaker.failures)
      this.#leave(why, this.#breaker.openMs, 0)
  }

  arrived(): void {
    this.#unanswered = 0
    const was = this.#state
    if (was.is === 'here') return
    this.close()
    this.#state = { is: 'here' }
    this.#handler.reachable()
  }

  close(): void {
    if (this.#state.is === 'away') this.#state.alarm()
  }

  #leave(why: string, retryMs: number, failures: number): void {
    const alarm = this.#clock.after(retryMs, () => {
      this.#state = { is: 'trying', failures: failures + 1 }
      this.#handler.tryAgain()
    })
    this.#state = { is: 'away', alarm }
    this.#handler.unreachable(why, retryMs)
  }
}
