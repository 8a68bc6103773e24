import { definePlugin } from '@rookery/bot'

export default definePlugin({
  name: 'ping',
  setup(bot) {
    bot.command('ping', { description: '看看机器人在不在' }, () => 'pong')
  },
})
