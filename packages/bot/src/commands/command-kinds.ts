import {
  amount,
  either,
  flag,
  type KindsOf,
  listOf,
  milliseconds,
  type OptionKeys,
  oneOf,
  options,
  pattern,
  recordOf,
  schema,
  text,
} from '../checks/option-kind.js'
import { expressionKind, messageKind } from '../message/message-kinds.js'
import { permissionKind } from '../permissions/permission-kind.js'
import { builtInTexts } from '../texts/built-in.js'
import type { TextOptions } from '../texts/texts.js'
import type { AnyOptions, Cooldown, SharedOptions } from './command-options.js'

const textNames = Object.keys(builtInTexts.zh) as readonly (keyof TextOptions)[]

/** Texts of the author's own, by name. */
export const textOptions: OptionKeys = options<TextOptions>(
  Object.fromEntries(textNames.map((name) => [name, expressionKind])) as KindsOf<TextOptions>,
)

const place = oneOf('group', 'private')
const words = either(text, listOf('a list of texts', text))

const sharedKinds: KindsOf<SharedOptions> = {
  in: place,
  onlyToMe: flag,
  permission: permissionKind,
  cooldown: options<Cooldown>({ seconds: amount, of: oneOf('user', 'group', 'everybody') }, 'seconds'),
  busy: oneOf('queue', 'reject', 'parallel'),
  whileAsking: oneOf('answers', 'passes', 'interrupts'),
  privileged: flag,
  answersFrom: oneOf('user', 'group'),
  timeoutMs: milliseconds,
  hidden: flag,
  section: text,
}

export const groupOptions: OptionKeys = options<SharedOptions>(sharedKinds)

export const commandOptions: OptionKeys = options<AnyOptions>({
  ...sharedKinds,
  aliases: words,
  patterns: either(pattern, listOf('a list of patterns', pattern)),
  prefix: oneOf(false),
  usage: text,
  description: text,
  texts: textOptions,
  args: recordOf('an object of schemas by argument', schema),
  ask: recordOf('an object of questions by argument', messageKind),
})
