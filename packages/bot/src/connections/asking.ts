import { type IdInput, makeCall } from '@rookery/protocol'
import type { Account } from '../accounts/account.js'
import { type CallResult, readResult } from '../calls/read-result.js'
import type { ConnectionHost } from './connection.js'
import { isId, type JoinedLink } from './join-link.js'

/** Interval of the presence poll: over HTTP nothing else shows whether the implementation is there. */
const ASK_EVERY_MS = 15_000
const ASK_SOON_MS = 2_000
const ASK_TIMEOUT_MS = 10_000

interface Told {
  /** An account answers, for the first time or again. */
  arrived(account: Account): void
  /** Nothing answers, or no account is logged in. */
  lost(result: CallResult): void
}

/** Polls an HTTP API for the account that is logged in, and for whether QQ is still online. */
export class Asking {
  readonly #joined: JoinedLink
  readonly #named: Readonly<Record<string, unknown>>
  readonly #host: ConnectionHost
  readonly #told: Told
  #account: Account | undefined
  #cancel: () => void = () => {}

  constructor(joined: JoinedLink, self_id: IdInput | undefined, host: ConnectionHost, told: Told) {
    this.#joined = joined
    this.#named = self_id === undefined ? {} : { self_id }
    this.#host = host
    this.#told = told
    void this.#ask()
  }

  close(): void {
    this.#cancel()
  }

  async #ask(): Promise<void> {
    const { face } = this.#joined
    const call = makeCall(this.#account ? 'get_status' : 'get_login_info', this.#named)
    const reply = await face.call(call, { timeoutMs: ASK_TIMEOUT_MS, keepsSelfId: true })
    if (!face.isOpen) return
    const result = readResult(reply)
    this.#account = this.#account ? this.#stays(this.#account, result) : this.#arrives(result)
    if (!this.#account) this.#told.lost(result)
    const waitMs = this.#account ? ASK_EVERY_MS : ASK_SOON_MS
    this.#cancel = this.#host.clock.after(waitMs, () => void this.#ask())
  }

  #arrives({ status, data }: CallResult): Account | undefined {
    const { user_id } = (data ?? {}) as { readonly user_id?: unknown }
    if (status === 'failed' || !isId(user_id)) return undefined
    const account = this.#joined.bind(user_id)
    if (account) this.#told.arrived(account)
    return account
  }

  /** An implementation that answers is there, even if it does not know this action. */
  #stays(account: Account, { status, data, outcome, http_status }: CallResult): Account | undefined {
    if (outcome !== undefined || http_status !== undefined) return undefined
    const { online } = (data ?? {}) as { readonly online?: unknown }
    if (status !== 'failed') this.#host.accounts.notice(account, online === false ? 'offline' : 'online')
    return account
  }
}
