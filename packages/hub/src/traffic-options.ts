/** A limit on sends: `count` in any span of `perMs` milliseconds; with `burst`, so many at once and then at that rate. */
export interface Rate {
  readonly count: number
  readonly perMs: number
  readonly burst?: number
}

/** How fast an account may send. A limit that is left out does not exist. */
export interface PaceLimits {
  /** Limit of the whole account. */
  readonly account?: Rate
  /** Limit of each group. */
  readonly group?: Rate
  /** Limit of each private chat. */
  readonly user?: Rate
  /** Longest random delay, in milliseconds, of a send that has to wait anyway. Default: none. */
  readonly jitterMs?: number
  /** Milliseconds after a login in which sends are slower, a fifth as fast at first. Default: none. */
  readonly warmUpMs?: number
  /** Milliseconds that a send may wait for its turn; what would wait longer is answered 1429. Default 20 000. */
  readonly deadlineMs?: number
}

/** Pace of sending: none, one of two that are made, or limits of one's own. */
export type PaceOptions = 'off' | 'gentle' | 'strict' | PaceLimits

/** When calls to an implementation that does not answer fail at once, and for how long. */
export interface BreakerOptions {
  /** Calls in a row that were not answered. */
  readonly failures: number
  /** Milliseconds until a call is tried again. */
  readonly openMs: number
}

export const DEFAULT_DEADLINE_MS = 20_000
export const DEFAULT_BREAKER: BreakerOptions = { failures: 5, openMs: 30_000 }

/** Milliseconds that a send may wait for its turn. */
export const deadlineOf = ({ deadlineMs = DEFAULT_DEADLINE_MS }: PaceLimits): number => deadlineMs

const perSecond = (count: number, burst?: number): Rate => ({ count, perMs: 1_000, ...(burst && { burst }) })

/** The paces that have a name. */
export const PACES: Readonly<Record<'gentle' | 'strict', PaceLimits>> = {
  gentle: { account: perSecond(1, 20), group: perSecond(1, 5), deadlineMs: DEFAULT_DEADLINE_MS },
  strict: {
    account: { count: 20, perMs: 60_000 },
    group: { count: 1, perMs: 3_000, burst: 2 },
    user: { count: 1, perMs: 3_000, burst: 2 },
    jitterMs: 500,
    warmUpMs: 30 * 60_000,
    deadlineMs: DEFAULT_DEADLINE_MS,
  },
}

/** The limits that a pace stands for; none for `off`. */
export const limitsOf = (pace: PaceOptions): PaceLimits | undefined =>
  pace === 'off' ? undefined : typeof pace === 'string' ? PACES[pace] : pace
