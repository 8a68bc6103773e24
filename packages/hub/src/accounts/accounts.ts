import { type Clock, Subscribable, steadyOf, systemClock } from '@rookery/transport'
import { type Account, type AccountUpstream, isOnline } from './account.js'
import { absenceOf, type Entry } from './entry.js'

export {
  type Account,
  type AccountUpstream,
  callLink,
  isOnline,
  realFirst,
  servingLink,
} from './account.js'

/** How certain it is that an account is logged in on a connection. */
export type Certainty =
  /** By `X-Self-ID`, a lifecycle event, or the answer to `get_login_info`. */
  | 'told'
  /** By any other event. */
  | 'heard'

export interface AccountsSettings {
  /** The names in config order. */
  readonly upstreams: readonly string[]
  /** Accounts named in the config: always admitted, never forgotten. */
  readonly configured?: Iterable<string>
  readonly limits: AccountLimits
  /** Default: the machine's clock. */
  readonly clock?: Clock
}

/** Limits on the number of known accounts. Configured accounts do not count. */
export interface AccountLimits {
  /** Limit for one upstream, over all its connections. */
  of(upstream: string): number
  readonly inAll: number
}

/** Outcome for an upstream at its limit: an account that was away was forgotten, or the new one was refused. */
export type Pressure = 'forgotten' | 'refused'

/** Rank of accounts whose upstream is gone. */
const LAST = Number.MAX_SAFE_INTEGER

/** Known accounts, in the order of `upstreams:` and, within one upstream, of first appearance. */
export class Accounts {
  #settings: AccountsSettings
  readonly #clock: Clock
  readonly #now: () => number
  #forgottenEvents = 0
  #configured: ReadonlySet<string>
  readonly #entries = new Map<string, Entry>()
  #sorted: readonly Account[] = []
  readonly #appeared = new Subscribable<[account: Account]>()
  readonly #forgotten = new Subscribable<[account: Account]>()
  readonly #linked = new Subscribable<[account: Account]>()
  readonly #interrupted = new Subscribable<[account: Account]>()
  readonly #online = new Subscribable<[account: Account]>()
  readonly #pressed = new Subscribable<[upstream: string, outcome: Pressure]>()

  constructor(settings: AccountsSettings) {
    this.#settings = settings
    this.#clock = settings.clock ?? systemClock
    this.#now = steadyOf(this.#clock)
    this.#configured = new Set(settings.configured)
  }

  /** Takes the order, the names and the limits of another config. */
  configure(settings: AccountsSettings): void {
    this.#settings = settings
    this.#configured = new Set(settings.configured)
    for (const entry of this.#entries.values()) {
      const rank = settings.upstreams.indexOf(entry.upstream)
      entry.rank = rank < 0 && entry.rank >= 0 ? LAST : rank
    }
    this.#sort()
  }

  /** Forgets the accounts of an upstream that is gone for good, but those that another one serves, or that the config names. */
  upstreamGone(upstream: string): void {
    for (const entry of [...this.#entries.values()].filter((each) => each.upstream === upstream)) {
      const [link] = entry.account.links
      if (link) entry.upstream = link.name
      else if (!this.#configured.has(entry.account.selfId)) this.#forget(entry)
    }
    this.configure(this.#settings)
  }

  /** Subscribes to accounts that appear: for the first time, or again after they were forgotten. */
  onAppear(listener: (account: Account) => void): () => void {
    return this.#appeared.subscribe(listener)
  }

  /** Subscribes to accounts that are forgotten; listeners drop whatever they keep for the account. */
  onForget(listener: (account: Account) => void): () => void {
    return this.#forgotten.subscribe(listener)
  }

  /** Subscribes to accounts whose connections came, went, or began or ceased to take calls. */
  onLinksChanged(listener: (account: Account) => void): () => void {
    return this.#linked.subscribe(listener)
  }

  /** Tells that a connection of an account takes calls now, or takes none any more. */
  linksChanged(account: Account): void {
    this.#stand(account)
    this.#linked.emit(account)
  }

  /** Subscribes to accounts whose implementation reports them online or offline, other than before. */
  onOnlineChanged(listener: (account: Account) => void): () => void {
    return this.#online.subscribe(listener)
  }

  /** Takes the report of the serving connection that its account is online or offline; a repeated one changes nothing. */
  reported(account: Account, online: boolean): void {
    if (account.online === online) return
    account.online = online
    this.#stand(account)
    this.#online.emit(account)
  }

  /** Subscribes to accounts of which events may have been missed, though a connection for calls stayed. */
  onInterrupted(listener: (account: Account) => void): () => void {
    return this.#interrupted.subscribe(listener)
  }

  /** Tells that the events of an account broke off, or are back after that. */
  interrupted(account: Account): void {
    this.#interrupted.emit(account)
  }

  /** Subscribes to upstreams that reach their account limit. */
  onPressure(listener: (upstream: string, outcome: Pressure) => void): () => void {
    return this.#pressed.subscribe(listener)
  }

  get(selfId: string): Account | undefined {
    return this.#entries.get(selfId)?.account
  }

  all(): readonly Account[] {
    return this.#sorted
  }

  /** Accounts of the config that no implementation has shown yet. */
  neverSeen(): string[] {
    return [...this.#configured].filter((each) => !this.#entries.has(each))
  }

  /** Unix milliseconds since when an account is online, or is not. */
  sinceOf({ selfId }: Account): number {
    return this.#entries.get(selfId)?.standing.since ?? this.#clock.now()
  }

  /** The upstream that an account counts to: the first that named it, while that one is there. */
  upstreamOf({ selfId }: Account): string | undefined {
    return this.#entries.get(selfId)?.upstream
  }

  /** Number of all events admitted, those of forgotten accounts included. */
  get events(): number {
    let events = this.#forgottenEvents
    for (const each of this.#sorted) events += each.events
    return events
  }

  /**
   * Reason why a connection of an upstream may not speak for an account: the limit is reached, and all accounts are
   * in use.
   */
  refusalOf(selfId: string, upstream: string): string | undefined {
    const full = this.#entries.has(selfId) ? undefined : this.#fullFor(selfId, upstream)
    if (!full || this.#leastMissed(full.entries)) return undefined
    this.#pressed.emit(upstream, 'refused')
    return full.why
  }

  /**
   * Lets a connection speak for an account. Returns the connection of the same upstream that it replaces, for the
   * caller to close. A connection of another upstream keeps serving, and the new one stands by.
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
    this.linksChanged(account)
    return replaced ? { replaced } : {}
  }

  leave(selfId: string, link: AccountUpstream): void {
    const entry = this.#entries.get(selfId)
    const links = entry?.account.links ?? []
    const at = links.indexOf(link)
    // By identity: a replaced connection must not remove its successor.
    if (!entry || at < 0) return
    links.splice(at, 1)
    // The next connection's state is unknown: assume online.
    if (at === 0) entry.account.online = true
    entry.awaySince = this.#now()
    this.linksChanged(entry.account)
  }

  /** Forgets an account that was only ever named in events of a connection that turned out to be another account's. */
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
      events: 0,
    }
    const rank = this.#settings.upstreams.indexOf(upstream)
    const seenAt = this.#now()
    const standing = { isOnline: false, since: this.#clock.now() }
    this.#entries.set(selfId, { account, upstream, rank, seenAt, awaySince: seenAt, standing })
    this.#sort()
    this.#appeared.emit(account)
    return account
  }

  /** Notes since when it is online, or is not. */
  #stand(account: Account): void {
    const entry = this.#entries.get(account.selfId)
    const online = isOnline(account)
    if (entry && entry.standing.isOnline !== online)
      entry.standing = { isOnline: online, since: this.#clock.now() }
  }

  #forget({ account }: Entry): void {
    this.#entries.delete(account.selfId)
    this.#forgottenEvents += account.events
    this.#sort()
    this.#forgotten.emit(account)
  }

  /** Accounts of which one must be forgotten before another is added; undefined while there is room. */
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
    return { entries: counted, why: `the hub has ${limits.inAll} accounts in use, its limit` }
  }

  /** Finds the account to forget: without links, never proven, or with the longest absence relative to its age. */
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
