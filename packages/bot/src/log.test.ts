import { pino } from 'pino'
import { describe, expect, it, vi } from 'vitest'
import { GROUP, roomOf } from './commands/chat.fixture.js'
import { createBot } from './create-bot.js'
import { ActionFailed } from './errors.js'
import { consoleLog, type Log } from './log.js'
import { memoryStorage } from './storage/memory-storage.js'

/** A pino whose lines are kept, as it comes out of its package. */
function keptPino() {
  const lines: Record<string, unknown>[] = []
  const log: Log = pino({ base: null }, { write: (line: string) => void lines.push(JSON.parse(line)) })
  return { log, lines }
}

/** A bot of which everything fails, each in its own way. */
function failing(log: Log) {
  const bot = createBot({ log, storage: memoryStorage() })
  bot.command('throw', () => {
    throw new TypeError('boom', { cause: new RangeError('deep') })
  })
  bot.command('reject', async () => {
    await Promise.resolve()
    throw new Error('later')
  })
  bot.command('text', () => Promise.reject('only a text'))
  bot.command('number', () => 5 as never)
  return bot
}

describe('a log', () => {
  it.each([
    ['throw', { type: 'TypeError', message: 'boom: deep' }],
    ['reject', { type: 'Error', message: 'later' }],
    ['number', { type: 'BotUsageError', code: 'bad_answer' }],
  ])('that is a real pino has the error of a handler with its stack: %s', async (name, err) => {
    const { log, lines } = keptPino()
    await using bot = failing(log)
    const room = await roomOf(bot)
    await room.says(`/${name}`)
    const line = lines.find(({ level }) => level === 50)
    expect(line).toMatchObject({
      msg: `a handler failed on an event "message" in group ${GROUP} of user 20001`,
      err,
      account: 10000,
      group_id: GROUP,
      user_id: 20001,
      post_type: 'message',
    })
    expect(line?.err).toMatchObject({ stack: expect.stringContaining('\n    at ') })
  })

  it('that is a real pino has whatever was thrown, also where that is no error', async () => {
    const { log, lines } = keptPino()
    await using bot = failing(log)
    const room = await roomOf(bot)
    await room.says('/text')
    expect(lines.find(({ level }) => level === 50)).toMatchObject({ err: 'only a text' })
  })

  it('that is a real pino has errors of error handlers, of watchers, and of what nobody waited for', async () => {
    const { log, lines } = keptPino()
    await using bot = failing(log)
    bot.onAccount(() => {
      throw new Error('watcher')
    })
    const room = await roomOf(bot)
    bot.onError(() => {
      throw new Error('again')
    })
    await room.says('/throw')
    const told = lines
      .filter(({ level }) => level === 50)
      .map(({ msg, err }) => [msg, (err as Error).message])
    expect(told).toContainEqual(['onAccount failed', 'watcher'])
    expect(told).toContainEqual(['an error handler failed', 'again'])
  })

  it('gets every line as fields and a text', async () => {
    const told: [level: string, ...given: unknown[]][] = []
    const to =
      (level: string) =>
      (...given: readonly unknown[]) =>
        void told.push([level, ...given])
    await using bot = createBot({
      log: { info: to('info'), warn: to('warn'), error: to('error') },
      storage: memoryStorage(),
      debug: true,
    })
    bot.command('throw', () =>
      Promise.reject(new ActionFailed('x', { status: 'failed', retcode: 1, data: null })),
    )
    const listening = await bot.listen({ port: 0 })
    const room = await roomOf(bot)
    await room.says('/throw')
    expect(told.map(([level]) => level)).toEqual(['info', 'info', 'error'])
    for (const [, fields, text, ...more] of told) {
      expect([typeof fields, typeof text, more]).toEqual(['object', 'string', []])
    }
    expect(told[0]?.[1]).toEqual({ url: listening.url })
  })

  it('may be the console, plain or as a bot has it by default', async () => {
    const error = vi.spyOn(console, 'error').mockImplementation(() => {})
    for (const log of [console, consoleLog]) {
      await using bot = failing(log)
      const room = await roomOf(bot)
      await room.says('/throw')
    }
    const [plain = [], own = []] = error.mock.calls
    expect(plain[0]).toMatchObject({ err: { message: 'boom' } })
    expect(plain[1]).toContain('a handler failed')
    expect(own).toEqual([expect.stringMatching(/^\[bot\] a handler failed on .*\nTypeError: boom\n +at /)])
    error.mockRestore()
  })
})
