import type { Implementation } from '@rookery/protocol'
import type { ReplyValue, UpstreamEndpoint } from '@rookery/transport'
import type { Health } from './health.js'

/** State of an account: `away`, no connection; `offline`, QQ is logged off or heartbeats are missing; `online`. */
export type AccountState = 'away' | 'offline' | 'online'

/** One way to reach an account. */
export interface AccountLink {
  readonly upstream: UpstreamEndpoint<ReplyValue>
  /** A WebSocket is preferred to HTTP. */
  readonly by: 'ws' | 'http'
  /** Whether calls can go over it: not while only its event connection is open. */
  readonly takesCalls: boolean
  /** Several accounts share this link: a call must name the one it is for. */
  readonly isShared: boolean
}

/** A QQ account that the bot speaks through, whichever links it has at the moment. */
export class Account {
  /** Decimal text, exact beyond 2^53. */
  readonly self_id: string
  /** Implementation that the account runs on; undefined when it is unknown or not in our tables. */
  implementation: Implementation | undefined
  /** Ids of messages that the account has sent. */
  readonly sent = new SentMessages()
  /** Health of its QQ session. */
  health: Health = 'well'
  /** Whether anything came from it since its heartbeats were last checked. */
  wasHeard = false
  #links: readonly AccountLink[] = []

  constructor(self_id: string) {
    this.self_id = self_id
  }

  get state(): AccountState {
    if (this.#links.length === 0) return 'away'
    return this.health === 'well' ? 'online' : 'offline'
  }

  /** Link that calls use: the newest WebSocket, else the newest HTTP link. */
  link(): AccountLink | undefined {
    const open = this.#links.filter(({ takesCalls }) => takesCalls)
    return open.findLast(({ by }) => by === 'ws') ?? open.at(-1)
  }

  join(link: AccountLink): void {
    if (!this.#links.includes(link)) this.#links = [...this.#links, link]
  }

  /** Removes a link. Links that replaced it stay. */
  leave(link: AccountLink): void {
    this.#links = this.#links.filter((each) => each !== link)
    if (this.#links.length === 0) this.health = 'well'
  }
}

/** Ids that are kept: people reply to recent messages. */
const MAX_KEPT = 1_000

/**
 * Ids of messages that an account has sent, as far as the bot knows them. A message that quotes one addresses the bot.
 */
export class SentMessages extends Set<string> {
  /** Records the id of a message that was sent, and drops the oldest of too many. Anything else is ignored. */
  note(message_id: unknown): void {
    if (typeof message_id !== 'number' && typeof message_id !== 'string') return
    this.add(String(message_id))
    const [oldest] = this
    if (this.size > MAX_KEPT && oldest !== undefined) this.delete(oldest)
  }
}
