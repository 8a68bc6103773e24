import type { Clock } from '@rookery/transport'
import { refuseBackwards } from './clock-error.js'

interface Alarm {
  readonly atMs: number
  readonly wake: () => void
  timer: NodeJS.Timeout
}

/** Longest delay that `setTimeout` accepts. */
const MAX_TIMER_MS = 2 ** 31 - 1

/** The machine's clock, which can be advanced: a user of the page need not wait for tomorrow. */
export class RunningClock implements Clock {
  readonly #alarms = new Set<Alarm>()
  #aheadMs = 0

  now(): number {
    return Date.now() + this.#aheadMs
  }

  after(delayMs: number, wake: () => void): () => void {
    const alarm: Alarm = {
      atMs: this.now() + Math.max(0, delayMs),
      wake,
      timer: this.#arm(delayMs, () => this.#look(alarm)),
    }
    this.#alarms.add(alarm)
    return () => this.#drop(alarm)
  }

  /** Advances the clock. Timers that are due on the way fire in order. @throws ClockError */
  async advance(byMs: number): Promise<void> {
    refuseBackwards(byMs)
    const untilMs = this.now() + byMs
    for (let next = this.#next(untilMs); next; next = this.#next(untilMs)) {
      this.#aheadMs += Math.max(0, next.atMs - this.now())
      this.#drop(next)
      next.wake()
      await new Promise((resolve) => setImmediate(resolve))
    }
    this.#aheadMs += Math.max(0, untilMs - this.now())
    for (const alarm of this.#alarms) this.#rearm(alarm)
  }

  #arm(delayMs: number, fire: () => void): NodeJS.Timeout {
    return setTimeout(fire, Math.min(Math.max(0, delayMs), MAX_TIMER_MS))
  }

  #rearm(alarm: Alarm): void {
    clearTimeout(alarm.timer)
    alarm.timer = this.#arm(alarm.atMs - this.now(), () => this.#look(alarm))
  }

  #look(alarm: Alarm): void {
    // Waits for a distant time in pieces.
    if (alarm.atMs > this.now()) return this.#rearm(alarm)
    this.#drop(alarm)
    alarm.wake()
  }

  #drop(alarm: Alarm): void {
    clearTimeout(alarm.timer)
    this.#alarms.delete(alarm)
  }

  #next(untilMs: number): Alarm | undefined {
    let next: Alarm | undefined
    for (const alarm of this.#alarms) {
      if (alarm.atMs <= untilMs && (next === undefined || alarm.atMs < next.atMs)) next = alarm
    }
    return next
  }
}
