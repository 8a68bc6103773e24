import type { Clock } from '@rookery/transport'

/** What ends when its time has come. */
export interface Expiring {
  expire(): void
}

/** Those that wait for the same time, in the order in which they began. */
interface Lane {
  /** Until when each waits. */
  readonly until: Map<Expiring, number>
  cancel: () => void
}

/** What a timer of the machine can wait for, 24 days; a longer one would ring at once. */
const LONGEST_WAIT_MS = 2 ** 31 - 1

/** Ends what waits too long. A hundred thousand that wait for the same time take one timer. */
export class Expiries {
  readonly #clock: Clock
  readonly #lanes = new Map<number, Lane>()

  constructor(clock: Clock) {
    this.#clock = clock
  }

  add(each: Expiring, timeoutMs: number): void {
    if (timeoutMs > LONGEST_WAIT_MS) return
    const lane = this.#lanes.get(timeoutMs) ?? { until: new Map(), cancel: () => {} }
    lane.until.set(each, this.#clock.now() + timeoutMs)
    if (lane.until.size > 1) return
    this.#lanes.set(timeoutMs, lane)
    lane.cancel = this.#clock.after(timeoutMs, () => this.#ring(timeoutMs, lane))
  }

  remove(each: Expiring, timeoutMs: number): void {
    const lane = this.#lanes.get(timeoutMs)
    lane?.until.delete(each)
    if (lane?.until.size !== 0) return
    this.#lanes.delete(timeoutMs)
    lane.cancel()
  }

  #ring(timeoutMs: number, lane: Lane): void {
    const due = this.#takeDue(lane)
    const [firstMs] = lane.until.values()
    if (firstMs === undefined) this.#lanes.delete(timeoutMs)
    else lane.cancel = this.#clock.after(firstMs - this.#clock.now(), () => this.#ring(timeoutMs, lane))
    for (const each of due) each.expire()
  }

  #takeDue({ until }: Lane): readonly Expiring[] {
    const due: Expiring[] = []
    for (const [each, untilMs] of until) {
      if (untilMs > this.#clock.now()) break
      until.delete(each)
      due.push(each)
    }
    return due
  }
}
