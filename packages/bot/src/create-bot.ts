import type { Implementation } from '@rookery/protocol'
import type { Bot } from './bot/bot.js'
import { botOptions } from './bot/bot-kinds.js'
import { makeCore } from './bot/core.js'
import { announceBot } from './bot/get-bot.js'
import { botOf } from './bot/methods.js'
import type { BotOptions } from './bot/options.js'
import { BotViews } from './bot/views.js'
import { checkOptions } from './checks/check-options.js'

/**
 * Creates a bot, without any connection yet.
 *
 * ```ts
 * const bot = createBot({ nickname: ['小企'], superusers: [10001] })
 * ```
 *
 * @throws BotUsageError `bad_option` that names each option that is wrong
 */
export function createBot<const I extends Implementation = Implementation>(
  options: BotOptions<I> = {},
): Bot<I> {
  checkOptions('createBot', options, botOptions)
  const views = new BotViews()
  const core = makeCore(options, views)
  views.makeBy((account, plugin) => botOf(core, { account, plugin }))
  const bot = views.of(undefined)
  core.onClose(announceBot(bot))
  return bot as unknown as Bot<I>
}
