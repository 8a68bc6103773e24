import type { Reply } from '@rookery/protocol'
import { type Clock, Subscribable, steadyOf, systemClock, type UpstreamFace } from '@rookery/transport'

/** One logged-in QQ number as the hub knows it. It stays known while nobody is there who serves it. */
export interface Account {
  /** Decimal text, exact beyond 2^53. */
  readonly selfId: string
  /**
   * Whether an implementation said that it is logged in there. Events alone may name anybody: such an account can be used, but
   * never makes ambiguous what another one is meant by.
   */
  isReal: boolean
  /** Connections that speak for it; the first that is open serves it, the others stand by. */
  readonly links: AccountUpstream[]
  /** Whether it is online, as its last heartbeat had it. */
  online: boolean
  /** The last good answers by action, for when it is away. */
  readonly answers: Map<string, Reply>
}

export interface AccountUpstream {
  /** The name in `upstreams:`. */
  readonly name: string
  readonly upstream: UpstreamFace
}

/** How sure it is that an account is logged in on a connection. */
export type Certainty =
  /** By `X-Self-ID`, a lifecycle event, or the answer to `get_login_info`. */
  | 'told'
  /** By any other event. */
  | 'heard'

export interface AccountsSettings {
  /** The names in config order. */
  readonly upstreams: readonly string[]
  /** Accounts that the config names: always let in, and never forgotten. */
  readonly configured?: Iterable<string>
  readonly limits: AccountLimits
  /** Default that of the machine. */
  readonly clock?: Clock
}

/** How many accounts are known at most, without those that the config names. */
export interface AccountLimits {
  /** Accounts of one upstream, over all its connections. */
  of(upstream: string): number
  readonly inAll: number
}

/** Outcome for an upstream at its limit: an account that was away was forgotten, or the new one was refused. */
export type Pressure = 'forgotten' | 'refused'

/** Accounts known for less than this are forgotten first, the one that is away for longest before the others. */
const KNOWN_AT_LEAST_MS = 1_000

interface Entry {
  readonly account: Account
  /** The one that it was first seen on, which it counts for. */
  readonly upstream: string
  readonly rank: number
  readonly seenAt: number
  /** When its last link left; those that have links are not forgotten. */
  awaySince: number
}

/** The accounts in the order of `upstreams:`, and within one upstream in the order of their appearance. */
export class Accounts {
  readonly #settings: AccountsSettings
  readonly #now: () => number
  readonly #configured: ReadonlySet<string>
  readonly #entries = new Map<string, Entry>()
  #sorted: readonly Account[] = []
  readonly #appeared = new Subscribable<[account: Account]>()
  readonly #forgotten = new Subscribable<[account: Account]>()
  readonly #pressed = new Subscribable<[upstream: string, outcome: Pressure]>()

  constructor(settings: AccountsSettings) {
    this.#settings = settings
    this.#now = steadyOf(settings.clock ?? systemClock)
    this.#configured = new Set(settings.configured)
  }

  /** Calls back once for each account that is seen, and again for one that was forgotten. */
  onAppear(listener: (account: Account) => void): () => void {
    return this.#appeared.subscribe(listener)
  }

  /** Calls back for an account of which nothing may be kept any more. */
  onForget(listener: (account: Account) => void): () => void {
    return this.#forgotten.subscribe(listener)
  }

  /** Calls back when the accounts of an upstream are at their limit. */
  onPressure(listener: (upstream: string, outcome: Pressure) => void): () => void {
    return this.#pressed.subscribe(listener)
  }

  get(selfId: string): Account | undefined {
    return this.#entries.get(selfId)?.account
  }

  all(): readonly Account[] {
    return this.#sorted
  }

  /** Why a connection of an upstream cannot speak for an account: there are too many that are all in use. */
  refusalOf(selfId: string, upstream: string): string | undefined {
    const full = this.#entries.has(selfId) ? undefined : this.#fullFor(selfId, upstream)
    if (!full || this.#leastMissed(full.entries)) return undefined
    this.#pressed.emit(upstream, 'refused')
    return full.why
  }

  /**
   * Lets a connection speak for an account. A connection of the same upstream is replaced and given back, to
   * be closed; one of another upstream goes on serving, and the new one stands by.
   */
  join(
    selfId: string,
    link: AccountUpstream,
    certainty: Certainty,
  ): { replaced?: AccountUpstream } | { refused: string } {
    const refused = this.refusalOf(selfId, link.name)
    if (refused !== undefined) return { refused }
    const account = this.get(selfId) ?? this.#add(selfId, link.name, certainty)
    if (certainty === 'told') account.isReal = true
    const same = account.links.findIndex((each) => each.name === link.name)
    const replaced = same < 0 ? undefined : account.links[same]
    account.links.splice(same < 0 ? account.links.length : same, 1, link)
    if (account.links[0] === link) account.online = true
    return replaced ? { replaced } : {}
  }

  leave(selfId: string, link: AccountUpstream): void {
    const entry = this.#entries.get(selfId)
    const links = entry?.account.links ?? []
    const at = links.indexOf(link)
    // By identity: a connection that was replaced must not take its successor away.
    if (!entry || at < 0) return
    links.splice(at, 1)
    // What the one before said of it is not known of the next.
    if (at === 0) entry.account.online = true
    entry.awaySince = this.#now()
  }

  /** Forgets an account that only ever was a name in events of a connection that turned out to be another one. */
  forgetUnproven(selfId: string): void {
    const entry = this.#entries.get(selfId)
    if (entry && !entry.account.isReal && entry.account.links.length === 0) this.#forget(entry)
  }

  #add(selfId: string, upstream: string, certainty: Certainty): Account {
    const full = this.#fullFor(selfId, upstream)
    const oldest = full && this.#leastMissed(full.entries)
    if (oldest) {
      this.#forget(oldest)
      this.#pressed.emit(upstream, 'forgotten')
    }
    const account: Account = {
      selfId,
      isReal: certainty === 'told',
      links: [],
      online: true,
      answers: new Map(),
    }
    const rank = this.#settings.upstreams.indexOf(upstream)
    const seenAt = this.#now()
    this.#entries.set(selfId, { account, upstream, rank, seenAt, awaySince: seenAt })
    this.#sort()
    this.#appeared.emit(account)
    return account
  }

  #forget({ account }: Entry): void {
    this.#entries.delete(account.selfId)
    this.#sort()
    this.#forgotten.emit(account)
  }

  /** Accounts of which one has to go before another can come; undefined while there is room. */
  #fullFor(
    selfId: string,
    upstream: string,
  ): { readonly entries: Entry[]; readonly why: string } | undefined {
    if (this.#configured.has(selfId)) return undefined
    const { limits } = this.#settings
    const counted = [...this.#entries.values()].filter((each) => !this.#configured.has(each.account.selfId))
    const own = counted.filter((each) => each.upstream === upstream)
    const most = limits.of(upstream)
    if (own.length >= most)
      return { entries: own, why: `upstream ${upstream} has ${most} accounts in use, its max_accounts` }
    if (counted.length < limits.inAll) return undefined
    return { entries: counted, why: `the hub has ${limits.inAll} accounts in use, and takes no more` }
  }

  /** Finds the account that is missed least: nobody speaks for it, it was never proven, or it is away for long by how long it was known. */
  #leastMissed(entries: readonly Entry[]): Entry | undefined {
    const now = this.#now()
    return entries
      .filter(({ account }) => account.links.length === 0)
      .sort(
        (a, b) =>
          Number(a.account.isReal) - Number(b.account.isReal) || absenceOf(b, now) - absenceOf(a, now),
      )
      .at(0)
  }

  #sort(): void {
    this.#sorted = [...this.#entries.values()].sort((a, b) => a.rank - b.rank).map((each) => each.account)
  }
}

/**
 * How long it is away, by how long it was known before: of ever new accounts that come and go, each one is away for long,
 * and one that was there for hours is not as soon as it restarts.
 */
const absenceOf = ({ seenAt, awaySince }: Entry, now: number): number =>
  (now - awaySince) / (awaySince - seenAt + KNOWN_AT_LEAST_MS)

/** Accounts in the order of `accounts`, but those that only events have named come last. */
export const realFirst = (accounts: readonly Account[]): Account[] =>
  [...accounts].sort((a, b) => Number(b.isReal) - Number(a.isReal))

/** The connection that serves it: the first that is open, for one that is being closed serves nobody. */
export const servingLink = (account: Account): AccountUpstream | undefined =>
  account.links.find(({ upstream }) => upstream.isOpen)

/** Whether calls to the account can reach QQ, as far as anybody can tell. */
export const isOnline = (account: Account): boolean => servingLink(account) !== undefined && account.online
