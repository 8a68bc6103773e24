import type { Implementation } from '@rookery/protocol'
import {
  either,
  flag,
  id,
  listOf,
  milliseconds,
  type OptionKeys,
  object,
  oneOf,
  options,
  pattern,
  secretText,
  text,
  withMethods,
} from '../checks/option-kind.js'
import { textOptions } from '../commands/command-kinds.js'
import type { HelpOptions } from '../commands/help-command.js'
import type { BotConfig } from '../config/config-schema.js'
import { clockKind, listenOptions } from '../connections/connect-kinds.js'
import { cancelKind } from '../conversations/question-kinds.js'
import type { BotOptions } from './options.js'

const implementations: readonly Implementation[] = ['go-cqhttp', 'napcat', 'lagrange', 'llbot']
const affixes = listOf('a list of texts and patterns', either(text, pattern))

/**
 * Options of `createBot`. A whole config is accepted, too: the keys that say where to connect or listen are ignored
 * here.
 */
export const botOptions: OptionKeys = options<BotOptions & BotConfig>({
  prefixes: affixes,
  separators: affixes,
  ignoreCase: flag,
  blankBehindPrefix: flag,
  nicknameSeparator: oneOf('optional', 'required'),
  superusers: listOf('a list of QQ numbers', id),
  language: oneOf('zh', 'en'),
  texts: textOptions,
  suggest: oneOf(true, false, 'toMe'),
  help: either(oneOf(false), options<HelpOptions>({ name: text, aliases: listOf('a list of texts', text) })),
  nickname: either(text, listOf('a list of names', text)),
  implementation: oneOf(...implementations),
  sessionTimeoutMs: milliseconds,
  cancelWords: cancelKind,
  callTimeoutMs: milliseconds,
  token: secretText,
  secret: secretText,
  log: withMethods('info', 'warn', 'error'),
  debug: flag,
  storage: withMethods('open', 'close'),
  plugins: object,
  clock: clockKind,
  url: text,
  apiRoot: text,
  listen: listenOptions,
})
