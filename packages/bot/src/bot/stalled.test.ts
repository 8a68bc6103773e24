import { describe, expect, it, vi } from 'vitest'
import { BOB, GROUP, groupMessage, roomOf, StillClock, settled } from '../commands/chat.fixture.js'
import { createBot } from '../create-bot.js'
import type { Log } from '../log.js'
import { memoryStorage } from '../storage/memory-storage.js'
import { definePlugin } from './define-plugin.js'

const MINUTE_MS = 60_000
const forEver = (): Promise<never> => new Promise(() => {})

async function stage() {
  const lines: string[] = []
  const keep = (level: string) => (_: object, text: string) => void lines.push(`${level}: ${text}`)
  const log: Log = { info: keep('info'), warn: keep('warn'), error: keep('error') }
  const clock = new StillClock()
  const bot = createBot({ log, clock, storage: memoryStorage() })
  bot.command('hang', forEver)
  bot.command('quick', () => '好')
  const room = await roomOf(bot, clock)
  return { bot, clock, room, lines }
}

describe('a handler that never ends', () => {
  it('is named once in the log, a minute after the first message waits behind it', async () => {
    const { clock, room, lines } = await stage()
    await room.says('/hang')
    await clock.advance(5 * MINUTE_MS)
    expect(lines).toEqual([])
    await room.says('/quick')
    await clock.advance(30_000)
    await room.says('在吗')
    await clock.advance(29_999)
    expect(lines).toEqual([])
    await clock.advance(1)
    expect(lines).toEqual([
      `warn: command hang is still at work: 2 messages wait for a minute behind it, of user 20001 in group ${GROUP}; a timeoutMs would let it go`,
    ])
    await room.says('/quick')
    await clock.advance(60 * MINUTE_MS)
    expect(lines).toHaveLength(1)
  })

  it('is none where nobody waits, or where it is done in time, or where it asks', async () => {
    const { bot, clock, room, lines } = await stage()
    let finish = (): void => {}
    bot.command('slow', () => new Promise<void>((resolve) => (finish = resolve)))
    bot.command('ask', async ({ ask }) => `${await ask('?')}`)
    await room.says('/hang', { user_id: BOB })
    await room.says('/slow')
    await room.says('/ask')
    await clock.advance(MINUTE_MS - 1)
    finish()
    await settled()
    expect(room.sent()).toEqual(['?'])
    await clock.advance(2 * MINUTE_MS)
    expect(lines).toEqual([])
  })

  it('is told of no more when the bot is closed', async () => {
    const { bot, clock, room, lines } = await stage()
    await room.says('/hang')
    await room.says('/quick')
    await bot.close()
    await clock.advance(MINUTE_MS)
    expect(lines).toEqual([])
  })

  it('is told anew for each', async () => {
    const { bot, clock, room, lines } = await stage()
    const finish: (() => void)[] = []
    bot.command('slow <n:int>', () => new Promise<void>((resolve) => void finish.push(resolve)))
    for (const n of [1, 2, 3]) await room.says(`/slow ${n}`)
    await clock.advance(MINUTE_MS)
    finish[0]?.()
    await settled()
    await clock.advance(MINUTE_MS)
    finish[1]?.()
    await settled()
    await clock.advance(5 * MINUTE_MS)
    expect(lines).toEqual([
      expect.stringContaining('command slow is still at work: 2 messages wait'),
      expect.stringContaining('command slow is still at work: a message waits'),
    ])
  })

  it.each([
    [
      'a handler of an event',
      'a handler of message.group',
      (own: ReturnType<typeof createBot>) =>
        void own.on('message.group', ({ heard }) => (heard.text === 'x' ? forEver() : undefined)),
    ],
    [
      'talk',
      'a handler of message.group',
      (own: ReturnType<typeof createBot>) =>
        void own.onTalk(({ heard }) => (heard.text === 'x' ? forEver() : undefined)),
    ],
    [
      'a middleware',
      'a handler of message.group',
      (own: ReturnType<typeof createBot>) =>
        void own.use(({ event }, next) =>
          'message' in event && JSON.stringify(event.message).includes('"x"') ? forEver() : next(),
        ),
    ],
  ])('has a name where it is %s, and of a plugin', async (_, name, add) => {
    const { bot, clock, room, lines } = await stage()
    await bot.plugin(definePlugin({ name: 'chatty', setup: (own) => add(own) }))
    await room.says('x')
    await room.says('/quick')
    await clock.advance(MINUTE_MS)
    expect(lines).toEqual([
      expect.stringContaining(`${name.replace('.group', '.group.normal')} of plugin chatty is still at work`),
    ])
  })

  it('is named behind an answer, too, and for a whole group', async () => {
    const { bot, clock, room, lines } = await stage()
    bot.command('vote', { in: 'group', answersFrom: 'group' }, async ({ ask }) => {
      await ask('谁？')
      await forEver()
    })
    await room.says('/vote')
    await room.says('我', { user_id: BOB })
    await room.says('还有我')
    await clock.advance(MINUTE_MS)
    expect(lines).toEqual([expect.stringContaining('command vote is still at work: a message waits')])
  })

  it('is what explain says that the bot is still busy with', async () => {
    const { bot, room } = await stage()
    await room.says('/hang')
    const explained = (text: string) => bot.explain(groupMessage(text) as never)
    expect(explained('/quick').text).toContain('同一会话仍在处理 command hang，命令 quick 会排队')
    expect(explained('你好').text).toContain('同一会话仍在处理 command hang，这条消息在等待')
    expect(explained('/quick').reasons).toContainEqual({
      is: 'busy',
      command: 'quick',
      policy: 'queue',
      with: 'command hang',
    })
  })

  it('is shown on the page beside each message that waits', async () => {
    vi.stubEnv('ROOKERY_EXPLAIN', '1')
    const { clock, room } = await stage()
    vi.unstubAllEnvs()
    await room.says('/hang')
    await room.says('/quick')
    const before = room.calls.filter((action) => action === '.explain_message').length
    await clock.advance(MINUTE_MS)
    await room.says('在吗')
    expect(room.calls.filter((action) => action === '.explain_message').length - before).toBe(2)
  })
})
