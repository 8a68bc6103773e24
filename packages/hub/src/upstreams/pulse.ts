import type { UpstreamSession } from './upstream-session.js'

/** Milliseconds of silence after which a connection is asked that has sent no heartbeat. */
const QUIET_MS = 10 * 60_000
/** Milliseconds between two questions while the last one was not answered. */
export const ASK_AGAIN_MS = 15_000
/** Milliseconds between two questions while the implementation reports its account offline. */
const ASK_OFFLINE_MS = 60_000

/** The connection that a pulse is taken of, as far as it is needed. */
export type Heard = Pick<
  UpstreamSession,
  'events' | 'heartbeats' | 'hasAnswered' | 'saysOffline' | 'silenceMs'
>

/**
 * Signs of life of one account at one upstream, over all its connections. It is looked at from time to time, so that an
 * event costs no more than its counting. Milliseconds are those of the caller's steady clock.
 */
export class Pulse {
  readonly upstream: string
  readonly account: string
  /** Questions in a row that were not answered. */
  unanswered = 0
  isAsking = false
  /** Whether a question was ever answered, or a heartbeat came. */
  isProven = false
  /** Whether the connection was made anew for a long silence, and no event has come since. */
  isRenewed = false
  /** Whether the implementation last reported its account offline. */
  saysOffline = false
  #session: Heard | undefined
  #events = 0
  #heartbeats = 0
  #signAt: number
  #eventAt: number
  #askedAt = Number.NEGATIVE_INFINITY

  constructor(upstream: string, account: string, now: number) {
    this.upstream = upstream
    this.account = account
    this.#signAt = now
    this.#eventAt = now
  }

  /** Reads what has come over a connection since the last look. Returns whether anything has. */
  read(session: Heard, now: number): boolean {
    if (session !== this.#session) this.#begin(session, now)
    const { events, heartbeats, saysOffline, hasAnswered } = session
    const hasEvent = events > this.#events
    const hasSign = hasEvent || heartbeats > this.#heartbeats
    this.#events = events
    this.#heartbeats = heartbeats
    this.saysOffline = saysOffline ?? this.saysOffline
    this.isProven ||= hasAnswered || heartbeats > 0
    if (hasSign) this.#signAt = now
    if (hasEvent) {
      this.#eventAt = now
      this.isRenewed = false
    }
    return hasSign
  }

  /** A question begins, or another sign that nothing answers is counted. */
  asked(now: number): void {
    this.#askedAt = now
  }

  /** A question was answered, or its answer means nothing: the silence begins anew. */
  settled(now: number): void {
    this.#signAt = now
  }

  /** Whether the connection is to be asked whether it still answers. */
  isDue(now: number, maxSilenceMs: number | undefined): boolean {
    if (this.isAsking || !this.maySuspect(now)) return false
    if (this.unanswered > 0) return true
    if (this.saysOffline) return now - this.#askedAt >= ASK_OFFLINE_MS
    return this.isSilent(now) || this.isQuietFor(now, maxSilenceMs)
  }

  /** Whether neither a heartbeat nor an event came for longer than it should take. */
  isSilent(now: number): boolean {
    return now - this.#signAt >= (this.#session?.silenceMs ?? QUIET_MS)
  }

  /** Whether the last question is long enough ago for another one. */
  maySuspect(now: number): boolean {
    return now - this.#askedAt >= ASK_AGAIN_MS
  }

  /** Whether no event has come for so long that the connection is to be made anew, once. */
  isQuietFor(now: number, maxSilenceMs: number | undefined): boolean {
    return maxSilenceMs !== undefined && !this.isRenewed && now - this.#eventAt >= maxSilenceMs
  }

  #begin(session: Heard, now: number): void {
    this.#session = session
    this.#events = 0
    this.#heartbeats = 0
    this.#signAt = now
  }
}
