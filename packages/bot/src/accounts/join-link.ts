import {
  type EventFrame,
  type IdInput,
  makeCall,
  type OneBotEvent,
  parseExact,
  replyBody,
} from '@rookery/protocol'
import type { UpstreamFace } from '@rookery/transport'
import type { Account, AccountLink } from './account.js'
import type { Accounts } from './accounts.js'

/** What is done with what an implementation tells. */
export interface LinkHost {
  readonly accounts: Accounts
  event(account: Account, event: OneBotEvent): void
}

const LOGIN_TIMEOUT_MS = 10_000

/** The connection of an implementation: it finds out whose it is, and passes events on with their account. */
export class JoinedLink {
  /** Settles when the account is known, or the link closed before. */
  readonly known: Promise<void>
  readonly #host: LinkHost
  readonly #link: AccountLink
  #account: Account | undefined
  #tellKnown: () => void = () => {}

  constructor(link: AccountLink, self_id: IdInput | undefined, host: LinkHost) {
    this.#link = link
    this.#host = host
    this.known = new Promise((resolve) => {
      this.#tellKnown = resolve
    })
    link.face.closed.then(() => this.#leave())
    if (self_id !== undefined) this.#bind(self_id)
  }

  /** Takes an event; one without an account is of the account that the link has. */
  event({ bytes, selfId }: EventFrame): void {
    if (selfId !== undefined && this.#account === undefined) this.#bind(selfId)
    const account = selfId === undefined ? this.#account : this.#host.accounts.of(selfId)
    if (!account) return
    const event = parseExact(textOf(bytes)) as OneBotEvent
    this.#health(account, event)
    this.#host.event(account, event)
  }

  /** Asks who is logged in, where the connection did not say. */
  async ask(): Promise<void> {
    const reply = await this.#link.face.call(makeCall('get_login_info'), { timeoutMs: LOGIN_TIMEOUT_MS })
    const { user_id } = (replyBody(reply).data ?? {}) as { readonly user_id?: IdInput }
    if (user_id !== undefined && this.#account === undefined) this.#bind(user_id)
  }

  #bind(self_id: IdInput): void {
    if (!this.#link.face.isOpen) return
    this.#account = this.#host.accounts.join(self_id, this.#link)
    this.#tellKnown()
  }

  /** A heartbeat tells of QQ itself what the connection cannot. */
  #health(account: Account, event: OneBotEvent): void {
    if (event.post_type === 'meta_event' && event.meta_event_type === 'heartbeat') {
      this.#host.accounts.setOnline(account, event.status?.online !== false)
    }
    if (event.post_type !== 'notice') return
    if (event.notice_type === 'bot_offline') this.#host.accounts.setOnline(account, false)
    if (event.notice_type === 'bot_online') this.#host.accounts.setOnline(account, true)
  }

  #leave(): void {
    if (this.#account) this.#host.accounts.leave(this.#account, this.#link)
    this.#tellKnown()
  }
}

export const asLink = (face: UpstreamFace, by: AccountLink['by']): AccountLink => ({ face, by })

const textOf = (bytes: Uint8Array): string =>
  Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length).toString()
