import type { HeartbeatEvent, IdInput, OneBotEvent } from '@rookery/protocol'
import {
  AccountProbe,
  type Clock,
  type Link,
  type Login,
  type ReplyValue,
  type SplitUpstreamHandler,
  Upstream,
  type UpstreamEndpoint,
  valueReader,
} from '@rookery/transport'
import type { Account, AccountLink } from '../accounts/account.js'
import type { Accounts } from '../accounts/accounts.js'
import { signOf } from '../accounts/health.js'
import type { Heartbeats } from '../accounts/heartbeats.js'
import type { QuickSlot } from '../events/quick-slot.js'
import { implementationOf } from './implementation-of.js'

/** Longest wait for `get_version_info`, in milliseconds: `bot.connect` waits for it. */
const VERSION_TIMEOUT_MS = 2_000
/** As many as a hub has at most: one connection may carry them all. */
const MAX_ACCOUNTS = 1_000

/** Settings of a link, but how it is opened. */
export interface LinkSettings {
  /** Account, if the connection names it. */
  readonly self_id?: IdInput | undefined
  /** Whether several accounts are behind it from the start, as with a hub's `?self_id=all`. */
  readonly isShared?: boolean
  /** Called with the reason why input could not be used. */
  readonly dropped?: (why: string) => void
}

export interface JoinSettings extends LinkSettings {
  readonly by: AccountLink['by']
  /** Opens the connection; its events and news go to the handler. */
  readonly open: (handler: SplitUpstreamHandler<OneBotEvent>) => UpstreamEndpoint<ReplyValue>
}

/** Parts of the bot that a link uses. */
export interface JoinHost extends IntakeHost {
  readonly clock: Clock
}

/** Connection of an implementation or a hub: it finds out which accounts it carries, and passes on their events. */
export class JoinedLink implements AccountLink {
  readonly upstream: UpstreamEndpoint<ReplyValue>
  readonly by: AccountLink['by']
  /** Settles with the first account; with undefined if the link closed before. */
  readonly known: Promise<Account | undefined>
  readonly #host: JoinHost
  readonly #isShared: boolean
  readonly #accounts = new Map<string, Account>()
  readonly #probe: AccountProbe<ReplyValue>
  #tellKnown: (account: Account | undefined) => void = () => {}

  constructor(settings: JoinSettings, host: JoinHost) {
    const { open, by, self_id, isShared = false, dropped = () => {} } = settings
    this.by = by
    this.#host = host
    this.#isShared = isShared
    const { clock } = host
    const upstream = open({
      event: (event) => this.event(event),
      dropped,
      // They could not be requested while the connection of role API was away.
      joined: (role) => (role === 'API' ? this.#askVersions() : undefined),
    })
    this.upstream = upstream
    this.#probe = new AccountProbe({ upstream, loginOf, maxAccounts: MAX_ACCOUNTS, clock })
    this.known = new Promise((resolve) => {
      this.#tellKnown = resolve
    })
    upstream.closed.then(() => this.leave())
    if (self_id !== undefined) this.bind(self_id)
  }

  get takesCalls(): boolean {
    return this.upstream.isOpen && this.upstream.takesCalls !== false
  }

  get isShared(): boolean {
    return this.#isShared || this.#accounts.size > 1
  }

  /** Takes an event; one that names no account belongs to the only account of the link. */
  event(event: OneBotEvent): void {
    const selfId = selfIdOf(event)
    const account = selfId === undefined ? this.#first() : (this.#accounts.get(selfId) ?? this.bind(selfId))
    if (!account) return
    if (isHeartbeat(event)) this.#probe.heartbeat(account.self_id, event.interval)
    takeEvent(this.#host, account, event)
  }

  /**
   * Asks until the logged-in account is known, unless the connection named it; calls `nobody` each time that none is.
   */
  ask(nobody: () => void = () => {}): Promise<void> {
    return this.#probe.askUntilLogin((login) => this.#heard(login), nobody)
  }

  /** Asks for the logged-in account; with several accounts the answer may name none. */
  async askOnce(): Promise<void> {
    this.#heard(await this.#probe.askLogin())
  }

  /** Adds this link to an account; undefined if it has too many accounts. */
  bind(self_id: IdInput): Account | undefined {
    const account = this.#host.accounts.getOrCreate(self_id)
    if (this.#accounts.has(account.self_id)) return account
    if (!this.upstream.isOpen || !this.#probe.hasRoomFor(account.self_id)) return undefined
    this.#probe.carry(account.self_id)
    this.#accounts.set(account.self_id, account)
    this.#host.accounts.join(self_id, this)
    void this.#askVersion(account).then(() => this.#tellKnown(account))
    return account
  }

  /** Removes this link from its accounts. */
  leave(): void {
    for (const account of this.#accounts.values()) {
      this.#probe.leave(account.self_id)
      this.#host.accounts.leave(account, this)
    }
    this.#accounts.clear()
    if (!this.upstream.isOpen) this.#tellKnown(undefined)
  }

  #askVersions(): void {
    for (const account of this.#accounts.values()) void this.#askVersion(account)
  }

  /** Requests the account's implementation, for `bot.is`. */
  async #askVersion(account: Account): Promise<void> {
    const selfId = this.isShared ? account.self_id : undefined
    const reply = await this.#probe.askVersion({ selfId, timeoutMs: VERSION_TIMEOUT_MS })
    const { app_name } = (reply.data ?? {}) as { readonly app_name?: unknown }
    account.implementation = implementationOf(app_name) ?? account.implementation
  }

  #first(): Account | undefined {
    const [first] = this.#accounts.values()
    return first
  }

  #heard({ selfId }: Login<ReplyValue>): void {
    if (selfId !== undefined) this.bind(selfId)
  }
}

/** Joins an open link. */
export const joinLink = (link: Link, settings: LinkSettings, host: JoinHost): JoinedLink =>
  new JoinedLink(
    { ...settings, by: 'ws', open: (handler) => new Upstream(link, handler, { reader: valueReader }) },
    host,
  )

/** The account in an answer to `get_login_info`; some implementations say 0 before the login. */
export function loginOf({ data }: ReplyValue): string | undefined {
  const { user_id } = (data ?? {}) as { readonly user_id?: unknown }
  if (typeof user_id !== 'string' && typeof user_id !== 'number') return undefined
  const id = String(user_id)
  return /^[1-9]\d*$/.test(id) ? id : undefined
}

/** Parts of the bot that an incoming event passes through. */
export interface IntakeHost {
  readonly accounts: Accounts
  readonly heartbeats: Heartbeats
  /** The handler of events. */
  readonly engine: { receive(account: Account, event: OneBotEvent, quick?: QuickSlot): void }
  /** Reports an error with the event that caused it. */
  readonly errors: { tell(error: unknown, event: OneBotEvent): void }
}

/** Updates the account's health from an event, and passes it on. */
export function takeEvent(host: IntakeHost, account: Account, event: OneBotEvent, quick?: QuickSlot): void {
  // Malformed events must not break the connection.
  try {
    updateAccount(host, account, event)
    host.engine.receive(account, event, quick)
  } catch (error) {
    quick?.done()
    host.errors.tell(error, event)
  }
}

/** Updates an account from what an event says of it: its health, its heartbeats, and the messages that it sent. */
function updateAccount({ accounts, heartbeats }: IntakeHost, account: Account, event: OneBotEvent): void {
  account.wasHeard = true
  // Most events are messages of an account that is well, and say nothing of it.
  if (event.post_type === 'message' && account.health === 'well') return
  accounts.report(account, signOf(event))
  if (event.post_type === 'message_sent') account.sent.note(event.message_id)
  if (!isHeartbeat(event)) return
  const { interval }: { readonly interval: unknown } = event
  if (typeof interval === 'number' && interval > 0) heartbeats.beat(account, interval)
}

const isHeartbeat = (event: OneBotEvent): event is HeartbeatEvent =>
  event.post_type === 'meta_event' && event.meta_event_type === 'heartbeat'

/** The account that an event names, as decimal text. Ids have at most 64 bits; some implementations write 0 for none. */
export function selfIdOf({ self_id }: { readonly self_id?: unknown }): string | undefined {
  if (typeof self_id === 'number')
    return Number.isSafeInteger(self_id) && self_id > 0 ? `${self_id}` : undefined
  return typeof self_id === 'string' && /^[1-9]\d{0,19}$/.test(self_id) ? self_id : undefined
}
