import { type Clock, steadyOf } from '@rookery/transport'

/** Faults of one kind are logged at once, then summed up at this interval. */
export const SUM_UP_MS = 60_000

/** Logs frequent events without filling the log: the first at once, later ones as a count. */
export class SummedUp {
  readonly #tell: (count: number, what: string) => void
  readonly #now: () => number
  #untold = 0
  #toldAt = Number.NEGATIVE_INFINITY

  constructor(clock: Clock, tell: (count: number, what: string) => void) {
    this.#now = steadyOf(clock)
    this.#tell = tell
  }

  add(what: string, count = 1): void {
    this.#untold += count
    const now = this.#now()
    if (now - this.#toldAt < SUM_UP_MS) return
    this.#tell(this.#untold, what)
    this.#untold = 0
    this.#toldAt = now
  }
}
