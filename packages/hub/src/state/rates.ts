import { type Alarm, type Clock, every, steadyOf } from '@rookery/transport'
import type { Rates } from './hub-state.js'

const SAMPLE_MS = 5_000
/** Averages are of no more than this. */
const WINDOW_MS = 10_000

/** Numbers that only grow. */
export interface Totals {
  readonly events: number
  readonly deliveries: number
  readonly calls: number
}

interface Sample extends Totals {
  readonly at: number
}

/** Averages of what passes, by looking at the totals now and then: an event or a call costs nothing. */
export class RecentRates {
  readonly #totals: () => Totals
  readonly #now: () => number
  readonly #stop: Alarm
  /** The oldest first. */
  #samples: Sample[]

  constructor(totals: () => Totals, clock: Clock) {
    this.#totals = totals
    this.#now = steadyOf(clock)
    this.#samples = [this.#sample()]
    this.#stop = every(clock, SAMPLE_MS, () => {
      const sample = this.#sample()
      this.#samples = [...this.#samples.filter(({ at }) => sample.at - at < WINDOW_MS), sample]
    })
    this.#stop.unref?.()
  }

  get now(): Rates {
    const now = this.#sample()
    const before = this.#samples.find(({ at }) => now.at - at <= WINDOW_MS) ?? now
    const seconds = (now.at - before.at) / 1_000
    const perSecond = (count: number): number => (seconds > 0 ? Math.round((10 * count) / seconds) / 10 : 0)
    return {
      events_per_s: perSecond(now.events - before.events),
      deliveries_per_s: perSecond(now.deliveries - before.deliveries),
      calls_per_s: perSecond(now.calls - before.calls),
    }
  }

  close(): void {
    this.#stop()
  }

  #sample(): Sample {
    return { at: this.#now(), ...this.#totals() }
  }
}
