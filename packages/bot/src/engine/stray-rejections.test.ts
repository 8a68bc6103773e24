import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { groupMessage, keptLog, Simulated } from '../connections/simulated.fixture.js'
import { createBot } from '../create-bot.js'
import { silentLog } from '../log.js'

// The listeners of the test runner would fail the test before ours is asked.
let others: NodeJS.UnhandledRejectionListener[]
beforeEach(() => {
  others = process.listeners('unhandledRejection')
  process.removeAllListeners('unhandledRejection')
})
afterEach(() => {
  for (const each of others) process.on('unhandledRejection', each)
})

describe('errors in handlers', () => {
  it('reach onError with the event that caused them, also those of promises that nobody waits for', async () => {
    await using qq = new Simulated()
    await using bot = createBot({ log: silentLog })
    const errors: unknown[] = []
    bot.onError((error, event) => void errors.push([String(error), event?.post_type]))
    bot.on('message.group', () => {
      void (async () => {
        await new Promise(setImmediate)
        throw new TypeError('forgotten')
      })()
      throw new TypeError('thrown')
    })
    await bot.connect((await qq.listen()).url)
    qq.tell(groupMessage('x'))
    await vi.waitFor(() => expect(errors).toHaveLength(2))
    expect(errors).toEqual([
      ['TypeError: thrown', 'message'],
      ['TypeError: forgotten', 'message'],
    ])
  })

  it('are logged where nobody asks for them, and one of an error handler is', async () => {
    await using qq = new Simulated()
    const { lines, log } = keptLog()
    await using bot = createBot({ log })
    await bot.connect((await qq.listen()).url)
    bot.on('message.group', () => {
      throw new TypeError('x')
    })
    qq.tell(groupMessage('x'))
    await vi.waitFor(() =>
      expect(lines).toContain('error: a handler failed on an event "message" in group 30001 of user 20001'),
    )
    bot.onError(async () => {
      throw new TypeError('again')
    })
    qq.tell(groupMessage('x'))
    await vi.waitFor(() => expect(lines).toContain('error: an error handler failed'))
  })

  it('leave what is not of a handler to Node, and leave nothing behind', async () => {
    const bot = createBot({ log: silentLog })
    const [listener] = process.listeners('unhandledRejection')
    expect(() => listener?.(new TypeError('foreign'), Promise.resolve())).toThrow('foreign')
    await bot.close()
    expect(process.listenerCount('unhandledRejection')).toBe(0)
  })
})
