import os from 'node:os'
import { systemClock } from '@rookery/transport'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { type PostReceiver, postReceiver, reading } from './http-peers.fixture.js'
import { type SimulatedAccount, Stage } from './hub.fixture.js'

const MINUTE_MS = 60_000
const HOUR_MS = 60 * MINUTE_MS

let stage: Stage
let account: SimulatedAccount
let hook: PostReceiver
let asleepMs = 0
let last = 0
beforeEach(async () => {
  asleepMs = last = 0
  vi.useFakeTimers({ toFake: ['Date', 'performance'] })
  vi.spyOn(os, 'uptime').mockImplementation(() => (1e9 + performance.now() + asleepMs) / 1000)
  hasten()
  stage = new Stage({ clock: systemClock })
  account = await stage.account()
  hook = await postReceiver(stage)
})
afterEach(async () => {
  await stage.close()
  vi.useRealTimers()
  vi.restoreAllMocks()
})

/** The short waits before something is tried again are over at once. */
function hasten(): void {
  const { after } = systemClock
  vi.spyOn(systemClock, 'after').mockImplementation((delayMs, wake) =>
    after(delayMs <= 2_000 ? delayMs / 20 : delayMs, wake),
  )
}

/** Time goes by on every clock. */
const pass = (ms: number): void => void vi.advanceTimersByTime(ms)
/** Somebody, or the time server, sets the clock on the wall. */
const setClock = (ms: number): void => void vi.setSystemTime(Date.now() + ms)
/** The machine sleeps: what counts the time since it was started stands still, the wall's clock does not. */
function sleep(ms: number): void {
  asleepMs += ms
  setClock(ms)
}

/** A message and a notice that a client misses. */
async function missed(): Promise<void> {
  const before = stage.hub.journal.events
  account.emit({ post_type: 'message', n: ++last })
  account.emit({ post_type: 'notice', n: ++last })
  await expect.poll(() => stage.hub.journal.events).toBe(before + 2)
}

/** How a client is there, goes away, and comes back; what it has got meanwhile, and what it is told to have missed. */
interface Way {
  leave(): Promise<void>
  back(): Promise<void>
  events(): readonly Readonly<Record<string, unknown>>[]
}

async function overWebSocket(): Promise<Way> {
  await start()
  let client = await stage.opened('?client_name=bot')
  return {
    leave: () => gone(() => client.ws.terminate()),
    back: async () => {
      client = await stage.opened('?client_name=bot')
    },
    events: () => client.events,
  }
}

async function overSse(): Promise<Way> {
  await start()
  let reader = await reading(stage, '?client_name=bot')
  return {
    leave: () => gone(() => reader.cut()),
    back: async () => {
      reader = await reading(stage, '?client_name=bot')
    },
    events: () => reader.bodies.filter(({ post_type }) => post_type !== 'meta_event'),
  }
}

async function overHttpPost(): Promise<Way> {
  await start({ clients: [{ name: 'bot', type: 'http-post', url: hook.url }] })
  await expect.poll(() => hook.posts.length).toBe(1)
  return { leave: () => hook.stop(), back: () => hook.start(), events: () => hook.events() }
}

const start = (options: object = {}) =>
  stage.start([account], {
    journal: { engine: 'memory', keep: { ageMs: 10 * HOUR_MS, events: 100, bytes: 1e6 } },
    ...options,
  })

async function gone(cut: () => void): Promise<void> {
  cut()
  await expect
    .poll(async () => (await stage.http('/api/get_online_clients')).json.data)
    .toEqual({ clients: [] })
}

const seen = (way: Way): unknown[] => way.events().flatMap(({ n }) => (n === undefined ? [] : [n]))
const told = (way: Way): number =>
  way
    .events()
    .reduce((sum, { notice_type, count }) => sum + (notice_type === 'rookery_gap' ? Number(count) : 0), 0)

describe.each([
  ['WebSocket', overWebSocket],
  ['SSE', overSse],
  ['HTTP POST', overHttpPost],
])('a client that comes back over %s', (_, make) => {
  const away = async (meanwhile: () => void): Promise<Way> => {
    const way = await make()
    await way.leave()
    await missed()
    meanwhile()
    await way.back()
    return way
  }
  const expectFresh = async (way: Way): Promise<void> => {
    await expect.poll(() => [...seen(way)].sort(), { timeout: 5_000 }).toEqual([1, 2])
    expect(told(way)).toBe(0)
  }
  const expectStale = async (way: Way): Promise<void> => {
    await expect.poll(() => [seen(way), told(way)], { timeout: 5_000 }).toEqual([[2], 1])
  }

  it('is not sent messages from before a sleep of two hours', async () => {
    await expectStale(await away(() => sleep(2 * HOUR_MS)))
  })

  it.each([1, -1])('is sent messages of just now when the clock is set by %i h', async (hours) => {
    await expectFresh(
      await away(() => {
        pass(2_000)
        setClock(hours * HOUR_MS)
        pass(2_000)
      }),
    )
  })

  it.each([1, -1])('is not sent messages of six minutes ago when the clock is set by %i h', async (hours) => {
    await expectStale(
      await away(() => {
        setClock(hours * HOUR_MS)
        pass(6 * MINUTE_MS)
      }),
    )
  })

  it.each([1, -1])(
    'is not sent messages from before a sleep when the clock is set by %i h as well',
    async (hours) => {
      await expectStale(
        await away(() => {
          sleep(2 * HOUR_MS)
          setClock(hours * HOUR_MS)
        }),
      )
    },
  )

  it('is sent what comes first after a sleep', async () => {
    const way = await make()
    await way.leave()
    sleep(2 * HOUR_MS)
    await missed()
    pass(2_000)
    await way.back()
    await expectFresh(way)
  })

  it('is not sent messages from before a short sleep and a short wait that are too long together', async () => {
    await expectStale(
      await away(() => {
        sleep(3 * MINUTE_MS)
        pass(3 * MINUTE_MS)
      }),
    )
  })
})

describe('the journal', () => {
  const keep = { ageMs: 30 * MINUTE_MS, events: 100, bytes: 1e6 }

  it('forgets by age what was there before a sleep, and nothing because a clock is set', async () => {
    await stage.start([account], { journal: { engine: 'memory', keep } })
    await missed()
    setClock(HOUR_MS)
    await missed()
    setClock(-HOUR_MS)
    await missed()
    expect(stage.hub.journal.events).toBe(6)
    sleep(2 * HOUR_MS)
    account.emit({ post_type: 'notice', n: ++last })
    await expect.poll(() => stage.hub.journal.events).toBe(1)
  })
})
