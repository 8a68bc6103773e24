import type { StandardSchemaV1 } from '@standard-schema/spec'
import { checkOptions } from '../checks/check-options.js'
import { handler, options, schema, text } from '../checks/option-kind.js'
import { BotUsageError } from '../errors.js'

type Undoing = (() => unknown) | undefined
// biome-ignore lint/suspicious/noConfusingVoidType: a setup without a return is one, too
type SetupResult = Undoing | void

/** A plugin as an author writes it; `definePlugin` makes it. `B` is the bot that it is given. */
export interface PluginDefinition<B, I = unknown, O = unknown> {
  /** Letters, digits and `-`; its storage and its config go by that name. */
  readonly name: string
  /** Schema of its config, from zod, valibot, arktype or any other library with Standard Schema. */
  readonly config?: StandardSchemaV1<I, O>
  /**
   * Sets up the plugin: whatever it adds to the bot is removed with it. The undo that it returns runs first, for things
   * that the bot does not know of.
   */
  setup(bot: B, config: O): SetupResult | Promise<SetupResult>
}

const pluginKeys = options<PluginDefinition<unknown>>(
  { name: text, config: schema, setup: handler },
  'name',
  'setup',
)

/** Names of stores of the bot itself. */
export const BOT_STORE = 'bot'
export const SWITCHES_STORE = 'plugins'
export const SCHEDULES_STORE = 'schedules'
const TAKEN: readonly string[] = [BOT_STORE, SWITCHES_STORE, SCHEDULES_STORE]

/** Checks that a value is a plugin. @throws BotUsageError `bad_plugin`, which says what it lacks */
export function checkDefinition<B>(value: unknown): PluginDefinition<B> {
  const { name, setup, config } = Object(value) as Partial<PluginDefinition<B>>
  const found = value === null ? 'null' : typeof value
  if (typeof name !== 'string') {
    throw bad(`expected a plugin, as of definePlugin({ name, setup }); found ${found} without a "name"`)
  }
  if (!/^[\p{L}\p{N}][\p{L}\p{N}-]{0,63}$/u.test(name)) {
    throw bad(`the name of a plugin must be letters, digits and "-", found ${JSON.stringify(name)}`)
  }
  if (TAKEN.includes(name)) throw bad(`a plugin cannot have the name "${name}"`)
  if (typeof setup !== 'function')
    throw bad(`plugin ${name}: "setup" must be a function, found ${typeof setup}`)
  if (config !== undefined && typeof config['~standard']?.validate !== 'function') {
    throw bad(`plugin ${name}: "config" must be a schema that speaks Standard Schema, as those of zod do`)
  }
  checkOptions(`plugin ${name}`, value, pluginKeys)
  return value as PluginDefinition<B>
}

const bad = (reason: string): BotUsageError => new BotUsageError('bad_plugin', reason)
