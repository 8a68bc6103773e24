import type { Clock } from '@rookery/transport'

interface Waiting {
  readonly dueAt: number
  readonly ring: () => void
}

/** A clock that stands still until the test moves it, for tests that count to the millisecond. */
export class HandClock implements Clock {
  time = 0
  readonly #waiting = new Set<Waiting>()

  now(): number {
    return this.time
  }

  after(delayMs: number, ring: () => void): () => void {
    const waiting = { dueAt: this.time + delayMs, ring }
    this.#waiting.add(waiting)
    return () => void this.#waiting.delete(waiting)
  }

  /** Number of alarms that wait. */
  get alarms(): number {
    return this.#waiting.size
  }

  /** Jumps from one alarm to the next, in their order. */
  advance(byMs: number): void {
    const until = this.time + byMs
    for (;;) {
      const [next] = [...this.#waiting]
        .filter((each) => each.dueAt <= until)
        .sort((a, b) => a.dueAt - b.dueAt)
      if (!next) break
      this.#waiting.delete(next)
      this.time = Math.max(this.time, next.dueAt)
      next.ring()
    }
    this.time = until
  }
}
