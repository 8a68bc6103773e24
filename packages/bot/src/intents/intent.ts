import { checkOptions } from '../checks/check-options.js'
import {
  amount,
  either,
  flag,
  listOf,
  type OptionKeys,
  oneOf,
  options,
  pattern,
  text,
} from '../checks/option-kind.js'
import type { Chat } from '../commands/command-options.js'
import { BotUsageError } from '../errors.js'
import type { PermissionLike } from '../permissions/permission.js'
import { permissionKind } from '../permissions/permission-kind.js'
import { type CallCommandOptions, callCommandOptions } from '../session/call-command.js'

/** Probable meaning of a message: a command, with a confidence. */
export class Intent {
  /** Confidence from 0 to 100; below 60 it is ignored. */
  readonly confidence: number
  readonly command: string
  readonly options: CallCommandOptions

  constructor(confidence: number, command: string, options: CallCommandOptions = {}) {
    if (!(confidence >= 0 && confidence <= 100) || typeof command !== 'string') {
      const found = `intent(${JSON.stringify(confidence)}, ${JSON.stringify(command)})`
      throw new BotUsageError(
        'bad_intent',
        `expected a confidence from 0 to 100 and the name of a command, as in intent(90, 'weather'); found ${found}`,
      )
    }
    checkOptions(`intent(${confidence}, '${command}')`, options, callCommandOptions)
    this.confidence = confidence
    this.command = command
    this.options = options
  }
}

/**
 * Creates the result of a `bot.intent` handler: the command that is probably meant. The command checks its permission
 * as always, unless `checkPermission` is `false`.
 *
 * ```ts
 * bot.intent({ keywords: '天气' }, ({ heard }) => intent(80, 'weather', { args: { city: cityIn(heard.text) } }))
 * ```
 */
export const intent = (confidence: number, command: string, options?: CallCommandOptions): Intent =>
  new Intent(confidence, command, options)

/** Filter for the messages that an intent handler gets. */
export interface IntentOptions {
  /** Keywords; the text must contain at least one of them. */
  readonly keywords?: string | RegExp | readonly (string | RegExp)[]
  /** In groups: only messages addressed to the bot. Default true. */
  readonly onlyToMe?: boolean
  /** Longest text, in letters; default 50. */
  readonly maxLength?: number
  /** Whether to include messages without text. Default false. */
  readonly allowEmpty?: boolean
  /** Only in groups, or only in private. */
  readonly in?: Chat
  /** Permission of the sender; default everybody. */
  readonly permission?: PermissionLike
  /** Name in explanations. */
  readonly name?: string
}

export const intentOptions: OptionKeys = options<IntentOptions>({
  keywords: either(text, pattern, listOf('a list of these', either(text, pattern))),
  onlyToMe: flag,
  maxLength: amount,
  allowEmpty: flag,
  in: oneOf('group', 'private'),
  permission: permissionKind,
  name: text,
})
