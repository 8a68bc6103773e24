import { messageAs, msg, type OneBotError, plainText } from '@rookery/protocol'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import type { Bot, Session } from '../bot/bot.js'
import { groupMessage, Simulated } from '../connections/simulated.fixture.js'
import { createBot } from '../create-bot.js'
import { silentLog } from '../log.js'
import type { ChatEvent } from '../message/hear.js'

const BIG = '9007199254740993'

let qq: Simulated
let bot: Bot
let seen: string[]
const note = (what: string) => () => void seen.push(what)

beforeEach(async () => {
  seen = []
  qq = new Simulated(10000)
  bot = createBot({ log: silentLog })
  await bot.connect((await qq.listen()).url)
})
afterEach(async () => {
  await bot.close()
  await qq.close()
})

const privateMessage = groupMessage('x', { message_type: 'private', sub_type: 'friend', group_id: undefined })

describe('events', () => {
  it('go to all hooks before all handlers, each from specific to general, as in aiocqhttp', async () => {
    for (const name of ['message', 'message.private', 'message.private.friend'] as const) {
      bot.on(name, note(`on ${name}`))
      bot.before(name, note(`before ${name}`))
    }
    qq.tell(privateMessage)
    await vi.waitFor(() => expect(seen).toHaveLength(6))
    expect(seen).toEqual([
      'before message.private.friend',
      'before message.private',
      'before message',
      'on message.private.friend',
      'on message.private',
      'on message',
    ])
  })

  it('are heard by nobody when a hook says no, or fails', async () => {
    bot.onError(note('told'))
    bot.on('message', note('heard'))
    const undo = bot.before('message.private', () => false)
    qq.tell(privateMessage)
    qq.tell(groupMessage('x'))
    await vi.waitFor(() => expect(seen).toEqual(['heard']))
    undo()
    bot.before('message', () => {
      throw new TypeError('x')
    })
    qq.tell(privateMessage)
    await vi.waitFor(() => expect(seen).toEqual(['heard', 'told']))
  })

  it('are heard as a hook or a middleware rewrites them, and stay as they came', async () => {
    bot.before('message', ({ heard, rewrite }) => rewrite(heard.text.replace('查天气', '/weather ')))
    bot.use((session, next) => {
      const { heard, rewrite } = session as Session<ChatEvent>
      rewrite([...heard.message, msg.at(1)])
      return next()
    })
    bot.command('weather <city> <who:user>', ({ args, ctx }) => {
      seen.push(`${args.city} ${args.who} ${plainText(messageAs('array', ctx.message))}`)
    })
    qq.tell(groupMessage('查天气南京'))
    await vi.waitFor(() => expect(seen).toEqual(['南京 1 查天气南京']))
  })

  it('are handled once, whatever a middleware calls', async () => {
    bot.onError((error) => void seen.push((error as OneBotError).code))
    bot.use(async (_, next) => {
      await next()
      await next()
    })
    bot.on('message', note('heard'))
    qq.tell(groupMessage('x'))
    await vi.waitFor(() => expect(seen).toEqual(['heard', 'next_twice']))
  })

  it('of what the account itself sent are heard, too, but are no messages', async () => {
    bot.on('message', note('message'))
    bot.on('message_sent', note('sent'))
    bot.on('message_sent.group', note('sent in a group'))
    qq.tell(groupMessage('x', { post_type: 'message_sent' }))
    await vi.waitFor(() => expect(seen).toEqual(['sent in a group', 'sent']))
  })

  it('that nobody knows are heard by the names that they have, with all their fields', async () => {
    const events: unknown[] = []
    bot.on('notice', ({ event }) => void events.push(event))
    qq.tell({ post_type: 'notice', notice_type: 'made_up', sub_type: 'x', thing: { a: [1] } })
    await vi.waitFor(() => expect(events).toHaveLength(1))
    expect(events[0]).toMatchObject({ notice_type: 'made_up', thing: { a: [1] } })
  })

  it('may be any nonsense: the connection goes on', async () => {
    bot.on('message', note('heard'))
    for (const odd of [
      { post_type: 'message' },
      { post_type: 'message', message_type: 'group', message: 7 },
      { post_type: 'message', message_type: 'group', message: [null, { type: 1 }] },
      { post_type: 'message', message_type: {}, sub_type: [] },
      { post_type: 'meta_event', meta_event_type: 'heartbeat', status: null, interval: 'x' },
      { post_type: 'notice', notice_type: null },
      { post_type: '' },
    ]) {
      qq.tell(odd)
    }
    seen.length = 0
    qq.tell(groupMessage('x'))
    await vi.waitFor(() => expect(seen).toContain('heard'))
    await bot.send({ group_id: 1 }, 'still there')
  })

  it('are not the answer to what their own handler asks at once', async () => {
    bot.on('message.group', async ({ heard, hearNext }) => {
      if (heard.text !== 'first') return
      seen.push((await hearNext()).heard.text)
    })
    qq.tell(groupMessage('first'))
    qq.tell(groupMessage('second'))
    await vi.waitFor(() => expect(seen).toEqual(['second']))
  })

  it('may be heard by one function under several names, of which one is taken back', async () => {
    const ask = async ({ hearNext, heard }: Session<ChatEvent>) => {
      if (heard.text === 'first') seen.push((await hearNext()).heard.text)
    }
    const undo = bot.on('message.group', ask)
    bot.on('message.private', ask)
    undo()
    const whisper = (text: string) => qq.tell({ ...privateMessage, ...{ message: text } })
    whisper('first')
    whisper('second')
    await vi.waitFor(() => expect(seen).toEqual(['second']))
  })

  it('keep an id beyond 2^53', async () => {
    const ids: unknown[] = []
    bot.on('message', ({ event }) => void ids.push(event.message_id))
    qq.tell(groupMessage('x', { message_id: BIG }))
    await vi.waitFor(() => expect(ids).toEqual([BIG]))
  })
})
