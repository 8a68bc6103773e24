import { type Alarm, type Clock, steadyOf, systemClock } from './clock.js'
import { describeClose } from './describe-close.js'
import type { CloseInfo } from './link.js'

/** How the delays between attempts grow. */
export interface RetryDelays {
  readonly firstMs: number
  readonly maxMs: number
  /** 0 to 1, for the jitter. */
  readonly random: () => number
}

export interface Backoff extends RetryDelays {
  /** A connection that lived this long starts the delays anew. */
  readonly stableMs: number
  readonly handshakeTimeoutMs: number
}

export const defaultBackoff: Backoff = {
  firstMs: 500,
  maxMs: 30_000,
  stableMs: 10_000,
  handshakeTimeoutMs: 10_000,
  random: Math.random,
}

/** One dialled connection after another, until it is closed. */
export interface Dialling {
  close(code: number, reason: string): Promise<void>
}

/** What is dialled. */
export interface Dialled {
  readonly closed: Promise<CloseInfo>
  close(code: number, reason: string): Promise<CloseInfo>
}

/** The one outcome of an attempt. */
export interface Outcome<T> {
  open(connection: T): void
  /** `status` is that of an HTTP answer which was a refusal. */
  failed(why: string, status?: number): void
}

export interface RedialHandler<T> {
  /** A connection is there. The next is dialled only after this one's `closed` has settled. */
  open(connection: T): void
  /**
   * Connecting failed, or the connection ended; the next attempt follows in `retryMs`. `status` is that of the HTTP
   * answer where one refused the connection, or of the close frame where one ended it.
   */
  lost(why: string, retryMs: number, status?: number): void
}

type State<T> =
  | { readonly is: 'waiting'; readonly alarm: Alarm }
  /** `abort` breaks the attempt off; nothing is told of it then. */
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
 * Connects, and again with growing, jittered delays whenever that failed or the connection is lost. `connect` makes
 * one attempt, tells its outcome in a later tick, and gives what breaks it off.
 */
export function redial<T extends Dialled>(
  connect: (outcome: Outcome<T>) => () => void,
  handler: RedialHandler<T>,
  { backoff, describe = describeClose, clock = systemClock }: RedialSettings,
): Dialling {
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
      again(describe(info), info.code)
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

/** The delay before attempt `failures + 2`, in milliseconds: doubling, between half of it and the whole. */
export function retryDelayMs(failures: number, { firstMs, maxMs, random }: RetryDelays): number {
  const whole = Math.min(maxMs, firstMs * 2 ** Math.min(failures, 30))
  return Math.round(Math.max(firstMs, whole * (0.5 + random() / 2)))
}
