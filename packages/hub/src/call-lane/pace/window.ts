import { isDeepStrictEqual } from 'node:util'
import type { Rate } from '../../traffic-options.js'

const LEAST_MARGIN_MS = 25
const MOST_MARGIN_MS = 500

/**
 * Milliseconds added to each wait for a limit of that span. A send may reach QQ's side sooner after the one before it than
 * it left: this much is made up for, so that a receiver counts no more in a window than was promised.
 */
export const marginOf = ({ perMs }: Rate): number =>
  Math.min(MOST_MARGIN_MS, Math.max(LEAST_MARGIN_MS, perMs / 500))

/** More than sums of fractions of a millisecond are off. */
const ROUNDING_MS = 0.001

/**
 * A limit on sends, which holds for the times at which they leave. `slowness` is 1 for the configured speed, 2 for half of
 * it, and so on; times are milliseconds of one steady clock.
 */
export interface Window {
  /** The limit; undefined if there is none. */
  readonly rate: Rate | undefined
  /** The time from which on a send may leave, `ahead` others having left before it. It is not after `now` if that is at once. */
  readyAt(now: number, slowness: number, ahead?: number): number
  /** Counts a send that leaves. */
  took(now: number, slowness: number): void
  /** Whether nothing that has left still counts, so that a new window would be as good. */
  isFresh(now: number, slowness: number): boolean
}

/**
 * Makes the window of a limit, in which the times count at which sends have left, oldest first; or takes the one of before if
 * that has the same limit.
 */
export function windowOf(rate: Rate | undefined, before?: Window, sends: readonly number[] = []): Window {
  if (before && isDeepStrictEqual(before.rate, rate)) return before
  if (!rate) return NO_LIMIT
  return rate.burst === undefined ? new SlidingWindow(rate, sends) : new TokenBucket(rate, rate.burst, sends)
}

const NO_LIMIT: Window = { rate: undefined, readyAt: () => 0, took() {}, isFresh: () => true }

/** `20/min`: never more than 20 in any minute. */
class SlidingWindow implements Window {
  readonly rate: Rate
  /** The last sends, oldest first; no more than the limit has. */
  readonly #times: number[]

  constructor(rate: Rate, sends: readonly number[]) {
    this.rate = rate
    this.#times = sends.slice(-rate.count)
  }

  readyAt(now: number, slowness: number, ahead = 0): number {
    const { most, spanMs } = this.#at(slowness)
    const times = this.#times
    const place = times.length - most + ahead
    const rounds = place < times.length ? 0 : Math.ceil((place - times.length + 1) / most)
    const before = times[place - rounds * most]
    const at = before === undefined ? Number.NEGATIVE_INFINITY : before + spanMs
    return rounds === 0 ? at : Math.max(now, at) + rounds * spanMs
  }

  took(now: number): void {
    this.#times.push(now)
    if (this.#times.length > this.rate.count) this.#times.shift()
  }

  isFresh(now: number, slowness: number): boolean {
    const last = this.#times.at(-1)
    return last === undefined || last + this.#at(slowness).spanMs <= now
  }

  /** Fewer sends in the same span; from one on, one in a longer span. */
  #at(slowness: number): { readonly most: number; readonly spanMs: number } {
    const { count, perMs } = this.rate
    const most = Math.max(1, Math.floor(count / slowness))
    return { most, spanMs: perMs * Math.max(1, slowness / count) + marginOf(this.rate) }
  }
}

/** `1/s burst 20`: in any span no more than 20, and one for each second of it. */
class TokenBucket implements Window {
  readonly rate: Rate
  readonly #intervalMs: number
  readonly #marginMs: number
  readonly #burst: number
  /** Time at which all tokens would be there again. */
  #fullAt = Number.NEGATIVE_INFINITY
  /** Time of the first send since all tokens were there. */
  #since = Number.NEGATIVE_INFINITY

  constructor(rate: Rate, burst: number, sends: readonly number[]) {
    this.rate = rate
    this.#intervalMs = rate.perMs / rate.count
    this.#marginMs = marginOf(rate)
    this.#burst = burst
    for (const at of sends) this.#tookBefore(at)
  }

  readyAt(now: number, slowness: number, ahead = 0): number {
    const intervalMs = this.#intervalMs * slowness
    const fullAt = ahead === 0 ? this.#fullAt : Math.max(this.#fullAt, now) + ahead * intervalMs
    const at = fullAt - (this.#burstAt(slowness) - 1) * intervalMs
    // The first tokens need no margin: none of them was given back.
    return at - this.#since > ROUNDING_MS ? at + this.#marginMs : Math.min(at, this.#since)
  }

  took(now: number, slowness: number): void {
    if (this.isFresh(now)) this.#since = now
    this.#fullAt = Math.max(this.#fullAt, now) + this.#intervalMs * slowness
  }

  isFresh(now: number): boolean {
    return this.#fullAt + this.#marginMs <= now
  }

  /** Counts a send by another limit: it may have been one too many for this one, but leaves no debts. */
  #tookBefore(at: number): void {
    this.took(at, 1)
    this.#fullAt = Math.min(this.#fullAt, at + this.#burst * this.#intervalMs)
  }

  #burstAt(slowness: number): number {
    return Math.max(1, Math.floor(this.#burst / slowness))
  }
}
