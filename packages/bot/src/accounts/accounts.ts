import type { IdInput } from '@rookery/protocol'
import { Subscribable } from '@rookery/transport'
import { ApiNotAvailable } from '../errors.js'
import { Account, type AccountLink, type AccountState } from './account.js'
import { type HealthSign, healthAfter } from './health.js'

/** Called when the state of an account changes. */
export type AccountWatcher = (account: Account, state: AccountState, before: AccountState) => unknown

/** Every account seen so far. */
export class Accounts {
  readonly #accounts = new Map<string, Account>()
  readonly #changed = new Subscribable<Parameters<AccountWatcher>>()
  readonly #loggedOff = new Subscribable<[account: Account]>()
  readonly #told = new Map<Account, AccountState>()

  get(self_id: IdInput): Account | undefined {
    return this.#accounts.get(String(self_id))
  }

  /** Accounts that are connected now. */
  present(): readonly Account[] {
    return [...this.#accounts.values()].filter(({ state }) => state !== 'away')
  }

  /** Returns the account with this number, created when it is first seen. */
  getOrCreate(self_id: IdInput): Account {
    const id = String(self_id)
    const known = this.#accounts.get(id)
    if (known) return known
    const account = new Account(id)
    this.#accounts.set(id, account)
    return account
  }

  join(self_id: IdInput, link: AccountLink): Account {
    const account = this.getOrCreate(self_id)
    account.join(link)
    this.#tell(account)
    return account
  }

  leave(account: Account, link: AccountLink): void {
    account.leave(link)
    this.#tell(account)
  }

  /** Updates the health of an account's QQ session by a sign of it. */
  report(account: Account, sign: HealthSign): void {
    const health = healthAfter(account.health, sign)
    if (health === account.health) return
    account.health = health
    if (health === 'logged off') this.#loggedOff.emit(account)
    this.#tell(account)
  }

  /** Watches states. Returns a function that ends the watch. */
  watch(watcher: AccountWatcher): () => void {
    return this.#changed.subscribe(watcher)
  }

  /** Calls back when QQ logs an account off, whether it was online or silent. Returns a function that ends that. */
  onLogOff(listener: (account: Account) => void): () => void {
    return this.#loggedOff.subscribe(listener)
  }

  /**
   * The account that a call goes through: the named one, else that of the event being handled, else the only one.
   *
   * @throws ApiNotAvailable
   */
  choose(action: string, named: IdInput | undefined, handled: Account | undefined): Account {
    const found = named === undefined ? handled : this.get(named)
    if (found) return found
    const present = this.present()
    const [only] = present
    if (only && present.length === 1 && named === undefined) return only
    const ids = present.map(({ self_id }) => self_id).join(', ') || 'none'
    const reason =
      named === undefined ? '"self_id" must say which account is meant' : `account ${named} is not connected`
    throw new ApiNotAvailable(action, `${reason}; connected: ${ids}`)
  }

  #tell(account: Account): void {
    const { state } = account
    const before = this.#told.get(account) ?? 'away'
    if (before === state) return
    this.#told.set(account, state)
    this.#changed.emit(account, state, before)
  }
}
