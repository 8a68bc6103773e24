import { type Clock, steadyOf, systemClock } from '@rookery/transport'

const MINUTE_MS = 60_000
/** A fault that comes back sooner than this after it was over is the same one. */
export const HEALED_MS = 10_000
/** Reasons of one fault that are told: a peer must not fill the log with ever new ones. */
const MOST_REASONS = 20

/** How long a fault has lasted, for the fields of a line. */
export interface Lasting {
  /** In ISO 8601. */
  readonly since: string
  readonly seconds: number
}

export interface Telling {
  /** `still ` for a fault that was told before, to be put into the text. */
  readonly still: '' | 'still '
  readonly lasting: Lasting
}

/**
 * One fault that may last: it is told at once, again after 1, 10 and 60 minutes, and then hourly. Each new reason is told
 * at once, too. When it heals for some seconds only, its first relapse is told, and from then on it is over only once it
 * has been so for those seconds.
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

  /** `now` gives milliseconds that only ever grow; default those of the clock. */
  constructor(clock: Clock = systemClock, now: () => number = steadyOf(clock)) {
    this.#clock = clock
    this.#now = now
  }

  /** The fault is there; gives what to tell now, if anything. */
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

  /** The fault is over, or still is; gives how long it was when that is to be told now. */
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

/** When the next line is due after so many repeats. */
const againAfterMs = (repeats: number): number =>
  repeats === 0 ? MINUTE_MS : repeats === 1 ? 10 * MINUTE_MS : (repeats - 1) * 60 * MINUTE_MS

/** The time so many milliseconds ago, in ISO 8601. */
export const sinceText = (ms: number, clock: Clock): string => new Date(clock.now() - ms).toISOString()
