import type { Clock } from '@rookery/transport'

/** A clock that goes on by hand, from one alarm to the next; what an alarm sets off is done before that. */
export class ManualClock implements Clock {
  nowMs: number

  readonly #alarms = new Set<{ atMs: number; wake: () => void }>()

  constructor(nowMs = Date.UTC(2026, 0, 1)) {
    this.nowMs = nowMs
  }

  now(): number {
    return this.nowMs
  }

  after(delayMs: number, wake: () => void): () => void {
    const alarm = { atMs: this.nowMs + delayMs, wake }
    this.#alarms.add(alarm)
    return () => this.#alarms.delete(alarm)
  }

  async advance(byMs: number): Promise<void> {
    const untilMs = this.nowMs + byMs
    for (;;) {
      const [next] = [...this.#alarms].filter(({ atMs }) => atMs <= untilMs).sort((a, b) => a.atMs - b.atMs)
      if (!next) break
      this.#alarms.delete(next)
      this.nowMs = next.atMs
      next.wake()
      for (let turn = 0; turn < 3; turn++) await new Promise((resolve) => setImmediate(resolve))
    }
    this.nowMs = untilMs
  }
}
