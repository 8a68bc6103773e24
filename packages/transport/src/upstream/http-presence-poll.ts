import { makeCall, type Reply } from '@rookery/protocol'
import type { Clock } from '../time/clock.js'
import { ASK_AGAIN_MS, PROBE_TIMEOUT_MS } from './account-probe.js'
import type { UpstreamEndpoint } from './upstream-endpoint.js'

/** Milliseconds between two questions whether QQ is online. */
const POLL_MS = 15_000

/** Settings of a poll: the API, and the params of each question. */
export interface HttpPresencePollSettings<R = Reply> {
  readonly upstream: UpstreamEndpoint<R>
  /** Params of each question, such as the `self_id` that a hub wants. */
  readonly params?: Readonly<Record<string, unknown>>
  readonly clock: Clock
}

/** Callbacks of a poll; each tells by its result whether the implementation is there. */
export interface HttpPresencePollHandler<R = Reply> {
  /** Whether the account is known: then its status is asked, otherwise who is logged in. */
  isLoggedIn(): boolean
  /** Takes an answer to `get_login_info`. */
  login(reply: R): boolean
  /** Takes an answer to `get_status`. */
  status(reply: R): boolean
}

/**
 * Polls an HTTP API for the account that is logged in, and for whether QQ is still online: over HTTP nothing else shows
 * that the implementation is there.
 */
export class HttpPresencePoll<R = Reply> {
  readonly #settings: HttpPresencePollSettings<R>
  readonly #handler: HttpPresencePollHandler<R>
  #state: 'polling' | 'closed' = 'polling'
  #cancel: () => void = () => {}

  constructor(settings: HttpPresencePollSettings<R>, handler: HttpPresencePollHandler<R>) {
    this.#settings = settings
    this.#handler = handler
  }

  /** Asks now, and from then on now and then. */
  start(): void {
    void this.#ask()
  }

  /** Ends it; an answer that is still under way is dropped. */
  close(): void {
    this.#state = 'closed'
    this.#cancel()
  }

  async #ask(): Promise<void> {
    const { upstream, params, clock } = this.#settings
    const isLoggedIn = this.#handler.isLoggedIn()
    const call = makeCall(isLoggedIn ? 'get_status' : 'get_login_info', params)
    const reply = await upstream.call(call, { timeoutMs: PROBE_TIMEOUT_MS, keepsSelfId: true })
    if (this.#state === 'closed' || !upstream.isOpen) return
    const isThere = isLoggedIn ? this.#handler.status(reply) : this.#handler.login(reply)
    this.#cancel = clock.after(isThere ? POLL_MS : ASK_AGAIN_MS, () => void this.#ask())
  }
}
