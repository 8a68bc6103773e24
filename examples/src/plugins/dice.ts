import { randomInt } from 'node:crypto'
import { definePlugin } from '@rookery/bot'

/** Throws a die. */
export default definePlugin({
  name: 'dice',
  setup(bot) {
    bot.command('roll [sides:int]', { aliases: '掷骰子' }, ({ args }) => {
      const sides = args.sides ?? 6
      return sides >= 2 && sides <= 1000
        ? `掷出了 ${randomInt(1, sides + 1)}`
        : '骰子的面数应在 2 到 1000 之间'
    })
  },
})
