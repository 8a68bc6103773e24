import type { Reply } from '@rookery/protocol'
import type { UpstreamEndpoint } from '@rookery/transport'

/** One logged-in QQ number. The hub keeps it while no connection serves it. */
export interface Account {
  /** Decimal text, exact beyond 2^53. */
  readonly selfId: string
  /**
   * Whether an implementation confirmed the login. Events alone may name any number: such an account can be used, but
   * never makes the choice of an account ambiguous.
   */
  isReal: boolean
  /** Connections that speak for the account. The first open one serves it; the others stand by. */
  readonly links: AccountUpstream[]
  /** Online state according to the last heartbeat. */
  online: boolean
  /** The last good answer to each action, used while the account is away. */
  readonly answers: Map<string, Reply>
  /** Events admitted. */
  events: number
  /** Admission of the last one, in milliseconds of the journal's clock. */
  lastEventAt?: number
}

export interface AccountUpstream {
  /** The name in `upstreams:`. */
  readonly name: string
  readonly upstream: UpstreamEndpoint
}

/** The accounts in order, those named by events only at the end. */
export const realFirst = (accounts: readonly Account[]): Account[] =>
  [...accounts].sort((a, b) => Number(b.isReal) - Number(a.isReal))

/** The connection that serves the account: the first open one; a closing one serves nobody. */
export const servingLink = (account: Account): AccountUpstream | undefined =>
  account.links.find(({ upstream }) => upstream.isOpen)

/** The connection that calls go over: the serving one, unless it is open for events alone. */
export function callLink(account: Account): AccountUpstream | undefined {
  const link = servingLink(account)
  return link?.upstream.takesCalls === false ? undefined : link
}

/** Whether calls can reach QQ, as far as the hub can tell. */
export const isOnline = (account: Account): boolean => servingLink(account) !== undefined && account.online
