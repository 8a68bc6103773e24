import { type Clock, systemClock } from './clock.js'

/** More than this waiting for its turn is more than anybody wants done. */
export const MAX_WAITING_TURNS = 10_000

/** Starts what was added in order, at a distance: the standard's `_rate_limited`. */
export class Turns {
  readonly #intervalMs: number
  readonly #clock: Clock
  readonly #waiting: { readonly run: () => void; readonly dropped: (() => void) | undefined }[] = []
  #stop: (() => void) | undefined

  /** `intervalMs` lies between the starts of two. */
  constructor(intervalMs: number, clock: Clock = systemClock) {
    this.#intervalMs = intervalMs
    this.#clock = clock
  }

  /** False when too many wait already. `dropped` is called in the place of `run` when it never gets its turn. */
  add(run: () => void, dropped?: () => void): boolean {
    if (this.#waiting.length >= MAX_WAITING_TURNS) return false
    this.#waiting.push({ run, dropped })
    if (!this.#stop) this.#next()
    return true
  }

  /** Forgets what waits, and gives how many those were. */
  close(): number {
    this.#stop?.()
    this.#stop = undefined
    const waiting = this.#waiting.splice(0)
    for (const { dropped } of waiting) dropped?.()
    return waiting.length
  }

  #next(): void {
    const next = this.#waiting.shift()
    this.#stop = next ? this.#clock.after(this.#intervalMs, () => this.#next()) : undefined
    next?.run()
  }
}
