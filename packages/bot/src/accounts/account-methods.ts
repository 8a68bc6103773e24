import type { IdInput } from '@rookery/protocol'
import type { Account } from './account.js'
import type { AccountWatcher } from './accounts.js'
import type { ReadyOptions } from './ready.js'

/** What a bot tells of its accounts. */
export interface AccountMethods {
  /** The accounts that are connected. */
  readonly accounts: readonly Account[]
  /**
   * Tells when an account comes, goes, is logged off or falls silent; what it gives back ends that.
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
