import { createBot, memoryStorage } from '@rookery/bot'
import { sandbox } from '@rookery/sandbox/testing'
import { expect, test } from 'vitest'
import weather from '../src/plugins/weather.ts'

test('tells the weather, and asks where no city was named', async () => {
  await using bot = createBot({ storage: memoryStorage() })
  await bot.plugin(weather)
  await using qq = await sandbox({ bot: 10000 })
  await qq.attach(bot)

  const group = qq.group('Book club')
  const alice = group.member('Alice')
  await alice.says('/weather Nanjing')
  await group.expect(/^Nanjing: /)

  await alice.says('/weather')
  await group.expect('Which city?')
  await alice.says('Beijing')
  await group.expect(/^Beijing: /)
  expect(bot.plugins.has('weather')).toBe(true)
})
