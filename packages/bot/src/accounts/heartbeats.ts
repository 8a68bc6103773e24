import type { Clock } from '@rookery/transport'
import type { Account } from './account.js'
import type { Accounts } from './accounts.js'

/** An account from which nothing comes for this many heartbeat intervals counts as offline. */
const MISSED_INTERVALS = 3

interface Watch {
  /** Whether anything arrived since the last check. */
  heard: boolean
  readonly cancel: () => void
}

/**
 * Detects accounts whose heartbeats stop. A dead connection is detected by its own silence; this covers a program that
 * hangs behind a live connection, and one account among several on a link.
 */
export class Heartbeats {
  readonly #accounts: Accounts
  readonly #clock: Clock
  readonly #watches = new Map<Account, Watch>()

  constructor(accounts: Accounts, clock: Clock) {
    this.#accounts = accounts
    this.#clock = clock
    accounts.watch((account, state) => {
      if (state === 'away') this.#end(account)
    })
  }

  /** Records that something arrived from an account. */
  heard(account: Account): void {
    const watch = this.#watches.get(account)
    if (watch) watch.heard = true
    if (account.health === 'silent') this.#accounts.setHealth(account, 'well')
  }

  /** Records a heartbeat; the next is due in `intervalMs`. */
  beat(account: Account, intervalMs: number): void {
    this.#end(account)
    if (account.state !== 'away') this.#watch(account, intervalMs * MISSED_INTERVALS)
  }

  close(): void {
    for (const account of [...this.#watches.keys()]) this.#end(account)
  }

  #watch(account: Account, silenceMs: number): void {
    const cancel = this.#clock.after(silenceMs, () => {
      const wasHeard = this.#watches.get(account)?.heard
      this.#watches.delete(account)
      if (wasHeard) this.#watch(account, silenceMs)
      else if (account.health === 'well') this.#accounts.setHealth(account, 'silent')
    })
    this.#watches.set(account, { heard: false, cancel })
  }

  #end(account: Account): void {
    this.#watches.get(account)?.cancel()
    this.#watches.delete(account)
  }
}
