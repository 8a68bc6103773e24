import type { IntentOptions } from '../intents/intent.js'
import type { IntentHandler } from '../intents/intents.js'
import type { OwningPlugin } from '../plugins/owning-plugin.js'
import type { BotMethods } from './bot.js'
import type { BotCore } from './core.js'

/** Intent methods of a bot; with `plugin`, that plugin owns the handlers. */
export function intentMethods({ intents }: BotCore, plugin?: OwningPlugin): Pick<BotMethods, 'intent'> {
  return {
    intent(...given: readonly unknown[]) {
      const [options, handler] = (given.length > 1 ? given : [{}, given[0]]) as [IntentOptions, IntentHandler]
      return intents.add(options, handler, plugin)
    },
  }
}
