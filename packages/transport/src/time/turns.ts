import { type Clock, systemClock } from './clock.js'

/** Most jobs that may wait for their turn. */
export const MAX_WAITING_TURNS = 10_000

/** Starts jobs in order, at intervals: the standard's `_rate_limited`. */
export class Turns {
  readonly #intervalMs: () => number
  readonly #clock: Clock
  readonly #waiting: { readonly run: () => void; readonly dropped: (() => void) | undefined }[] = []
  #stop: (() => void) | undefined

  /** `intervalMs` is the time between two starts; a function is asked at each start. */
  constructor(intervalMs: number | (() => number), clock: Clock = systemClock) {
    this.#intervalMs = typeof intervalMs === 'number' ? () => intervalMs : intervalMs
    this.#clock = clock
  }

  /** False if too many wait already. `dropped` is called in place of `run` if the turn never comes. */
  add(run: () => void, dropped?: () => void): boolean {
    if (this.#waiting.length >= MAX_WAITING_TURNS) return false
    this.#waiting.push({ run, dropped })
    if (!this.#stop) this.#next()
    return true
  }

  /** Drops all waiting jobs, and returns their number. */
  close(): number {
    this.#stop?.()
    this.#stop = undefined
    const waiting = this.#waiting.splice(0)
    for (const { dropped } of waiting) dropped?.()
    return waiting.length
  }

  #next(): void {
    const next = this.#waiting.shift()
    this.#stop = next ? this.#clock.after(this.#intervalMs(), () => this.#next()) : undefined
    next?.run()
  }
}
