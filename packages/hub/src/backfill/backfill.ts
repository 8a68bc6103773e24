import type { EventFrame } from '@rookery/protocol'
import type { Clock } from '@rookery/transport'
import { type Account, callLink, isOnline } from '../accounts/accounts.js'
import { unixSeconds } from '../journal/cursor.js'
import { chatKey } from './chat.js'
import { type FetchMissedContext, fetchMissed, versionKept } from './fetch-missed.js'
import { KeptSince } from './kept-since.js'
import { sightingOf } from './sighting.js'
import { forgetFetched, newlyWatched, rememberFetched, type WatchedAccount } from './watched-account.js'

/** An account that is back must stay for so long before it is asked, so that a series of flaps costs one run. */
export const SETTLE_MS = 3_000
/** A run that got no answer is made again after so long, so often. */
const TRY_AGAIN_MS = 60_000
const MOST_TRIES = 3
/** For so long after a run, what it fetched is known, should the implementation tell it once more. */
const REMEMBERED_MS = 10 * 60_000
/** Most messages that are remembered so. */
const MOST_REMEMBERED = 20_000
/** Most implementations of which it is remembered what they lack. */
const MOST_IMPLEMENTATIONS = 1_000
/** Most runs at a time: many accounts may come back together. */
const MOST_RUNS = 4

/** Parts of the hub that fetching what was missed uses. */
export interface BackfillContext extends Omit<FetchMissedContext, 'lacking'> {
  readonly clock: Clock
}

/**
 * Fetches the messages that accounts missed while their implementation was away, from its histories, once it is back. An
 * account that the hub hears of for the first time has missed nothing.
 */
export class Backfill {
  readonly #context: BackfillContext
  readonly #kept: KeptSince
  readonly #accounts = new Map<string, WatchedAccount>()
  /** Actions that are lacking, by upstream and version. */
  readonly #lacking = new Map<string, Set<string>>()
  readonly #waiting: (() => void)[] = []
  #running = 0

  constructor(context: BackfillContext) {
    this.#context = context
    this.#kept = new KeptSince(context.store, context.clock)
  }

  /** Looks whether an account was lost, or is back. */
  look(account: Account): void {
    const watched = this.#watchedOf(account)
    const link = isOnline(account) ? callLink(account) : undefined
    if (link === watched.link) return
    watched.wasLost ||= watched.link !== undefined
    watched.link = link
    watched.tries = 0
    this.#lost(account, watched)
    if (!link) return
    // A hub that has just started may follow one that was killed, where something outlives the process.
    if (watched.wasLost || this.#context.store.keepsEvents) this.#settle(account, watched)
    else this.#completed(account, watched)
  }

  /** Events of an account broke off, or are back after that, while calls went on. */
  interrupted(account: Account): void {
    const watched = this.#watchedOf(account)
    if (!watched.link) return
    watched.wasLost = true
    watched.tries = 0
    this.#lost(account, watched)
    this.#settle(account, watched)
  }

  /** Tells whether a live event was fetched before, and tells the run under way of one that was not. */
  isRepeated({ postType, bytes }: EventFrame, account: Account): boolean {
    const watched = this.#accounts.get(account.selfId)
    if (!watched || (!watched.observe && watched.fetched.size === 0)) return false
    if (postType !== 'message' && postType !== 'message_sent') return false
    const sighting = sightingOf(bytes, account.selfId, versionKept(account).dialect)
    if (!sighting?.key) return false
    if (watched.fetched.get(chatKey(sighting.chat))?.has(sighting.key)) return true
    watched.observe?.(sighting, postType)
    return false
  }

  forget({ selfId }: Account): void {
    const watched = this.#accounts.get(selfId)
    if (!watched) return
    this.#stop(watched)
    watched.forgetFetched?.()
    this.#accounts.delete(selfId)
  }

  close(): void {
    for (const watched of this.#accounts.values()) {
      this.#stop(watched)
      watched.forgetFetched?.()
    }
    this.#accounts.clear()
  }

  #watchedOf({ selfId }: Account): WatchedAccount {
    const known = this.#accounts.get(selfId)
    if (known) return known
    const { clock, now } = this.#context
    const watched = newlyWatched({ kind: 'start', at: now() }, unixSeconds(clock))
    this.#accounts.set(selfId, watched)
    return watched
  }

  /** Notes where the gap begins; a later loss of the same series does not move it. */
  #lost({ selfId }: Account, watched: WatchedAccount): void {
    this.#stop(watched)
    if (watched.since) return
    const order = this.#context.last(selfId)
    watched.since = order ? { kind: 'after', order } : { kind: 'start', at: this.#context.now() }
    watched.lostAt = unixSeconds(this.#context.clock)
    this.#kept.save(selfId, watched.since, watched.lostAt)
  }

  /** The implementation did not answer: it may be busy, after its start. */
  #again(account: Account, watched: WatchedAccount): void {
    this.#stop(watched)
    if (++watched.tries < MOST_TRIES) this.#settle(account, watched, TRY_AGAIN_MS)
  }

  #settle(account: Account, watched: WatchedAccount, delayMs = SETTLE_MS): void {
    watched.settling = this.#context.clock.after(delayMs, () => {
      watched.settling = undefined
      void this.#run(account, watched)
    })
    watched.settling.unref?.()
  }

  #stop(watched: WatchedAccount): void {
    watched.settling?.()
    watched.settling = undefined
    watched.run?.abort()
    watched.run = undefined
    watched.observe = undefined
  }

  async #run(account: Account, watched: WatchedAccount): Promise<void> {
    const run = new AbortController()
    watched.run = run
    await this.#turn()
    try {
      const isComplete = !run.signal.aborted && (await this.#fetch(account, watched, run.signal))
      if (isComplete) this.#completed(account, watched)
      else if (!run.signal.aborted) this.#again(account, watched)
    } catch (error) {
      const why = error instanceof Error ? error.message : String(error)
      this.#context.log.warn({ account: account.selfId, why }, 'missed messages could not be fetched')
      if (!run.signal.aborted) this.#stop(watched)
    } finally {
      this.#turnOver()
    }
  }

  async #fetch(account: Account, watched: WatchedAccount, signal: AbortSignal): Promise<boolean> {
    const { selfId } = account
    const since = (await this.#kept.load(selfId, watched)) ?? watched.since
    if (!since || !watched.link || signal.aborted) return false
    const link = watched.link
    if (watched.fetchedCount > MOST_REMEMBERED) forgetFetched(watched)
    return fetchMissed({
      ...this.#context,
      account,
      link,
      since,
      wasLost: watched.wasLost,
      lostAt: watched.lostAt,
      lacking: this.#lackingOf(`${link.name} ${versionKept(account).name}`),
      passed: watched.passed,
      signal,
      observe: (observe) => {
        if (watched.run?.signal === signal) watched.observe = observe
      },
      fetched: (chat, message) => rememberFetched(watched, chat, message),
    })
  }

  #lackingOf(implementation: string): Set<string> {
    const lacking = this.#lacking.get(implementation) ?? new Set<string>()
    // One that names itself anew each time must not fill the memory.
    if (this.#lacking.size > MOST_IMPLEMENTATIONS) this.#lacking.clear()
    this.#lacking.set(implementation, lacking)
    return lacking
  }

  #completed({ selfId }: Account, watched: WatchedAccount): void {
    watched.since = undefined
    watched.run = undefined
    watched.observe = undefined
    this.#kept.forget(selfId)
    watched.forgetFetched?.()
    watched.forgetFetched = this.#context.clock.after(REMEMBERED_MS, () => forgetFetched(watched))
    watched.forgetFetched.unref?.()
  }

  async #turn(): Promise<void> {
    if (this.#running < MOST_RUNS) this.#running++
    else await new Promise<void>((resolve) => this.#waiting.push(resolve))
  }

  #turnOver(): void {
    const next = this.#waiting.shift()
    if (next) next()
    else this.#running--
  }
}
