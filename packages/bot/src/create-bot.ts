import type { Implementation } from '@rookery/protocol'
import type { Account } from './accounts/account.js'
import type { Bot } from './bot.js'
import { type BotCore, makeCore } from './bot-core.js'
import { botOf } from './bot-methods.js'
import { announceBot } from './get-bot.js'
import type { BotOptions } from './options.js'

/**
 * A bot without any connection yet.
 *
 * ```ts
 * const bot = createBot({ nickname: ['小企'], superusers: [10001] })
 * ```
 */
export function createBot<const I extends Implementation = Implementation>(
  options: BotOptions<I> = {},
): Bot<I> {
  const bots = new Map<Account, Bot>()
  const botFor = (account: Account): Bot => {
    const known = bots.get(account)
    if (known) return known
    const made = botOf(core, account, close)
    bots.set(account, made)
    return made
  }
  const close = (): Promise<void> => {
    forget()
    return core.close()
  }
  const core: BotCore = makeCore(options, botFor)
  const bot = botOf(core, undefined, close)
  const forget = announceBot(bot)
  return bot as unknown as Bot<I>
}
