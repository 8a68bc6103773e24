import { nextEpoch } from '@rookery/hub/history'
import type { Clock } from '@rookery/transport'
import type { BeginRow } from '../engine/engine.js'

interface Beginning extends BeginRow {
  /** Absent once it was answered with an epoch of the clock. */
  resolve?: (epoch: number) => void
}

/** New epochs that are not saved yet. */
export class Begins {
  readonly #clock: Clock
  /** The last epoch that each account was given. */
  readonly #given = new Map<string, number>()
  #waiting: Beginning[] = []
  #taken: Beginning[] = []

  constructor(clock: Clock) {
    this.#clock = clock
  }

  get count(): number {
    return this.#waiting.length + this.#taken.length
  }

  add(account: string): Promise<number> {
    return new Promise((resolve) => this.#waiting.push({ account, floor: this.#next(account), resolve }))
  }

  take(): readonly BeginRow[] {
    this.#taken = this.#waiting
    this.#waiting = []
    return this.#taken.map(({ account, floor }) => ({ account, floor }))
  }

  saved(epochs: readonly number[]): void {
    for (const [at, { account, floor, resolve }] of this.#taken.entries()) {
      const epoch = epochs[at] ?? floor
      this.#given.set(account, Math.max(epoch, this.#given.get(account) ?? 0))
      resolve?.(epoch)
    }
    this.#taken = []
  }

  /** Answers with epochs of the clock, which are saved later: events must not wait for a full disk. */
  failed(): void {
    this.#waiting = [...this.#taken, ...this.#waiting].map(({ account, floor, resolve }) => {
      if (!resolve) return { account, floor }
      const epoch = this.#next(account)
      this.#given.set(account, epoch)
      resolve(epoch)
      return { account, floor: epoch }
    })
    this.#taken = []
  }

  #next(account: string): number {
    return nextEpoch(this.#given.get(account) ?? 0, this.#clock)
  }
}
