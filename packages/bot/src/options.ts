import type { IdInput, Implementation } from '@rookery/protocol'
import type { Clock } from '@rookery/transport'

/** What a bot is made with. Everything has a default. */
export interface BotOptions<I extends Implementation = Implementation> {
  /** Names that the bot listens to in groups. */
  readonly nickname?: string | readonly string[]
  /** Who may do everything. */
  readonly superusers?: readonly IdInput[]
  /** The implementation behind it, where that is known: only its actions are methods then. */
  readonly implementation?: I
  /** Milliseconds that a question waits for its answer; default 5 minutes. */
  readonly sessionTimeoutMs?: number
  /** Milliseconds that a call waits for its reply; default 60 000. */
  readonly callTimeoutMs?: number
  /** What time it is; for tests. */
  readonly clock?: Clock
}
