import { nowMs } from '../clock.mjs'
import { eventText, GROUPS, groupOf, readEvent } from './event.mjs'
import { GrowingNumbers } from './growing-numbers.mjs'

/** What one client received, counted as it comes: which events, in which order, how often, and whether they were whole. */
export class Received {
  name
  events = 0
  damaged = 0
  disordered = 0
  gaps = 0
  /** Events that came again: their numbers, when they had come before, and when they came again. */
  repeats = []
  isGreeted = false
  last = 0
  #lastAt = new GrowingNumbers()
  #lanes
  #selfId
  #isOrderedByGroup

  /** HTTP POST keeps the order of each group, all else that of the account. */
  constructor(name, { isOrderedByGroup = false, selfId } = {}) {
    this.name = name
    this.#selfId = selfId
    this.#isOrderedByGroup = isOrderedByGroup
    this.begin()
  }

  /** A new connection: it may begin with events that came before. */
  begin() {
    this.#lanes = new Float64Array(GROUPS)
  }

  has(n) {
    return this.#lastAt.get(n) > 0
  }

  /** `isLate`: what a connection of before still carries has no place in the order of the new one. */
  take(text, { isLate = false } = {}) {
    const event = readEvent(text)
    if (!event) return this.#takeOther(text)
    const { n, at } = event
    const now = nowMs()
    if (text !== eventText(n, at, this.#selfId)) this.damaged++
    if (!isLate) this.#checkOrder(n)
    const before = this.#lastAt.get(n)
    if (before > 0) this.repeats.push({ n, before, again: now })
    else this.events++
    this.#lastAt.set(n, now)
    this.last = n
  }

  #takeOther(text) {
    if (text.includes('"lifecycle"')) this.isGreeted = true
    if (text.includes('"rookery_gap"')) this.gaps++
  }

  #checkOrder(n) {
    const lane = this.#isOrderedByGroup ? groupOf(n) : 0
    if (n <= this.#lanes[lane]) this.disordered++
    this.#lanes[lane] = n
  }
}
