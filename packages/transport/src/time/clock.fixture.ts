import { type Alarm, type Clock, systemClock } from './clock.js'

interface Waiting {
  /** By `steady`. */
  readonly dueAt: number
  readonly ring: () => void
  timer: Alarm
}

/** Rounds of the event loop in which what an alarm set off gets there and back over sockets of this process. */
const TURNS = 12

/** Lets what is under way between sockets of this process arrive, and be answered. */
export async function ioTurns(): Promise<void> {
  for (let turn = 0; turn < TURNS; turn++) await new Promise((resolve) => setImmediate(resolve))
}

/** The clock of a test: it goes on with the machine's, and jumps ahead where the test says so. */
export class TestClock implements Clock {
  #aheadMs = 0
  readonly #waiting = new Set<Waiting>()

  now(): number {
    return systemClock.now() + this.#aheadMs
  }

  steady(): number {
    return performance.now() + this.#aheadMs
  }

  after(delayMs: number, wake: () => void): Alarm {
    const waiting: Waiting = {
      dueAt: this.steady() + delayMs,
      ring: () => {
        cancel()
        wake()
      },
      timer: () => {},
    }
    const cancel = (): void => {
      waiting.timer()
      this.#waiting.delete(waiting)
    }
    this.#waiting.add(waiting)
    this.#arm(waiting)
    return cancel
  }

  /** Jumps from one alarm to the next, in their order; what each sets off is done before the next one. */
  async advance(byMs: number): Promise<void> {
    const until = this.steady() + byMs
    for (;;) {
      const [next] = [...this.#waiting]
        .filter(({ dueAt }) => dueAt <= until)
        .sort((a, b) => a.dueAt - b.dueAt)
      if (!next) break
      this.#jumpTo(next.dueAt)
      next.ring()
      await ioTurns()
    }
    this.#jumpTo(until)
    for (const each of this.#waiting) this.#arm(each)
  }

  #jumpTo(steady: number): void {
    this.#aheadMs += Math.max(0, steady - this.steady())
  }

  #arm(waiting: Waiting): void {
    waiting.timer()
    waiting.timer = systemClock.after(Math.max(0, waiting.dueAt - this.steady()), waiting.ring)
    waiting.timer.unref?.()
  }
}
