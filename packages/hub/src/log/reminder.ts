import { type Clock, steadyOf, systemClock } from '@rookery/transport'

const MINUTE_MS = 60_000
/** A fault that recurs sooner than this after its end is the same one. */
export const HEALED_MS = 10_000
/** Number of logged reasons per fault: a peer must not fill the log with new ones. */
const MOST_REASONS = 20

/** Duration of a fault, as log fields. */
export interface Lasting {
  /** In ISO 8601. */
  readonly since: string
  readonly seconds: number
}

export interface Telling {
  /** `still ` for a fault that was logged before, for use in the text. */
  readonly still: '' | 'still '
  readonly lasting: Lasting
}

/**
 * One fault that may last. It is logged at once, after 1, 10 and 60 minutes, and then hourly; each new reason at
 * once. If it heals for some seconds only, its first relapse is logged, and from then on it counts as over only after
 * those seconds.
 */
export class Reminder {
  readonly #clock: Clock
  readonly #now: () => number
  #since: number | undefined
  #overAt: number | undefined
  #repeats = 0
  #relapses = 0
  #isTold = false
  readonly #reasons = new Set<string>()

  /** `now` returns milliseconds that only grow. Default: the clock's. */
  constructor(clock: Clock = systemClock, now: () => number = steadyOf(clock)) {
    this.#clock = clock
    this.#now = now
  }

  /** The fault is present. Returns what to log now, if anything. */
  due(reason = ''): Telling | undefined {
    const now = this.#now()
    const since = this.#isSame(now) ? (this.#since ?? now) : this.#begin(now)
    const isFirstRelapse = this.#overAt !== undefined && this.#relapses++ === 0
    this.#overAt = undefined
    const isNew = isFirstRelapse || (!this.#reasons.has(reason) && this.#reasons.size < MOST_REASONS)
    if (!isNew && now - since < againAfterMs(this.#repeats)) return undefined
    this.#reasons.add(reason)
    while (now - since >= againAfterMs(this.#repeats)) this.#repeats++
    this.#isTold = true
    return { still: isNew ? '' : 'still ', lasting: this.#lasting(now - since) }
  }

  /** The fault is absent. Returns its duration if its end is to be logged now. */
  over(): Lasting | undefined {
    if (this.#since === undefined) return undefined
    const now = this.#now()
    this.#overAt ??= now
    if (!this.#isTold || (this.#relapses > 0 && now - this.#overAt < HEALED_MS)) return undefined
    this.#isTold = false
    return this.#lasting(this.#overAt - this.#since)
  }

  #lasting(ms: number): Lasting {
    return { since: sinceText(ms, this.#clock), seconds: Math.round(ms / 1000) }
  }

  #isSame(now: number): boolean {
    return this.#since !== undefined && (this.#overAt === undefined || now - this.#overAt < HEALED_MS)
  }

  #begin(now: number): number {
    this.#since = now
    this.#overAt = undefined
    this.#repeats = 0
    this.#relapses = 0
    this.#reasons.clear()
    return now
  }
}

/** Time until the next reminder after this many. */
const againAfterMs = (repeats: number): number =>
  repeats === 0 ? MINUTE_MS : repeats === 1 ? 10 * MINUTE_MS : (repeats - 1) * 60 * MINUTE_MS

/** The time `ms` milliseconds ago, in ISO 8601. */
export const sinceText = (ms: number, clock: Clock): string => new Date(clock.now() - ms).toISOString()
