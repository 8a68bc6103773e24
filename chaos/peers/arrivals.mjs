import { nowMs } from '../clock.mjs'

const TURN_MS = 2

/**
 * Tells between which times something has arrived that is handled now. What a turn of the event loop handles came in after the
 * turn before had begun; a process that does not get its turns knows no more.
 */
export class ArrivalClock {
  #turns = [nowMs(), nowMs()]
  #timer = setInterval(() => {
    this.#turns = [this.#turns[1], nowMs()]
  }, TURN_MS)

  now() {
    return { from: this.#turns[0], at: nowMs() }
  }

  stop() {
    clearInterval(this.#timer)
  }
}
