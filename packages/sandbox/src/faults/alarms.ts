import type { Clock } from '@rookery/transport'

/** Longest delay that `setTimeout` accepts; Node fires longer ones at once. */
const MAX_TIMER_MS = 2 ** 31 - 1

/** Timers of one owner, which are all cancelled when it closes. */
export class Alarms {
  readonly #clock: Clock
  readonly #waiting = new Set<() => void>()
  #isClosed = false

  constructor(clock: Clock) {
    this.#clock = clock
  }

  now(): number {
    return this.#clock.now()
  }

  after(delayMs: number, wake: () => void): () => void {
    if (this.#isClosed) return () => {}
    const stop = this.#clock.after(Math.min(delayMs, MAX_TIMER_MS), () => {
      this.#waiting.delete(stop)
      wake()
    })
    this.#waiting.add(stop)
    return () => {
      this.#waiting.delete(stop)
      stop()
    }
  }

  /** Resolves after `delayMs`; never, once closed. */
  wait(delayMs: number): Promise<void> {
    return new Promise((resolve) => void this.after(delayMs, resolve))
  }

  close(): void {
    this.#isClosed = true
    for (const stop of this.#waiting) stop()
    this.#waiting.clear()
  }
}
