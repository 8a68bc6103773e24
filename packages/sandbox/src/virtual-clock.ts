import type { Clock } from '@rookery/transport'
import { refuseBackwards } from './clock-error.js'

interface Alarm {
  readonly atMs: number
  readonly wake: () => void
}

/** A clock that stands still until it is advanced. */
export class VirtualClock implements Clock {
  #nowMs: number
  readonly #alarms = new Set<Alarm>()

  constructor(startMs = Date.now()) {
    this.#nowMs = startMs
  }

  now(): number {
    return this.#nowMs
  }

  after(delayMs: number, wake: () => void): () => void {
    const alarm: Alarm = { atMs: this.#nowMs + Math.max(0, delayMs), wake }
    this.#alarms.add(alarm)
    return () => void this.#alarms.delete(alarm)
  }

  /** Advances the clock. Each timer on the way runs before the clock goes further. @throws ClockError */
  async advance(byMs: number): Promise<void> {
    refuseBackwards(byMs)
    const untilMs = this.#nowMs + byMs
    for (let next = this.#next(untilMs); next; next = this.#next(untilMs)) {
      this.#alarms.delete(next)
      this.#nowMs = Math.max(this.#nowMs, next.atMs)
      next.wake()
      await settle()
    }
    this.#nowMs = untilMs
    await settle()
  }

  #next(untilMs: number): Alarm | undefined {
    let next: Alarm | undefined
    for (const alarm of this.#alarms) {
      if (alarm.atMs <= untilMs && (next === undefined || alarm.atMs < next.atMs)) next = alarm
    }
    return next
  }
}

/** Lets pending promises settle. */
const settle = (): Promise<void> => new Promise((resolve) => setImmediate(resolve))
