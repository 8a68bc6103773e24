import { type Bot, type BotOptions, createBot } from '@rookery/bot'
import { run } from './run.js'

/*
 * The smallest bot: says what it is told. `<text...>` is the rest of the line as text, `<what:message>` with all its
 * images and ats.
 */

export function makeBot(options: BotOptions = {}): Bot {
  const bot = createBot(options)

  bot.command('echo <text...>', { aliases: '复读', description: '把文字再说一遍' }, ({ args }) => args.text)

  bot.command('say <what:message>', { description: '连图片一起再说一遍' }, ({ args, reply }) =>
    reply(args.what),
  )

  return bot
}

await run(import.meta, makeBot)
