import { type IntervalHistogram, monitorEventLoopDelay } from 'node:perf_hooks'

/** Interval of the measuring timer. A shorter one would keep an idle machine awake. */
const RESOLUTION_MS = 50
const NANO = 1e-9

/** Delays of the event loop in seconds. */
export interface Delays {
  readonly p50: number
  readonly p99: number
  readonly max: number
}

/** Measures how late timers fire, until it is closed. */
export class LoopDelay {
  readonly #histogram: IntervalHistogram

  constructor() {
    this.#histogram = monitorEventLoopDelay({ resolution: RESOLUTION_MS })
    this.#histogram.enable()
  }

  /** Delays since it was last asked; 0 where none was measured. */
  take(): Delays {
    const late = (nanoseconds: number): number => Math.max(0, nanoseconds * NANO - RESOLUTION_MS / 1_000)
    const delays =
      this.#histogram.count === 0
        ? { p50: 0, p99: 0, max: 0 }
        : {
            p50: late(this.#histogram.percentile(50)),
            p99: late(this.#histogram.percentile(99)),
            max: late(this.#histogram.max),
          }
    this.#histogram.reset()
    return delays
  }

  close(): void {
    this.#histogram.disable()
  }
}
