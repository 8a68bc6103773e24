import type { Implementation } from '@rookery/protocol'
import type { UpstreamFace } from '@rookery/transport'

/**
 * How an account is: `away` without any connection; `offline` when its QQ is logged off, or its heartbeats stay away;
 * `online`.
 */
export type AccountState = 'away' | 'offline' | 'online'

/** Reported state of the QQ session. Assumed `well` until told otherwise. */
export type Health = 'well' | 'silent' | 'logged off'

/** One way to reach an account. */
export interface AccountLink {
  readonly face: UpstreamFace
  /** A WebSocket is preferred to HTTP. */
  readonly by: 'ws' | 'http'
  /** Whether calls can go over it: not while only the connection for events is there. */
  readonly takesCalls: boolean
  /** More accounts are behind it: a call must say which one it is for. */
  readonly isShared: boolean
}

/** A QQ account that the bot speaks through, whichever links it has at the moment. */
export class Account {
  /** Decimal text, exact beyond 2^53. */
  readonly self_id: string
  /** What it runs on, where that is one that is known here. */
  implementation: Implementation | undefined
  /** What it has said. */
  readonly sent = new SentMessages()
  #links: readonly AccountLink[] = []
  #health: Health = 'well'

  constructor(self_id: string) {
    this.self_id = self_id
  }

  get state(): AccountState {
    if (this.#links.length === 0) return 'away'
    return this.#health === 'well' ? 'online' : 'offline'
  }

  get health(): Health {
    return this.#health
  }

  set health(health: Health) {
    this.#health = health
  }

  /** What calls go over: the newest WebSocket, HTTP where there is none. */
  link(): AccountLink | undefined {
    const open = this.#links.filter(({ takesCalls }) => takesCalls)
    return open.findLast(({ by }) => by === 'ws') ?? open.at(-1)
  }

  join(link: AccountLink): void {
    if (!this.#links.includes(link)) this.#links = [...this.#links, link]
  }

  /** Forgets a link; an older one's end takes nothing from a newer one. */
  leave(link: AccountLink): void {
    this.#links = this.#links.filter((each) => each !== link)
    if (this.#links.length === 0) this.#health = 'well'
  }
}

/** People answer what was said lately. */
const MAX_KEPT = 1_000

/** The ids of what an account has said, as far as the bot heard of it: who quotes one of these speaks to the bot. */
export class SentMessages {
  readonly #ids = new Set<string>()

  /** Notes what was sent; nothing where there is no id of it. */
  note(message_id: unknown): void {
    if (typeof message_id !== 'number' && typeof message_id !== 'string') return
    this.#ids.add(String(message_id))
    const [oldest] = this.#ids
    if (this.#ids.size > MAX_KEPT && oldest !== undefined) this.#ids.delete(oldest)
  }

  has(message_id: string | undefined): boolean {
    return message_id !== undefined && this.#ids.has(message_id)
  }
}
