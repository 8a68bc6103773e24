import { definePlugin } from '@rookery/bot'

export default definePlugin({
  name: 'ping',
  setup(bot) {
    bot.command('ping', { description: 'says whether the bot is there' }, () => 'pong')
  },
})
