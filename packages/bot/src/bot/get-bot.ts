import { BotUsageError } from '../errors.js'
import type { Bot } from './bot.js'

/** Bots of this process that are not closed. */
const bots = new Set<Bot>()

/** Registers a bot for `getBot`. Returns a function that removes it. */
export function announceBot(bot: Bot): () => void {
  bots.add(bot)
  return () => void bots.delete(bot)
}

/**
 * Returns the only bot of the process, for code ported from NoneBot. Prefer the bot at hand: in a handler it is
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
