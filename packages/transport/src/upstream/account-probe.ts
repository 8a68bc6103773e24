import { makeCall, type Reply } from '@rookery/protocol'
import { type Clock, steadyOf } from '../time/clock.js'
import type { UpstreamEndpoint } from './upstream-endpoint.js'

/** Milliseconds that an answer to a probe may take. */
export const PROBE_TIMEOUT_MS = 10_000
/** Milliseconds between two questions who is logged in, while nobody is. */
export const ASK_AGAIN_MS = 2_000
/** Heartbeat intervals of silence that give a connection up; noticing it takes a third more. */
const SILENT_INTERVALS = 1.4
/** A peer may be busy for a while, however short its interval is. */
const SHORTEST_SILENCE_MS = 3_000
const LONGEST_SILENCE_MS = 10 * 60_000
/** Milliseconds for which an account that left still counts as one of the connection. */
const REMEMBERED_MS = 60 * 60_000

/** Settings of a probe: the connection, how its answers are read, and how many accounts it may carry. */
export interface AccountProbeSettings<R = Reply> {
  readonly upstream: UpstreamEndpoint<R>
  /** Reads the account in an answer to `get_login_info`, as exact decimal text. */
  readonly loginOf: (reply: R) => string | undefined
  /**
   * Most accounts of the connection, with those that left within the last hour: a peer must not fill log and memory
   * with ever new ones.
   */
  readonly maxAccounts: number
  readonly clock: Clock
}

/** Answer to `get_login_info`; without an account while nobody is logged in. */
export interface Login<R = Reply> {
  readonly selfId: string | undefined
  readonly reply: R
}

/** Options of a question for the implementation's version. */
export interface VersionOptions {
  /** Account that the question names, for a peer with several. */
  readonly selfId?: string | undefined
  readonly timeoutMs?: number
}

/** Finds out which accounts a connection carries, and how long it may be silent. */
export class AccountProbe<R = Reply> {
  readonly #settings: AccountProbeSettings<R>
  readonly #now: () => number
  /** The interval of the last heartbeat of each account that it carries; 0 before the first. */
  readonly #carried = new Map<string, number>()
  /** Accounts that left, and when; the oldest first. */
  readonly #left = new Map<string, number>()
  #silenceMs: number | undefined
  #endPause: () => void = () => {}

  constructor(settings: AccountProbeSettings<R>) {
    this.#settings = settings
    this.#now = steadyOf(settings.clock)
    void settings.upstream.closed.then(() => this.#endPause())
  }

  /** Whether the connection may carry an account. */
  hasRoomFor(selfId: string): boolean {
    if (this.#carried.has(selfId) || this.#left.has(selfId)) return true
    this.#forget()
    return this.#carried.size + this.#left.size < this.#settings.maxAccounts
  }

  /** Adds an account to those that the connection carries. */
  carry(selfId: string): void {
    this.#left.delete(selfId)
    if (!this.#carried.has(selfId)) this.#carried.set(selfId, 0)
    this.#endPause()
  }

  /** Milliseconds that the connection may be silent, by its heartbeats; undefined before the first. */
  get silenceMs(): number | undefined {
    return this.#silenceMs
  }

  /** Removes an account from those that the connection carries. */
  leave(selfId: string): void {
    if (this.#carried.delete(selfId)) this.#left.set(selfId, this.#now())
  }

  /** Asks once who is logged in. */
  async askLogin(): Promise<Login<R>> {
    const { upstream, loginOf } = this.#settings
    const reply = await upstream.call(makeCall('get_login_info'), { timeoutMs: PROBE_TIMEOUT_MS })
    return { selfId: loginOf(reply), reply }
  }

  /**
   * Asks who is logged in until the connection carries an account, or is closed. Every answer goes to `heard`; after
   * one that changed nothing, `nobody` is called.
   */
  async askUntilLogin(heard: (login: Login<R>) => void, nobody: () => void): Promise<void> {
    while (this.#isUnknown()) {
      heard(await this.askLogin())
      if (!this.#isUnknown()) return
      nobody()
      await this.#pause()
    }
  }

  /** Asks whether QQ is online, which shows that the implementation still answers. */
  askStatus(): Promise<R> {
    return this.#settings.upstream.call(makeCall('get_status'), { timeoutMs: PROBE_TIMEOUT_MS })
  }

  /** Asks which program the implementation is. */
  askVersion({ selfId, timeoutMs = PROBE_TIMEOUT_MS }: VersionOptions = {}): Promise<R> {
    const call = makeCall('get_version_info', selfId === undefined ? {} : { self_id: selfId })
    return this.#settings.upstream.call(call, { timeoutMs, keepsSelfId: selfId !== undefined })
  }

  /**
   * Learns from a heartbeat how long the connection may be silent. With several accounts the longest interval counts,
   * since each heartbeat breaks the silence of all. What is not a positive number teaches nothing.
   */
  heartbeat(selfId: string, intervalMs: unknown): void {
    if (typeof intervalMs !== 'number' || !(intervalMs > 0) || !this.#carried.has(selfId)) return
    this.#carried.set(selfId, intervalMs)
    const silenceMs = Math.max(SHORTEST_SILENCE_MS, Math.max(...this.#carried.values()) * SILENT_INTERVALS)
    this.#silenceMs = Math.min(silenceMs, LONGEST_SILENCE_MS)
    this.#settings.upstream.setDeadAfter(this.#silenceMs)
  }

  #isUnknown(): boolean {
    return this.#carried.size === 0 && this.#settings.upstream.isOpen
  }

  #forget(): void {
    const before = this.#now() - REMEMBERED_MS
    for (const [selfId, at] of this.#left) if (at <= before) this.#left.delete(selfId)
  }

  /** Waits before the next question; an account that is found, or the end of the connection, ends it. */
  #pause(): Promise<void> {
    return new Promise((resolve) => {
      const cancel = this.#settings.clock.after(ASK_AGAIN_MS, resolve)
      this.#endPause = () => {
        cancel()
        resolve()
      }
    })
  }
}
