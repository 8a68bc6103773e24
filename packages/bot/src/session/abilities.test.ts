import { msg } from '@rookery/protocol'
import { describe, expect, expectTypeOf, it } from 'vitest'
import type { Session } from '../bot/bot.js'
import { ALICE, GROUP, roomOf } from '../commands/chat.fixture.js'
import { createBot } from '../create-bot.js'
import { silentLog } from '../log.js'

const request = { post_type: 'request', user_id: ALICE, comment: '', flag: 'f1' }

describe('what can be done about an event', () => {
  it('is typed by the event', () => {
    const bot = createBot()
    bot.on('request.friend', ({ approve, reject, poke }) => void [approve, reject, poke])
    bot.on('message', ({ recall, quoted, images, poke }) => void [recall, quoted, images, poke])
    bot.on('notice.group_increase', (session) => {
      expectTypeOf(session).toHaveProperty('poke')
      expectTypeOf(session).not.toHaveProperty('recall')
      expectTypeOf(session).not.toHaveProperty('approve')
    })
    bot.command('a', { in: 'group' }, ({ recall, quoted, images }) => void [recall, quoted, images])
    expectTypeOf<Session>().not.toHaveProperty('recall')
    void bot.close()
  })

  it('requests are approved or rejected', async () => {
    await using bot = createBot({ log: silentLog })
    const room = await roomOf(bot)
    bot.on('request.friend', ({ approve }) => approve('小红'))
    bot.on('request.group', ({ reject }) => reject('满了'))
    await room.tells({ ...request, request_type: 'friend' })
    await room.tells({ ...request, request_type: 'group', sub_type: 'add', group_id: GROUP })
    expect(room.calls.slice(-2)).toEqual(['set_friend_add_request', 'set_group_add_request'])
  })

  it('messages are recalled, their writers poked, what they quote is asked for once', async () => {
    await using bot = createBot({ log: silentLog })
    const room = await roomOf(bot, undefined, (action) =>
      action === 'get_msg' ? { message_id: 7, message: [msg.text('旧的')] } : null,
    )
    bot.on('message.group', async ({ recall, poke, quoted }) => {
      await Promise.all([recall(), poke(), quoted()])
      return `${(await quoted())?.message_id}`
    })
    const before = room.calls.length
    expect(await room.says([msg.reply(7), msg.text('看')])).toEqual(['7'])
    expect(room.calls.slice(before)).toEqual(['delete_msg', 'group_poke', 'get_msg'])
    expect(await room.says('没有引用')).toEqual(['undefined'])
  })

  it('keeps something for as long as the handler is at work', async () => {
    await using bot = createBot({ log: silentLog })
    const room = await roomOf(bot)
    bot.command('count', async ({ state, ask, callCommand }) => {
      state.n = 1
      await ask('?')
      await callCommand('more')
      return `${state.n}`
    })
    bot.command('more', ({ state }) => {
      state.n = Number(state.n) + 1
    })
    await room.says('/count')
    expect(await room.says('x')).toEqual(['2'])
  })
})
