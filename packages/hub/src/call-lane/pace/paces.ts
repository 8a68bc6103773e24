import { isDeepStrictEqual } from 'node:util'
import { type Clock, steadyOf } from '@rookery/transport'
import { type Account, callLink } from '../../accounts/accounts.js'
import { type Log, tellAbsence } from '../../log/log.js'
import { SummedUp } from '../../log/summed-up.js'
import { limitsOf, type PaceLimits, type PaceOptions } from '../../traffic-options.js'
import { AccountPace } from './account-pace.js'

/** Paces as the config has them. */
export interface PaceSettings {
  /** Pace of upstreams without one of their own. */
  readonly pace: PaceOptions
  /** Paces of their own, by the name of the upstream. */
  readonly upstreams: ReadonlyMap<string, PaceOptions>
}

export interface PacesContext extends PaceSettings {
  readonly clock: Clock
  readonly log: Log
  /** A random number from 0 to 1. Default: the machine's. */
  readonly random?: (() => number) | undefined
}

/** The paces of one account: over each upstream that has served it, and the one that does now. */
interface Entry {
  readonly all: Map<string, AccountPace | undefined>
  upstream: string | undefined
  pace: AccountPace | undefined
  loginAt: number
}

/** The paces of all accounts. */
export class Paces {
  /** Whether no account is paced. */
  isOff = true
  readonly #context: PacesContext
  readonly #now: () => number
  #limits: PaceLimits | undefined
  #ownLimits: ReadonlyMap<string, PaceLimits | undefined> = new Map()
  readonly #entries = new Map<Account, Entry>()
  #state: 'open' | 'closed' = 'open'

  constructor(context: PacesContext) {
    this.#context = context
    this.#now = steadyOf(context.clock)
    this.#set(context)
  }

  /** Goes by other settings. Sends that wait by a pace that is another one now go their way anew. */
  configure(settings: PaceSettings): void {
    const before = { limits: this.#limits, own: this.#ownLimits }
    this.#set(settings)
    for (const [account, entry] of this.#entries) {
      for (const [upstream, pace] of entry.all) {
        const former = before.own.has(upstream) ? before.own.get(upstream) : before.limits
        const limits = this.#limitsOver(upstream)
        if (isDeepStrictEqual(former, limits)) continue
        if (pace && limits) pace.configure(limits)
        else this.#giveUp(upstream, entry)
      }
      this.linksChanged(account)
    }
  }

  /** Gives up the pace over an upstream: it is off now, or was so far. */
  #giveUp(upstream: string, entry: Entry): void {
    const pace = entry.all.get(upstream)
    entry.all.delete(upstream)
    if (entry.upstream === upstream) entry.upstream = undefined
    pace?.restart()
  }

  #set({ pace, upstreams }: PaceSettings): void {
    this.#limits = limitsOf(pace)
    this.#ownLimits = new Map([...upstreams].map(([name, own]) => [name, limitsOf(own)]))
    this.isOff = this.#limits === undefined && [...this.#ownLimits.values()].every((each) => !each)
  }

  #limitsOver(upstream: string): PaceLimits | undefined {
    return this.#ownLimits.has(upstream) ? this.#ownLimits.get(upstream) : this.#limits
  }

  /** The pace of an account over the upstream that serves it; undefined where it is off. */
  of(account: Account, upstream: string | undefined): AccountPace | undefined {
    const entry = this.#entryOf(account)
    return entry.upstream === upstream ? entry.pace : this.#turnTo(upstream, entry, account)
  }

  /** An account is there for the first time, or online again after it was reported offline. */
  loggedIn(account: Account): void {
    this.#entryOf(account).loginAt = this.#now()
  }

  /** Has the sends that wait for a connection that no longer serves their account go another way. */
  linksChanged(account: Account): void {
    if (this.#entries.has(account)) this.of(account, callLink(account)?.name)
  }

  /** Answers what waits for an account that was forgotten. */
  forget(account: Account): void {
    const entry = this.#entries.get(account)
    this.#entries.delete(account)
    for (const pace of entry?.all.values() ?? []) pace?.close(`account ${account.selfId} was forgotten`)
  }

  /** Answers everything that waits. */
  close(): void {
    this.#state = 'closed'
    for (const { all } of this.#entries.values())
      for (const pace of all.values()) pace?.close('the hub stops')
  }

  #entryOf(account: Account): Entry {
    const known = this.#entries.get(account)
    if (known) return known
    const entry = { all: new Map(), upstream: undefined, pace: undefined, loginAt: this.#now() }
    this.#entries.set(account, entry)
    return entry
  }

  /** Has another upstream serve the account, or none. */
  #turnTo(upstream: string | undefined, entry: Entry, account: Account): AccountPace | undefined {
    const { pace: former } = entry
    entry.upstream = upstream
    entry.pace = upstream === undefined ? undefined : this.#paceOver(upstream, entry, account)
    former?.restart()
    return entry.pace
  }

  #paceOver(upstream: string, entry: Entry, account: Account): AccountPace | undefined {
    if (entry.all.has(upstream)) return entry.all.get(upstream)
    const limits = this.#limitsOver(upstream)
    const pace = limits && this.#make(upstream, limits, entry, account)
    if (this.#state === 'closed') pace?.close('the hub stops')
    entry.all.set(upstream, pace)
    return pace
  }

  #make(upstream: string, limits: PaceLimits, entry: Entry, { selfId }: Account): AccountPace {
    const { clock, random = Math.random } = this.#context
    const telling = this.#tellingOf({ account: selfId, upstream })
    return new AccountPace({ limits, clock, random, loginAt: () => entry.loginAt, ...telling })
  }

  /** Logs what happens to an account's sends. */
  #tellingOf(fields: { readonly account: string; readonly upstream: string }) {
    const { clock, log } = this.#context
    const refusals = new SummedUp(clock, (count) =>
      log.warn({ ...fields, count }, 'sends refused: their turn would come after the deadline, see pace'),
    )
    const slowings = new SummedUp(clock, (count, sign) =>
      log.warn({ ...fields, count, sign }, 'sends slowed: QQ may limit the account'),
    )
    let isStopped = false
    const stop = tellAbsence(
      (sign, { retryMs, still, lasting }) =>
        log.warn(
          { ...fields, sign, retryMs, ...(still && lasting) },
          `sends ${still}stopped: QQ may limit the account`,
        ),
      clock,
    )
    return {
      refused: () => refusals.add(''),
      slowed: (sign: string) => slowings.add(sign),
      stopped: (sign: string, forMs: number) => {
        isStopped = true
        stop.lost(sign, forMs)
      },
      resumed: () => {
        isStopped = false
        stop.over(
          () => !isStopped,
          () => log.info(fields, 'sends go on'),
        )
      },
    }
  }
}
