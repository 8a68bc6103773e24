import { type Clock, steadyOf } from '@rookery/transport'
import { currentOf } from '../clock.js'

/** An entry that expires unless it is removed in time. */
export interface Expirable {
  expire(): void
}

/** Expires entries that wait too long. One timer serves all entries with the same timeout, even a hundred thousand. */
export class Timeouts {
  readonly #clock: Clock
  /** Clock of the current buckets; entries added under another clock keep that one. */
  #current: Clock
  #buckets = new Map<number, TimeoutBucket>()

  constructor(clock: Clock) {
    this.#clock = clock
    this.#current = currentOf(clock)
  }

  /** Expires an entry after `timeoutMs`, unless it is removed from the bucket returned; undefined if it never expires. */
  add(each: Expirable, timeoutMs: number): TimeoutBucket | undefined {
    if (timeoutMs === Number.POSITIVE_INFINITY) return undefined
    const bucket = this.#bucketsOf(currentOf(this.#clock)).get(timeoutMs) ?? this.#openBucket(timeoutMs)
    bucket.add(each)
    return bucket
  }

  #bucketsOf(clock: Clock): ReadonlyMap<number, TimeoutBucket> {
    if (clock === this.#current) return this.#buckets
    this.#current = clock
    this.#buckets = new Map()
    return this.#buckets
  }

  #openBucket(timeoutMs: number): TimeoutBucket {
    const buckets = this.#buckets
    const bucket = new TimeoutBucket(timeoutMs, this.#current, () => void buckets.delete(timeoutMs))
    buckets.set(timeoutMs, bucket)
    return bucket
  }
}

/** Entries with the same timeout, in the order in which they were added. */
export class TimeoutBucket {
  readonly #timeoutMs: number
  readonly #clock: Clock
  readonly #steadyMs: () => number
  readonly #emptied: () => void
  readonly #sinceMs: number
  /** Deadline of each, relative to `#sinceMs`: small integers need no heap memory. */
  readonly #until = new Map<Expirable, number>()
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

  add(each: Expirable): void {
    this.#until.set(each, this.#nowMs + this.#timeoutMs)
    if (this.#until.size === 1) this.#wait(this.#timeoutMs)
  }

  remove(each: Expirable): void {
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

  #takeDue(): readonly Expirable[] {
    const due: Expirable[] = []
    for (const [each, untilMs] of this.#until) {
      if (untilMs > this.#nowMs) break
      this.#until.delete(each)
      due.push(each)
    }
    return due
  }
}
