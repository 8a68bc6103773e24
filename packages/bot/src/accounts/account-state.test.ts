import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import type { Bot } from '../bot/bot.js'
import { getBot } from '../bot/get-bot.js'
import { groupMessage, Simulated, TestClock } from '../connections/simulated.fixture.js'
import { createBot } from '../create-bot.js'
import { BotClosed, NotReady } from '../errors.js'
import { silentLog } from '../log.js'

let qq: Simulated
let bot: Bot
let clock: TestClock
let states: string[]

beforeEach(async () => {
  qq = new Simulated(10000)
  clock = new TestClock()
  bot = createBot({ log: silentLog, clock })
  states = []
  bot.onAccount((_, state) => states.push(state))
  await bot.connect((await qq.listen()).url)
})
afterEach(async () => {
  await bot.close()
  await qq.close()
})

const heartbeat = (online = true) => ({
  post_type: 'meta_event',
  meta_event_type: 'heartbeat',
  interval: 5_000,
  status: { online, good: online },
})
const told = (...expected: string[]) => vi.waitFor(() => expect(states).toEqual(expected))

describe('the state of an account', () => {
  it('is what its heartbeats and notices say', async () => {
    qq.tell(heartbeat(false))
    await told('online', 'offline')
    qq.tell(heartbeat(true))
    await told('online', 'offline', 'online')
    qq.tell({ post_type: 'notice', notice_type: 'bot_offline', tag: '', message: '' })
    await told('online', 'offline', 'online', 'offline')
    // A message that was on its way does not make it online.
    qq.tell(groupMessage('x'))
    qq.tell({ post_type: 'notice', notice_type: 'bot_online' })
    await told('online', 'offline', 'online', 'offline', 'online')
  })

  it('is offline when its heartbeats stay away, until something comes again', async () => {
    qq.tell(heartbeat())
    await vi.waitFor(() => expect(clock.waiting).toBe(1))
    clock.advance(14_999)
    expect(states).toEqual(['online'])
    clock.advance(1)
    await told('online', 'offline')
    qq.tell(groupMessage('x'))
    await told('online', 'offline', 'online')
  })

  it('is not offline while something else comes', async () => {
    const heard = vi.fn()
    bot.on('message', heard)
    qq.tell(heartbeat())
    qq.tell(groupMessage('x'))
    await vi.waitFor(() => expect(heard).toHaveBeenCalled())
    clock.advance(15_000)
    expect(states).toEqual(['online'])
    clock.advance(15_000)
    await told('online', 'offline')
  })

  it('is away without a connection', async () => {
    const [account] = bot.accounts
    await qq.close()
    await told('online', 'away')
    expect(account?.state).toBe('away')
    expect(bot.accounts).toEqual([])
    await expect(bot.get_group_list()).rejects.toMatchObject({ code: 'api_not_available', outcome: 'unsent' })
  })
})

describe('a watcher of accounts', () => {
  it('that fails breaks nothing, and ends by what it gave back', async () => {
    const seen: string[] = []
    bot.onAccount(() => {
      throw new TypeError('x')
    })
    bot.onAccount(async () => {
      throw new TypeError('y')
    })
    const undo = bot.onAccount((_, state, before) => seen.push(`${before} ${state}`))
    qq.tell(heartbeat(false))
    await told('online', 'offline')
    undo()
    qq.tell(heartbeat(true))
    await told('online', 'offline', 'online')
    expect(seen).toEqual(['online offline'])
  })
})

describe('waiting for an account', () => {
  it('ends at once when it is online, and else when it is', async () => {
    expect((await bot.ready()).self_id).toBe('10000')
    const second = bot.ready(10001)
    await using other = new Simulated(10001)
    await bot.connect((await other.listen()).url)
    expect((await second).self_id).toBe('10001')
  })

  it('ends in time, by a signal, and with the bot', async () => {
    const late = bot.ready(7, { timeoutMs: 1_000 })
    clock.advance(1_000)
    await expect(late).rejects.toBeInstanceOf(NotReady)
    const stop = new AbortController()
    const stopped = bot.ready(7, { signal: stop.signal })
    stop.abort(new TypeError('enough'))
    await expect(stopped).rejects.toThrow('enough')
    const left = bot.ready(7)
    left.catch(() => {})
    await bot.close()
    await expect(left).rejects.toBeInstanceOf(BotClosed)
    expect(clock.waiting).toBe(0)
  })
})

describe('getBot', () => {
  it('gives the one bot of the process, or says why not', async () => {
    expect(getBot()).toBe(bot)
    await using _second = createBot()
    expect(() => getBot()).toThrow('2 bots')
    await _second.close()
    await bot.close()
    expect(() => getBot()).toThrow('createBot() was not called')
  })
})
