import { definePlugin, msg } from '@rookery/bot'

export default definePlugin({
  name: 'weather',
  setup(bot) {
    bot.command(
      'weather <city>',
      { aliases: '天气', description: '查询天气', ask: { city: '你想查询哪个城市的天气呢？' } },
      ({ args }) => `${args.city}的天气是${forecast(args.city)}`,
    )

    bot.on('notice.group_increase', ({ event }) => msg`欢迎 ${msg.at(event.user_id)}！发送 /天气 试试看。`)
  },
})

/** 真正的机器人会去问天气服务；这里编一个，同一个城市总是一样。 */
function forecast(city: string): string {
  const skies = ['晴', '多云', '小雨', '大雾', '小雪']
  const sum = [...city].reduce((total, letter) => total + (letter.codePointAt(0) ?? 0), 0)
  return `${skies[sum % skies.length]}，${(sum % 25) + 5} °C`
}
