import { describe, expect, it } from 'vitest'
import { ManualClock } from '../clock.fixture.js'
import { roomOf, settled } from '../commands/chat.fixture.js'
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
