import { createBot, memoryStorage } from '@rookery/bot'
import { sandbox } from '@rookery/sandbox/testing'
import { expect, test } from 'vitest'
import weather from '../src/plugins/weather.ts'

test('告诉天气，没有说城市就问', async () => {
  await using bot = createBot({ storage: memoryStorage() })
  await bot.plugin(weather)
  await using qq = await sandbox({ bot: 10000 })
  await qq.attach(bot)

  const group = qq.group('读书会')
  const alice = group.member('Alice')
  await alice.says('/天气 南京')
  await group.expect(/^南京的天气是/)

  await alice.says('/天气')
  await group.expect('你想查询哪个城市的天气呢？')
  await alice.says('北京')
  await group.expect(/^北京的天气是/)
  expect(bot.plugins.has('weather')).toBe(true)
})
