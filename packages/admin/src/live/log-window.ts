import type { Alarm, Clock } from '@rookery/transport'
import type { LogLine } from '../wire.js'

const EVERY_MS = 500
const MOST_LINES = 100

/** Gathers the lines of the log for a page; beyond the limit the oldest go, and are counted. */
export class LogWindow {
  readonly #clock: Clock
  readonly #send: (lines: readonly LogLine[], leftOut: number) => boolean
  #lines: LogLine[] = []
  #leftOut = 0
  #alarm: Alarm | undefined

  /** `send` returns false if it cannot send now; then the lines wait. */
  constructor(clock: Clock, send: (lines: readonly LogLine[], leftOut: number) => boolean) {
    this.#clock = clock
    this.#send = send
  }

  offer(line: LogLine): void {
    this.#lines.push(line)
    if (this.#lines.length > MOST_LINES) {
      this.#lines.shift()
      this.#leftOut++
    }
    this.#arm()
  }

  /** Drops what was gathered. */
  close(): void {
    this.#alarm?.()
    this.#alarm = undefined
    this.#lines = []
    this.#leftOut = 0
  }

  #arm(): void {
    if (this.#alarm) return
    this.#alarm = this.#clock.after(EVERY_MS, () => {
      this.#alarm = undefined
      if (!this.#send(this.#lines, this.#leftOut)) return this.#arm()
      this.#lines = []
      this.#leftOut = 0
    })
    this.#alarm.unref?.()
  }
}
