import type { IdInput } from '@rookery/protocol'
import type { Account } from './account.js'
import type { AccountWatcher } from './accounts.js'
import type { ReadyOptions } from './ready.js'

/** Accounts of a bot: the list, their changes, and waiting for one. */
export interface AccountMethods {
  /** The accounts that are connected. */
  readonly accounts: readonly Account[]
  /**
   * Watches accounts come, go, get logged off or fall silent. Returns a function that ends the watch.
   *
   * ```ts
   * bot.onAccount((account, state, before) => console.log(`${account.self_id}: ${before} → ${state}`))
   * ```
   */
  onAccount(watcher: AccountWatcher): () => void
  /**
   * Waits until an account is online, or any account.
   *
   * ```ts
   * await bot.ready(10001, { timeoutMs: 60_000 })
   * ```
   *
   * @throws NotReady, BotClosed, or the reason of the signal
   */
  ready(self_id?: IdInput, options?: ReadyOptions): Promise<Account>
}
