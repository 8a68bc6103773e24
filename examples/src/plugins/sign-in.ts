import { contextId, definePlugin } from '@rookery/bot'

/** Counts on how many days somebody came by. Its storage is the plugin's own. */
export default definePlugin({
  name: 'sign-in',
  setup(bot) {
    const store = bot.storage()

    bot.command('sign', { aliases: '签到' }, async ({ event }) => {
      const key = contextId(event, 'user')
      const { day: last, days = 0 } = (await store.get<{ day: string; days: number }>(key)) ?? {}
      const day = new Date(event.time * 1000).toLocaleDateString('sv-SE', { timeZone: 'Asia/Shanghai' })
      if (day === last) return `今天已经签到过了，一共 ${days} 天`
      await store.set(key, { day, days: days + 1 })
      return `签到成功，一共 ${days + 1} 天`
    })
  },
})
