import { checkDefinition, type PluginDefinition } from '../plugins/plugin-definition.js'
import type { Bot } from './bot.js'

/** A plugin for a bot; `Config` is what its config must be, `undefined` where it has none. */
export type Plugin<Config = unknown, Checked = unknown> = PluginDefinition<Bot, Config, Checked>

/**
 * A plugin: something that a bot can do, in one piece that comes and goes as a whole.
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
