import { describe, expect, it } from 'vitest'
import { ManualClock } from '../clock.fixture.js'
import { GROUP, roomOf, settled } from '../commands/chat.fixture.js'
import { createBot } from '../create-bot.js'
import { silentLog } from '../log.js'
import { memoryStorage } from '../storage/memory-storage.js'
import type { Storage } from '../storage/storage.js'

const MINUTE_MS = 60_000
const to = { group_id: GROUP }

function timed(storage: Storage = memoryStorage(), nowMs?: number) {
  const clock = new ManualClock(nowMs)
  const bot = createBot({ log: silentLog, clock, storage })
  const errors: unknown[] = []
  bot.onError((error, event) => errors.push([(error as Error).message, event]))
  return { bot, clock, errors, [Symbol.asyncDispose]: () => bot.close() }
}

describe('a job', () => {
  it('is done at its time, and what it returns is sent', async () => {
    await using all = timed()
    const room = await roomOf(all.bot)
    const dues: string[] = []
    all.bot.schedule('*/5 * * * *', { to, timezone: 'Asia/Shanghai' }, async ({ dueAt, send }) => {
      dues.push(dueAt.toISOString().slice(11, 16))
      await send('叮')
      return '咚'
    })
    await all.clock.advance(11 * MINUTE_MS)
    expect(dues).toEqual(['00:05', '00:10'])
    expect(room.sent()).toEqual(['叮', '咚', '叮', '咚'])
  })

  it('waits until an account is online, and no longer than until the next run', async () => {
    await using all = timed()
    all.bot.schedule({ everyMs: MINUTE_MS }, { name: 'bell', to }, () => '叮')
    await all.clock.advance(2.5 * MINUTE_MS)
    expect(all.errors).toEqual([['job bell: an account was not online within 59999 ms', undefined]])
    const room = await roomOf(all.bot)
    await settled()
    expect(room.sent()).toEqual(['叮'])
  })

  it('that fails is told, and done again the next time', async () => {
    await using all = timed()
    await roomOf(all.bot)
    let runs = 0
    all.bot.schedule({ everyMs: MINUTE_MS }, function ring() {
      runs += 1
      if (runs === 1) throw new TypeError('oops')
      return '叮'
    })
    await all.clock.advance(2 * MINUTE_MS)
    expect(all.errors).toEqual([
      ['job ring: oops', undefined],
      ['job ring: job ring says something, but has no "to"', undefined],
    ])
  })

  it('is listed, and can be taken back', async () => {
    await using all = timed()
    const job = all.bot.schedule({ everyMs: MINUTE_MS }, { name: 'bell' }, () => '叮')
    expect(all.bot.schedules).toEqual([{ name: 'bell', next: job.next }])
    expect(() => all.bot.schedule('* * * * *', { name: 'bell' }, () => '')).toThrow('"bell" already')
    expect(() => all.bot.schedule('* * * *', () => '')).toThrow('cannot read the schedule')
    job.cancel()
    await all.clock.advance(2 * MINUTE_MS)
    expect(all.bot.schedules).toEqual([])
    expect(all.errors).toEqual([])
  })

  it('that is planned in a handler is done by the account of its event', async () => {
    await using all = timed()
    const room = await roomOf(all.bot)
    all.bot.command('remind <what>', ({ args, bot, event }) => {
      const inTime = new Date(all.clock.now() + MINUTE_MS)
      bot.schedule(inTime, { to: event }, () => args.what)
    })
    await room.says('/remind 喝水')
    await all.clock.advance(2 * MINUTE_MS)
    expect(room.sent()).toEqual(['喝水'])
  })

  it('that has run for the last time is forgotten, and its name is free', async () => {
    await using all = timed()
    await roomOf(all.bot)
    const seen: string[] = []
    const once = () =>
      all.bot.schedule(new Date(all.clock.now() + MINUTE_MS), { name: 'once' }, () => void seen.push('once'))
    const { over } = once()
    expect(once).toThrow('there is a job "once" already')
    await all.clock.advance(2 * MINUTE_MS)
    await over
    expect(all.bot.schedules).toEqual([])
    const again = once()
    again.cancel()
    await again.over
    await all.clock.advance(2 * MINUTE_MS)
    expect(seen).toEqual(['once'])
  })

  it('waits for an account until just before its next run, however many days that takes', async () => {
    await using all = timed()
    const days = 24 * 60 * MINUTE_MS
    all.bot.schedule({ everyMs: 60 * days }, { to }, () => '叮')
    await all.clock.advance(90 * days)
    expect(all.errors).toEqual([])
    const room = await roomOf(all.bot)
    expect(room.sent()).toEqual(['叮'])
  })

  it('lives by the clock that the bot is attached with', async () => {
    await using bot = createBot({ log: silentLog })
    const clock = new ManualClock()
    bot.schedule({ everyMs: MINUTE_MS }, { to }, () => '叮')
    const room = await roomOf(bot, clock)
    await clock.advance(MINUTE_MS)
    await settled()
    expect(room.sent()).toEqual(['叮'])
  })
})

describe('a run that was missed', () => {
  const START_MS = Date.UTC(2026, 0, 1)

  async function afterTheNight(missed: 'skip' | 'once', when: string | Date = '0 8 * * *') {
    const storage = memoryStorage()
    const seen: string[] = []
    for (const day of [0, 3]) {
      await using all = timed(storage, START_MS + day * 24 * 60 * MINUTE_MS)
      await roomOf(all.bot)
      all.bot.schedule(when, { name: 'morning', missed, timezone: 'UTC' }, ({ dueAt, isMissed }) => {
        seen.push(`${dueAt.toISOString().slice(8, 13)} ${isMissed}`)
      })
      await settled()
      await all.clock.advance(9 * 60 * MINUTE_MS)
    }
    return seen
  }

  it('is made up for once, if that is wanted', async () => {
    expect(await afterTheNight('once')).toEqual(['01T08 false', '02T08 true', '04T08 false'])
    expect(await afterTheNight('skip')).toEqual(['01T08 false', '04T08 false'])
    const once = new Date(START_MS + 30 * 60 * MINUTE_MS)
    expect(await afterTheNight('once', once)).toEqual(['02T06 true'])
    expect(await afterTheNight('skip', once)).toEqual([])
  })

  it('needs a name to be kept by', async () => {
    await using all = timed()
    expect(() => all.bot.schedule('* * * * *', { missed: 'once' }, () => '')).toThrow('needs a name')
  })

  it('cannot be known where the storage fails, which is told', async () => {
    const broken: Storage = {
      ...memoryStorage(),
      open: () => {
        throw new TypeError('no disk')
      },
    }
    await using all = timed(broken)
    all.bot.schedule('0 8 * * *', { name: 'morning', missed: 'once' }, () => '')
    await settled()
    expect(all.errors).toEqual([['job morning: no disk', undefined]])
  })
})
