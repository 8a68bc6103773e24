import type { Clock } from '@rookery/transport'
import type { Account } from './account.js'
import type { Accounts } from './accounts.js'

/** An account from which nothing comes for this many heartbeat intervals counts as offline. */
const MISSED_INTERVALS = 3

/**
 * Detects accounts whose heartbeats stop. A dead connection is detected by its own silence; this covers a program that
 * hangs behind a live connection, and one account among several on a link.
 */
export class Heartbeats {
  readonly #accounts: Accounts
  readonly #clock: Clock
  /** Cancels the check of each account that is watched. */
  readonly #checks = new Map<Account, () => void>()

  constructor(accounts: Accounts, clock: Clock) {
    this.#accounts = accounts
    this.#clock = clock
    accounts.watch((account, state) => {
      if (state === 'away') this.#end(account)
    })
  }

  /** Records a heartbeat; the next is due in `intervalMs`. */
  beat(account: Account, intervalMs: number): void {
    this.#end(account)
    if (account.state !== 'away') this.#watch(account, intervalMs * MISSED_INTERVALS)
  }

  close(): void {
    for (const account of [...this.#checks.keys()]) this.#end(account)
  }

  #watch(account: Account, silenceMs: number): void {
    account.wasHeard = false
    const check = (): void => {
      this.#checks.delete(account)
      if (account.wasHeard) this.#watch(account, silenceMs)
      else this.#accounts.report(account, 'silence')
    }
    this.#checks.set(account, this.#clock.after(silenceMs, check))
  }

  #end(account: Account): void {
    this.#checks.get(account)?.()
    this.#checks.delete(account)
  }
}
