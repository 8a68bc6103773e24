import type { Account } from '../accounts/account.js'
import { BotClosed, ConnectionRefused } from '../errors.js'

/**
 * Statuses and close codes after which a retry cannot help: no token, a wrong token, and the close code that some send
 * instead of a status.
 */
const REFUSALS = new Set([401, 403, 1008])

/** Promise of the first login over a connection. It settles once; later failures are only logged. */
export class FirstLogin {
  readonly promise: Promise<Account>
  readonly #url: string
  #state: 'waiting' | 'settled' = 'waiting'
  #resolve: (account: Account) => void = () => {}
  #reject: (error: Error) => void = () => {}

  constructor(url: string) {
    this.#url = url
    this.promise = new Promise((resolve, reject) => {
      this.#resolve = resolve
      this.#reject = reject
    })
    // The caller of `connect` sees the rejection; without one it must not end the process.
    this.promise.catch(() => {})
  }

  loggedIn(account: Account | undefined): void {
    if (account) this.#settle(() => this.#resolve(account))
  }

  /** Returns true if the refusal ends the wait: it is still pending, and a retry would not help. */
  refused(status: number | undefined, why: string): boolean {
    if (status === undefined || !REFUSALS.has(status) || this.#state === 'settled') return false
    this.#settle(() => this.#reject(new ConnectionRefused(this.#url, status, why)))
    return true
  }

  aborted(reason: unknown): void {
    this.#settle(() => this.#reject(reason as Error))
  }

  closed(): void {
    this.aborted(new BotClosed(`connecting to ${this.#url}`))
  }

  #settle(how: () => void): void {
    if (this.#state === 'settled') return
    this.#state = 'settled'
    how()
  }
}
