import { checkDefinition, type PluginDefinition } from '../plugins/plugin-definition.js'
import type { Bot } from './bot.js'

/** A plugin for a bot; `Config` is the type of its config, `undefined` if it has none. */
export type Plugin<Config = unknown, Checked = unknown> = PluginDefinition<Bot, Config, Checked>

/**
 * Defines a plugin: a feature of a bot that is loaded and unloaded as a whole.
 *
 * ```ts
 * export default definePlugin({
 *   name: 'weather',
 *   config: z.object({ unit: z.enum(['C', 'F']).default('C') }),
 *   setup(bot, { unit }) {
 *     bot.command('weather <city>', ({ args }) => `${args.city}: 21 °${unit}`)
 *   },
 * })
 * ```
 *
 * @throws BotUsageError `bad_plugin`
 */
export function definePlugin<I = undefined, O = undefined>(definition: Plugin<I, O>): Plugin<I, O> {
  checkDefinition(definition)
  return definition
}
