import { describe, expect, expectTypeOf, it } from 'vitest'
import { roomOf, StillClock } from '../commands/chat.fixture.js'
import { createBot } from '../create-bot.js'
import { silentLog } from '../log.js'
import { memoryStorage } from '../storage/memory-storage.js'
import type { Answer } from './answer.js'
import type { Outgoing } from './outgoing.js'

describe('what a handler gives back', () => {
  it('is whatever can be sent, segments that nobody knows among it', async () => {
    expectTypeOf<Outgoing>().toExtend<Answer>()
    await using bot = createBot({ log: silentLog })
    const card = { type: 'vendor_card', data: { id: 1 } }
    bot.command('card', (): Outgoing => [card])
    const sent: unknown[] = []
    bot.onCall((call, next) => {
      sent.push(call.params.message)
      return next(call)
    })
    const room = await roomOf(bot, new StillClock())
    await room.says('/card')
    expect(sent).toEqual([[card]])
  })

  it('was sent also where the reply to it holds nothing', async () => {
    await using bot = createBot({ log: silentLog, storage: memoryStorage() })
    const errors: unknown[] = []
    bot.onError((error) => errors.push(error))
    bot.onCall(() => Promise.resolve(null))
    const sent: unknown[] = []
    bot.command('say', async ({ send }) => void sent.push(await send('hi')))
    const room = await roomOf(bot, new StillClock())
    await room.says('/say')
    sent.push(await bot.send({ group_id: 1 }, 'hi'))
    expect([sent, errors]).toEqual([[{ outcome: 'delivered' }, { outcome: 'delivered' }], []])
  })

  it('is not the result of a call', () => {
    expectTypeOf<{ readonly online: boolean }>().not.toExtend<Answer>()
  })
})
