import { type Bot, type BotOptions, createBot, msg } from '@rookery/bot'
import { run } from './run.js'

/*
 * Says something about what happens. The name of an event says how much of it is meant: `notice.group_decrease` is every
 * way to leave a group, `notice.group_decrease.kick` only one.
 */

export function makeBot(options: BotOptions = {}): Bot {
  const bot = createBot(options)

  bot.on('notice.group_increase', ({ event }) =>
    event.user_id === event.self_id
      ? '大家好，我是新来的机器人'
      : msg`欢迎 ${msg.at(event.user_id)} 加入本群！`,
  )

  bot.on('notice.group_decrease.leave', async ({ event, bot }) => {
    const { nickname } = await bot.get_stranger_info({ user_id: event.user_id })
    return `${nickname} 离开了我们`
  })

  bot.on('notice.group_admin.set', ({ event }) => msg`恭喜 ${msg.at(event.user_id)} 成为管理员`)

  bot.on('notice.group_ban.lift_ban', ({ event }) =>
    event.user_id === 0 ? '可以说话了' : msg`${msg.at(event.user_id)} 可以说话了`,
  )

  bot.on('notice.friend_add', () => '你好呀，我们是好友了')

  bot.on('notice.notify.poke', async ({ event, poke }) => {
    if (event.target_id === event.self_id && event.user_id !== event.self_id) await poke()
  })

  return bot
}

await run(import.meta, makeBot)
