import { definePlugin, msg } from '@rookery/bot'

export default definePlugin({
  name: 'weather',
  setup(bot) {
    bot.command(
      'weather <city>',
      { description: 'tells the weather', ask: { city: 'Which city?' } },
      ({ args }) => `${args.city}: ${forecast(args.city)}`,
    )

    bot.on('notice.group_increase', ({ event }) => msg`Welcome ${msg.at(event.user_id)}! Try /weather.`)
  },
})

/** A real bot would ask a weather service; this one makes it up, always the same for a city. */
function forecast(city: string): string {
  const skies = ['sunny', 'cloudy', 'light rain', 'fog', 'snow']
  const sum = [...city].reduce((total, letter) => total + (letter.codePointAt(0) ?? 0), 0)
  return `${skies[sum % skies.length]}, ${(sum % 25) + 5} °C`
}
