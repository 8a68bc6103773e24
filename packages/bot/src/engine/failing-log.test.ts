import { describe, expect, it } from 'vitest'
import { groupMessage, SELF, StillClock, settled } from '../commands/chat.fixture.js'
import { createBot } from '../create-bot.js'
import { silentLog } from '../log.js'

/** A bot with a debug log that fails for one text, and an async hook; events are posted to it, as over HTTP. */
async function postedTo(text: string) {
  const info = (_data: object, line: string): void => {
    if (line.includes(text)) throw new TypeError('the log is full')
  }
  // The clock stands still: an answer comes only when the handling is done.
  const bot = createBot({ log: { ...silentLog, info }, debug: true, clock: new StillClock() })
  const errors: string[] = []
  bot.onError((error, event) => void errors.push(`${error} in ${event?.post_type}`))
  bot.before('message', () => settled())
  const { port } = await bot.listen({ host: '127.0.0.1', port: 0 })
  const post = async (message: string): Promise<number> => {
    const body = JSON.stringify(groupMessage(message))
    const headers = { 'Content-Type': 'application/json', 'X-Self-ID': String(SELF) }
    const { status } = await fetch(`http://127.0.0.1:${port}/`, { method: 'POST', headers, body })
    return status
  }
  let finish = (): void => {}
  const began = new Promise<void>((resolve) => {
    bot.command('work', () => {
      resolve()
      return new Promise<void>((done) => {
        finish = done
      })
    })
  })
  return { bot, errors, post, began, finish: () => finish(), [Symbol.asyncDispose]: () => bot.close() }
}

describe('a failing debug log', () => {
  it('is reported with its event, and the sender gets its answer', async () => {
    await using posted = await postedTo('other')
    posted.bot.command('other', () => {})
    expect(await posted.post('/other')).toBe(204)
    expect(posted.errors).toEqual(['TypeError: the log is full in message'])
  })

  it('is reported also for a message that goes beside a handler at work', async () => {
    await using posted = await postedTo('other')
    posted.bot.command('other', { busy: 'parallel' }, () => {})
    const working = posted.post('/work')
    await posted.began
    expect(await posted.post('/other')).toBe(204)
    expect(posted.errors).toEqual(['TypeError: the log is full in message'])
    posted.finish()
    expect(await working).toBe(204)
  })

  it('lets a message that waits after all be over', async () => {
    await using posted = await postedTo('queue')
    posted.bot.command('other', { busy: 'parallel' }, () => {})
    posted.bot.command('queue', () => {})
    posted.bot.before('message', ({ heard, rewrite }) => {
      if (heard.text === '/other') rewrite('/queue')
    })
    const working = posted.post('/work')
    await posted.began
    const other = posted.post('/other')
    await settled()
    posted.finish()
    expect(await working).toBe(204)
    expect(await other).toBe(204)
    expect(posted.errors).toEqual(['TypeError: the log is full in message'])
  })
})
