import { type Bot, type BotOptions, createBot, msg } from '@rookery/bot'
import { run } from './run.js'

/*
 * A bot to begin with. `npm start` runs it in a simulated QQ with a chat page, and again whenever you change this file:
 * say /天气 in the group 读书会, or /help.
 */

export function makeBot(options: BotOptions = {}): Bot {
  const bot = createBot({ nickname: '小企', ...options })

  bot.command(
    'weather <city>',
    { aliases: '天气', description: '查询天气', ask: { city: '你想查询哪个城市的天气呢？' } },
    ({ args }) => `${args.city}的天气是${forecast(args.city)}`,
  )

  bot.command(
    'echo <text...>',
    { aliases: '复读', description: '把你说的话再说一遍' },
    ({ args }) => args.text,
  )

  bot.on('notice.group_increase', ({ event }) => msg`欢迎 ${msg.at(event.user_id)}！发送 /天气 试试看。`)

  bot.on('notice.notify.poke', ({ event }) => (event.target_id === event.self_id ? '别戳啦～' : undefined))

  return bot
}

/** A real bot would ask a weather service; this one makes it up, always the same for a city. */
function forecast(city: string): string {
  const skies = ['晴', '多云', '小雨', '大雾', '小雪']
  const sum = [...city].reduce((total, letter) => total + (letter.codePointAt(0) ?? 0), 0)
  return `${skies[sum % skies.length]}，${(sum % 25) + 5} °C`
}

await run(import.meta, makeBot)
