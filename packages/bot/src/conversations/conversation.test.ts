import { describe, expect, it } from 'vitest'
import { ManualClock } from '../clock.fixture.js'
import { BOB, roomOf, settled } from '../commands/chat.fixture.js'
import { createBot } from '../create-bot.js'
import { silentLog } from '../log.js'

describe('a conversation', () => {
  it('whose handler is done without waiting for its question ends that, and holds nobody up', async () => {
    const clock = new ManualClock()
    await using bot = createBot({ log: silentLog, clock })
    const ended: unknown[] = []
    bot.command('ask', async ({ ask }) => {
      ask('谁？').catch((error: { readonly why: string }) => ended.push(error.why))
      await settled()
    })
    bot.command('ping', () => 'pong')
    const room = await roomOf(bot)
    await room.says('/ask')
    await settled()
    await settled()
    // Nor later, when nobody would have answered in time.
    await clock.advance(10 * 60_000)
    expect(ended).toEqual(['closed'])
    expect(await room.says('/ping')).toEqual(['pong'])
  })

  it('that was killed while its handler worked sends no other question', async () => {
    await using bot = createBot({ log: silentLog })
    const steps: unknown[] = []
    let goOn = (): void => {}
    bot.command('slow', async ({ ask, confirm }) => {
      await ask('1?')
      await new Promise<void>((resolve) => {
        goOn = resolve
      })
      await confirm('2?').catch((error: { readonly why: string }) => steps.push(error.why))
    })
    bot.command('stop', { privileged: true }, ({ kill }) => `${kill()}`)
    const room = await roomOf(bot)
    expect(await room.says('/slow')).toEqual(['1?'])
    expect(await room.says('x')).toEqual([])
    expect(await room.says('/stop')).toEqual(['true'])
    goOn()
    await expect.poll(() => steps).toEqual(['killed'])
    expect(await room.says('y')).toEqual([])
  })
})

describe('kill', () => {
  /** A room in which Alice's command asks the whole group, after Bob has said something. */
  async function askedGroup(...said: readonly string[]) {
    const bot = createBot({ log: silentLog })
    const ended: string[] = []
    bot.onConversationEnd((why, { event }) => void ended.push(`${why} ${Object(event).user_id}`))
    bot.command('vote', { answersFrom: 'group' }, async ({ ask }) => `voted ${await ask('?', 'int')}`)
    bot.command('quiz', async ({ ask }) => `answered ${await ask('?')}`)
    bot.command('deaf', async ({ ask }) => {
      await ask('?').catch(() => {})
      await new Promise(() => {})
    })
    bot.command('stop', { privileged: true }, ({ kill }) => `${kill()}`)
    bot.command('sure', { whileAsking: 'passes' }, async ({ confirm, kill }) => {
      await confirm('sure?')
      return `${kill()}`
    })
    const room = await roomOf(bot)
    for (const text of said) await room.says(text, { user_id: BOB })
    await room.says('/vote')
    return { bot, room, ended, [Symbol.asyncDispose]: () => bot.close() }
  }

  it.each([
    ['nothing of his own', [], ['true'], ['killed 20001']],
    ['a question of his own', ['/quiz'], ['true', 'true'], ['killed 20002', 'killed 20001']],
    ['a conversation that has ended, but is still at work', ['/deaf'], ['true', 'true'], ['killed 20001']],
  ])('ends his own conversation, then that of the group: with %s', async (_, said, killed, whys) => {
    await using all = await askedGroup(...said)
    for (const expected of [...killed, 'false']) {
      expect(await all.room.says('/stop', { user_id: BOB })).toEqual([expected])
    }
    expect(all.ended).toEqual(whys)
  })

  it('ends that of the group for a handler that has asked, too', async () => {
    await using all = await askedGroup()
    expect(await all.room.says('/sure', { user_id: BOB })).toEqual(['sure?'])
    expect(await all.room.says('yes', { user_id: BOB })).toEqual(['true'])
    expect(all.ended).toEqual(['killed 20001'])
  })
})
