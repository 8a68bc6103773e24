import type { IntentOptions } from '../intents/intent.js'
import type { IntentHandler } from '../intents/intents.js'
import type { Owner } from '../plugins/owner.js'
import type { BotMethods } from './bot.js'
import type { BotCore } from './core.js'

/** What a bot can be told about what messages mean; with `plugin` that is the plugin's. */
export function intentMethods({ intents }: BotCore, plugin?: Owner): Pick<BotMethods, 'intent'> {
  return {
    intent(...given: readonly unknown[]) {
      const [options, handler] = (given.length > 1 ? given : [{}, given[0]]) as [IntentOptions, IntentHandler]
      return intents.add(options, handler, plugin)
    },
  }
}
