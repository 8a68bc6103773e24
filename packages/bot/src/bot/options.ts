import type { Implementation } from '@rookery/protocol'
import type { Clock } from '@rookery/transport'
import type { CommandSettings } from '../commands/make-commands.js'
import type { CancelWords } from '../conversations/cancellation.js'
import type { Log } from '../log.js'
import type { Storage } from '../storage/storage.js'

/** What a bot is made with. Everything has a default. */
export interface BotOptions<I extends Implementation = Implementation> extends CommandSettings {
  /** Names that the bot listens to in groups. */
  readonly nickname?: string | readonly string[]
  /**
   * Whether something must part a nickname from what follows. `optional` (the default) takes 小企真可爱 as said to 小企, as
   * NoneBot does; `required` wants a blank, a sign, a segment or the end behind it.
   */
  readonly nicknameSeparator?: 'optional' | 'required'
  /** The implementation behind it, where that is known: only its actions are methods then. */
  readonly implementation?: I
  /** Milliseconds that a question waits for its answer; default 5 minutes. */
  readonly sessionTimeoutMs?: number
  /** What users write who do not want to answer; by default 算了, 取消, `cancel` and their like. `false`: nothing cancels. */
  readonly cancelWords?: CancelWords
  /** Milliseconds that a call waits for its reply; default 60 000. */
  readonly callTimeoutMs?: number
  /** What is shown to whom the bot connects, and what whoever connects to it must show. */
  readonly token?: string | undefined
  /** The key of `X-Signature` on events that are posted; the token by default. */
  readonly secret?: string | undefined
  /** Takes what the bot tells of its connections, and errors that nobody else takes; a `pino()` fits. Default: the console. */
  readonly log?: Log
  /** Tells the log of every message what becomes of it and why, as `bot.explain` does. Default false. */
  readonly debug?: boolean
  /** Where the bot and its plugins keep what they store; the folder `data` by default, which is made when it is needed. */
  readonly storage?: Storage
  /** Config of plugins by their names. */
  readonly plugins?: Readonly<Record<string, unknown>>
  /** What time it is; for tests. */
  readonly clock?: Clock
}
