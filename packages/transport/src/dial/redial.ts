import { describeClose } from '../describe/describe-close.js'
import type { CloseInfo } from '../link/link.js'
import { type Alarm, type Clock, steadyOf, systemClock } from '../time/clock.js'

/** Growth of the delays between attempts. */
export interface RetryDelays {
  readonly firstMs: number
  readonly maxMs: number
  /** 0 to 1, for the jitter. */
  readonly random: () => number
}

/**
 * Times of dialling again: the growing delays, the time after which they start anew, and the longest handshake.
 * Milliseconds.
 */
export interface Backoff extends RetryDelays {
  /** A connection that lasted this long resets the delays. */
  readonly stableMs: number
  readonly handshakeTimeoutMs: number
  /** Clock for the delays and for the lifetime of connections, where it is not that of the links. */
  readonly clock?: Clock | undefined
}

export const defaultBackoff: Backoff = {
  firstMs: 500,
  maxMs: 30_000,
  stableMs: 10_000,
  handshakeTimeoutMs: 10_000,
  random: Math.random,
}

/** A chain of dialled connections, each after the other, until it is closed. */
export interface Dialling {
  close(code: number, reason: string): Promise<void>
}

/** A dialled connection. */
export interface Dialled {
  readonly closed: Promise<CloseInfo>
  close(code: number, reason: string): Promise<CloseInfo>
}

/** The one outcome of an attempt. */
export interface Outcome<T> {
  open(connection: T): void
  /** `status` is the HTTP status of a refusal. */
  failed(why: string, status?: number): void
}

export interface RedialHandler<T> {
  /** A connection is open. The next is dialled only after this one's `closed` has settled. */
  open(connection: T): void
  /**
   * The attempt failed, or the connection ended; the next attempt follows in `retryMs`. `status` is the HTTP status
   * of a refusal, the one equivalent to a refusal in the first frame, or the code of the closing frame.
   */
  lost(why: string, retryMs: number, status?: number): void
}

type State<T> =
  | { readonly is: 'waiting'; readonly alarm: Alarm }
  /** `abort` cancels the attempt, which then reports nothing. */
  | { readonly is: 'connecting'; readonly abort: () => void }
  | { readonly is: 'open'; readonly connection: T }
  | { readonly is: 'closed' }

export interface RedialSettings {
  readonly backoff: Backoff
  /** Says why a connection ended. */
  readonly describe?: (info: CloseInfo) => string
  readonly clock?: Clock | undefined
}

/**
 * Connects, and reconnects with growing, jittered delays whenever an attempt fails or the connection is lost.
 * `connect` makes one attempt, reports its outcome in a later tick, and returns what aborts it.
 */
export function redial<T extends Dialled>(
  connect: (outcome: Outcome<T>) => () => void,
  handler: RedialHandler<T>,
  { backoff, describe = describeClose, clock: clockOfLinks = systemClock }: RedialSettings,
): Dialling {
  const { clock = clockOfLinks } = backoff
  const now = steadyOf(clock)
  let state: State<T> = { is: 'closed' }
  let failures = 0

  const again = (why: string, status?: number): void => {
    if (state.is === 'closed') return
    const retryMs = retryDelayMs(failures++, backoff)
    state = { is: 'waiting', alarm: clock.after(retryMs, attempt) }
    handler.lost(why, retryMs, status)
  }
  const opened = (connection: T): void => {
    const openedAt = now()
    state = { is: 'open', connection }
    connection.closed.then((info) => {
      if (now() - openedAt >= backoff.stableMs) failures = 0
      again(describe(info), info.refusal?.status ?? info.code)
    })
    handler.open(connection)
  }
  const attempt = (): void => {
    state = { is: 'connecting', abort: connect({ open: opened, failed: again }) }
  }
  attempt()
  return {
    async close(code, reason) {
      const was = state
      state = { is: 'closed' }
      if (was.is === 'waiting') was.alarm()
      if (was.is === 'connecting') was.abort()
      if (was.is === 'open') await was.connection.close(code, reason)
    },
  }
}

/**
 * Delay before attempt `failures + 2`, in milliseconds: it doubles each time, and is drawn between half of that and
 * the whole.
 */
export function retryDelayMs(failures: number, { firstMs, maxMs, random }: RetryDelays): number {
  const whole = Math.min(maxMs, firstMs * 2 ** Math.min(failures, 30))
  return Math.round(Math.max(firstMs, whole * (0.5 + random() / 2)))
}
