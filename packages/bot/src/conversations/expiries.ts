import { type Clock, steadyOf } from '@rookery/transport'
import { currentOf } from '../clock.js'

/** Something that expires. */
export interface Expiring {
  expire(): void
}

/** Expires what waits too long. One timer serves all entries with the same timeout, even a hundred thousand. */
export class Expiries {
  readonly #clock: Clock
  /** Clock of the current lanes; entries added under another clock keep that one. */
  #current: Clock
  #lanes = new Map<number, Lane>()

  constructor(clock: Clock) {
    this.#clock = clock
    this.#current = currentOf(clock)
  }

  /** Expires an entry after `timeoutMs`, unless it is removed from the lane returned; undefined if it never expires. */
  add(each: Expiring, timeoutMs: number): Lane | undefined {
    if (timeoutMs === Number.POSITIVE_INFINITY) return undefined
    const lane = this.#lanesOf(currentOf(this.#clock)).get(timeoutMs) ?? this.#openLane(timeoutMs)
    lane.add(each)
    return lane
  }

  #lanesOf(clock: Clock): ReadonlyMap<number, Lane> {
    if (clock === this.#current) return this.#lanes
    this.#current = clock
    this.#lanes = new Map()
    return this.#lanes
  }

  #openLane(timeoutMs: number): Lane {
    const lanes = this.#lanes
    const lane = new Lane(timeoutMs, this.#current, () => void lanes.delete(timeoutMs))
    lanes.set(timeoutMs, lane)
    return lane
  }
}

/** Entries with the same timeout, in the order in which they were added. */
export class Lane {
  readonly #timeoutMs: number
  readonly #clock: Clock
  readonly #steadyMs: () => number
  readonly #emptied: () => void
  readonly #sinceMs: number
  /** Deadline of each, relative to `#sinceMs`: small integers need no heap memory. */
  readonly #until = new Map<Expiring, number>()
  #cancel: () => void = () => {}

  constructor(timeoutMs: number, clock: Clock, emptied: () => void) {
    this.#timeoutMs = timeoutMs
    this.#clock = clock
    this.#steadyMs = steadyOf(clock)
    this.#sinceMs = this.#steadyMs()
    this.#emptied = emptied
  }

  get #nowMs(): number {
    return this.#steadyMs() - this.#sinceMs
  }

  add(each: Expiring): void {
    this.#until.set(each, this.#nowMs + this.#timeoutMs)
    if (this.#until.size === 1) this.#wait(this.#timeoutMs)
  }

  remove(each: Expiring): void {
    if (!this.#until.delete(each) || this.#until.size > 0) return
    this.#cancel()
    this.#emptied()
  }

  #wait(delayMs: number): void {
    this.#cancel = this.#clock.after(delayMs, () => this.#ring())
  }

  #ring(): void {
    const due = this.#takeDue()
    const [firstMs] = this.#until.values()
    if (firstMs === undefined) this.#emptied()
    else this.#wait(firstMs - this.#nowMs)
    for (const each of due) each.expire()
  }

  #takeDue(): readonly Expiring[] {
    const due: Expiring[] = []
    for (const [each, untilMs] of this.#until) {
      if (untilMs > this.#nowMs) break
      this.#until.delete(each)
      due.push(each)
    }
    return due
  }
}
