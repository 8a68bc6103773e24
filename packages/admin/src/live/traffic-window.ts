import type { Alarm, Clock } from '@rookery/transport'

/** Frames leave at most so often, which leaves room for those of state and log: 20 frames a second in all. */
const EVERY_MS = 60
/** Rows of a frame: fewer than 200 a second. */
const MOST_ROWS = 11

/** Gathers the rows for a page, and drops and counts what is beyond the limit. */
export class TrafficWindow {
  readonly #clock: Clock
  readonly #send: (rows: readonly string[], leftOut: number) => boolean
  #rows: string[] = []
  #leftOut = 0
  #alarm: Alarm | undefined

  /** `send` returns false if it cannot send now; then the rows count as left out. */
  constructor(clock: Clock, send: (rows: readonly string[], leftOut: number) => boolean) {
    this.#clock = clock
    this.#send = send
  }

  /** Takes a row; it is made only if there is room for it. */
  offer(make: () => string): void {
    if (this.#rows.length < MOST_ROWS) this.#rows.push(make())
    else this.#leftOut++
    if (this.#alarm) return
    this.#alarm = this.#clock.after(EVERY_MS, () => this.#flush())
    this.#alarm.unref?.()
  }

  /** Drops what was gathered. */
  close(): void {
    this.#alarm?.()
    this.#alarm = undefined
    this.#rows = []
    this.#leftOut = 0
  }

  #flush(): void {
    this.#alarm = undefined
    const rows = this.#rows
    this.#rows = []
    if (this.#send(rows, this.#leftOut)) this.#leftOut = 0
    else this.#leftOut += rows.length
  }
}
