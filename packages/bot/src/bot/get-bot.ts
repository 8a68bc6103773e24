import { BotUsageError } from '../errors.js'
import type { Bot } from './bot.js'

/** The bots of this process that are not closed. */
const bots = new Set<Bot>()

/** Makes a bot known to `getBot`; what it gives back makes it forgotten. */
export function announceBot(bot: Bot): () => void {
  bots.add(bot)
  return () => void bots.delete(bot)
}

/**
 * The one bot of the process, for those who come from NoneBot. Where the bot is at hand, use that: in a handler it is
 * `session.bot`.
 *
 * ```ts
 * await getBot().send_private_msg({ user_id: 10001, message: '早安' })
 * ```
 *
 * @throws BotUsageError `no_bot` when none was made yet, `many_bots` when it cannot be told which
 */
export function getBot(): Bot {
  const [bot, second] = bots
  if (bot && !second) return bot
  if (!bot) throw new BotUsageError('no_bot', 'getBot() found no bot: createBot() was not called yet')
  throw new BotUsageError(
    'many_bots',
    `getBot() found ${bots.size} bots; say which by keeping what createBot() gave`,
  )
}
