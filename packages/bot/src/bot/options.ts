import type { Implementation } from '@rookery/protocol'
import type { Clock } from '@rookery/transport'
import type { CommandSettings } from '../commands/make-commands.js'
import type { CancelWords } from '../conversations/cancellation.js'
import type { Log } from '../log.js'
import type { Storage } from '../storage/storage.js'

/** Options of a bot. Everything has a default. */
export interface BotOptions<I extends Implementation = Implementation> extends CommandSettings {
  /** Names that the bot listens to in groups. */
  readonly nickname?: string | readonly string[]
  /**
   * Whether a nickname must be separated from the text after it. `optional` (the default) takes 小企真可爱 as addressed to
   * 小企, as NoneBot does; `required` wants a blank, a punctuation mark, a segment or the end after it.
   */
  readonly nicknameSeparator?: 'optional' | 'required'
  /** The implementation behind the bot, if it is known: then only its actions are methods. */
  readonly implementation?: I
  /** Milliseconds that a question waits for its answer; default 5 minutes. */
  readonly sessionTimeoutMs?: number
  /** Words that cancel a question; by default 算了, 取消, `cancel` and the like. `false`: nothing cancels. */
  readonly cancelWords?: CancelWords
  /** Milliseconds that a call waits for its reply; default 60 000. */
  readonly callTimeoutMs?: number
  /** Access token: the bot sends it when it connects, and requires it of whoever connects to it. */
  readonly token?: string | undefined
  /** The key of `X-Signature` on events that are posted; the token by default. */
  readonly secret?: string | undefined
  /** Log of connections, and of errors that nothing else handles; a `pino()` fits. Default: the console. */
  readonly log?: Log
  /** Logs how each message is handled and why, as `bot.explain` does. Default false. */
  readonly debug?: boolean
  /** Storage of the bot and its plugins; by default the folder `data`, created when it is first needed. */
  readonly storage?: Storage
  /** Config of plugins by their names. */
  readonly plugins?: Readonly<Record<string, unknown>>
  /** Clock of the bot; for tests. */
  readonly clock?: Clock
}
