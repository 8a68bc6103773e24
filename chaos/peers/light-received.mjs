import { nowMs } from '../clock.mjs'
import { readEvent } from '../counts/event.mjs'

/** Counts what one of many clients receives, at little cost: how many, whether in order, and how late. */
export class LightReceived {
  events = 0
  disordered = 0
  isGreeted = false
  last = 0
  gaps = 0
  #delays

  /** `delays` is a histogram in microseconds, which all clients share; without one nobody asks how late they are. */
  constructor(delays) {
    this.#delays = delays
  }

  begin() {}

  take(text) {
    const event = readEvent(text)
    if (!event) {
      if (text.includes('"lifecycle"')) this.isGreeted = true
      if (text.includes('"rookery_gap"')) this.gaps++
      return
    }
    this.events++
    if (event.n !== this.last + 1 && this.last > 0) this.disordered++
    this.last = event.n
    this.#delays?.record(Math.max(1, Math.round((nowMs() - event.at) * 1000)))
  }
}
