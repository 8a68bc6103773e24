import { expect, it } from 'vitest'
import { roomOf } from '../commands/chat.fixture.js'
import { createBot } from '../create-bot.js'
import { silentLog } from '../log.js'

it('sends to every superuser, and tells what became of each', async () => {
  await using bot = createBot({ log: silentLog, superusers: [10001, '10002'] })
  expect(await bot.sendToSuperusers('在吗')).toMatchObject([{ outcome: 'unsent' }, { outcome: 'unsent' }])
  const room = await roomOf(bot)
  expect(await bot.sendToSuperusers('在吗')).toMatchObject([
    { outcome: 'delivered' },
    { outcome: 'delivered' },
  ])
  expect(room.sent()).toEqual(['在吗', '在吗'])
})
