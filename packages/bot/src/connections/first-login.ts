import type { Account } from '../accounts/account.js'
import { BotClosed, ConnectionRefused } from '../errors.js'

/** Nobody becomes welcome by asking again: no token, a wrong one, and the close code that some send instead of a status. */
const REFUSALS = new Set([401, 403, 1008])

/** Who waits for the first login over a connection. It settles once; later troubles are only told. */
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
    // Whoever asked for the connection sees it; without anybody it must not end the process.
    this.promise.catch(() => {})
  }

  loggedIn(account: Account | undefined): void {
    if (account) this.#settle(() => this.#resolve(account))
  }

  /** True when that ends it: somebody still waits, and asking again would not help. */
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
