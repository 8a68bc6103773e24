import { readEvent } from './event.mjs'

/** Compares what a client receives with a list of what it has to get, which grows as events are sent. */
export class Expected {
  isGreeted = false
  /** Events that have no place in the list, or came behind a later one. */
  wrong = 0
  #numbers
  #at = 0
  #missed = 0

  /** `numbers` are those of the events, in order; clients that have to get the same share a list. */
  constructor(numbers) {
    this.#numbers = numbers
  }

  /** How many of the events that were sent so far did not come. */
  get missing() {
    return this.#missed + this.#numbers.length - this.#at
  }

  begin() {}

  take(text) {
    const event = readEvent(text)
    if (!event) {
      if (text.includes('"lifecycle"')) this.isGreeted = true
      return
    }
    const place = this.#placeOf(event.n)
    if (place === undefined) return this.wrong++
    this.#missed += place - this.#at
    this.#at = place + 1
  }

  /** The place of a number at or behind the one that is due. */
  #placeOf(n) {
    for (let place = this.#at; this.#numbers[place] <= n; place++)
      if (this.#numbers[place] === n) return place
    return undefined
  }
}
