import type { Implementation } from '@rookery/protocol'
import type { Bot } from './bot.js'
import { type BotCore, makeCore } from './bot-core.js'
import { botOf } from './bot-methods.js'
import { botViews } from './bot-views.js'
import { botOptions } from './checks/bot-options.js'
import { checkOptions } from './checks/check-options.js'
import { announceBot } from './get-bot.js'
import type { BotOptions } from './options.js'

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
