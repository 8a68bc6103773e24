import type { Reply } from '@rookery/protocol'
import type { UpstreamFace } from '@rookery/transport'

/** One logged-in QQ number as the hub knows it. It stays known while nobody is there who serves it. */
export interface Account {
  /** Decimal text, exact beyond 2^53. */
  readonly selfId: string
  /** Connections that speak for it; the first that is open serves it, the others stand by. */
  readonly links: AccountLink[]
  /** What its last heartbeat said. */
  online: boolean
  /** The last good answers by action, for when it is away. */
  readonly answers: Map<string, Reply>
}

export interface AccountLink {
  /** The name in `upstreams:`. */
  readonly name: string
  readonly upstream: UpstreamFace
}

/** The accounts in the order of `upstreams:`, and within one upstream in the order of their appearance. */
export class Accounts {
  readonly #order: readonly string[]
  readonly #accounts = new Map<string, { readonly account: Account; readonly rank: number }>()
  #sorted: readonly Account[] = []
  readonly #onNew: (account: Account) => void

  /** `upstreams` are the names in config order; `onNew` learns of every account once. */
  constructor(upstreams: readonly string[], onNew: (account: Account) => void) {
    this.#order = upstreams
    this.#onNew = onNew
  }

  get(selfId: string): Account | undefined {
    return this.#accounts.get(selfId)?.account
  }

  all(): readonly Account[] {
    return this.#sorted
  }

  /**
   * Lets a connection speak for an account. A connection of the same upstream is replaced and given back, to
   * be closed; one of another upstream goes on serving, and the new one stands by.
   */
  join(selfId: string, link: AccountLink): AccountLink | undefined {
    const account = this.get(selfId) ?? this.#add(selfId, link.name)
    const same = account.links.findIndex((each) => each.name === link.name)
    const replaced = same < 0 ? undefined : account.links[same]
    account.links.splice(same < 0 ? account.links.length : same, 1, link)
    if (account.links[0] === link) account.online = true
    return replaced
  }

  leave(selfId: string, link: AccountLink): void {
    const account = this.get(selfId)
    const at = account?.links.indexOf(link) ?? -1
    // By identity: a connection that was replaced must not take its successor away.
    if (!account || at < 0) return
    account.links.splice(at, 1)
    // What the one before said of it is not known of the next.
    if (at === 0) account.online = true
  }

  #add(selfId: string, upstream: string): Account {
    const account: Account = { selfId, links: [], online: true, answers: new Map() }
    this.#accounts.set(selfId, { account, rank: this.#order.indexOf(upstream) })
    this.#sorted = [...this.#accounts.values()].sort((a, b) => a.rank - b.rank).map((each) => each.account)
    this.#onNew(account)
    return account
  }
}

/** The connection that serves it: the first that is open, for one that is being closed serves nobody. */
export const servingLink = (account: Account): AccountLink | undefined =>
  account.links.find(({ upstream }) => upstream.isOpen)

/** Whether calls to the account can reach QQ, as far as anybody can tell. */
export const isOnline = (account: Account): boolean => servingLink(account) !== undefined && account.online
