import type { Implementation } from '@rookery/protocol'
import type { Bot } from './bot/bot.js'
import { botOptions } from './bot/bot-kinds.js'
import { type BotCore, makeCore } from './bot/core.js'
import { announceBot } from './bot/get-bot.js'
import { botOf } from './bot/methods.js'
import type { BotOptions } from './bot/options.js'
import { botViews } from './bot/views.js'
import { checkOptions } from './checks/check-options.js'

/**
 * A bot without any connection yet.
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
  const botFor = botViews((account, plugin) => botOf(core, { account, plugin, close }))
  const close = (): Promise<void> => {
    forget()
    return core.close()
  }
  const core: BotCore = makeCore(options, botFor)
  const bot = botFor(undefined)
  const forget = announceBot(bot)
  return bot as unknown as Bot<I>
}
