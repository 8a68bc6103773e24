import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { type SimulatedAccount, Stage, type TestClient } from './hub.fixture.js'
import type { HubOptions } from './options.js'

let stage: Stage
let account: SimulatedAccount
beforeEach(async () => {
  last = 0
  stage = new Stage()
  account = await stage.account()
})
afterEach(() => stage.close())

const ID = 'X-Client-Name'
/** Reads, but its library never says so: what it was sent stays unconfirmed. */
const SILENT = { autoPong: false }

/** Of the last event; in the journal's view it stands at the same number. */
let last = 0
const emit = (kind: 'message' | 'notice' = 'notice'): number => {
  account.emit({ post_type: kind, n: ++last })
  return last
}
const emitMany = (count: number): number[] => Array.from({ length: count }, () => emit())

const seen = (client: TestClient): unknown[] => client.events.map((event) => event.n ?? event.notice_type)

async function read(client: TestClient, wanted: readonly unknown[]): Promise<void> {
  await expect.poll(() => seen(client)).toEqual(wanted)
}

/** Waits until the client has answered the hub's ping behind the last event. */
const confirmed = (client: TestClient): Promise<void> =>
  expect.poll(() => client.pings.at(-1)).toBe(String(last))

async function gone(client: TestClient): Promise<void> {
  client.ws.terminate()
  await expect.poll(() => client.closed).toBeDefined()
  await expect
    .poll(async () => (await stage.http('/api/get_online_clients')).json.data)
    .toEqual({ clients: [] })
}

const start = (options: Partial<HubOptions> = {}) => stage.start([account], options)

const sureToken = { name: 'bot', token: 'secret' } as const

describe.each([
  ['?client_name=', '?client_name=bot', {}, {}],
  ['X-Client-Name', '', { [ID]: 'bot' }, {}],
  ['its token', '?access_token=secret', {}, { clients: [sureToken] }],
])('a client known by %s', (_, query, headers, options: Partial<HubOptions>) => {
  const open = (how: object = {}) => stage.opened(query, headers, how)

  it('gets everything it had not confirmed once more, in order, after its lifecycle event', async () => {
    await start(options)
    const first = await open(SILENT)
    const unconfirmed = emitMany(5)
    await read(first, unconfirmed)
    first.ws.terminate()
    await expect.poll(() => stage.log.some(({ text }) => text === 'client disconnected')).toBe(true)
    const away = emitMany(100)
    await expect.poll(() => stage.hub.journal.events).toBe(105)
    const second = await open()
    await read(second, [...unconfirmed, ...away])
    expect(second.frames[0]).toMatchObject({ meta_event_type: 'lifecycle', self_id: 10001 })
  })
})

describe('a named client that comes back', () => {
  it('gets nothing twice that it had confirmed', async () => {
    await start()
    const first = await stage.opened('?client_name=bot')
    await read(first, emitMany(3))
    await confirmed(first)
    await gone(first)
    const away = emitMany(2)
    await read(await stage.opened('?client_name=bot'), away)
  })

  it('gets what it had in its socket but never read', async () => {
    await start()
    const first = await stage.opened('?client_name=bot')
    const early = emitMany(2)
    await read(first, early)
    await confirmed(first)
    first.ws.pause()
    const unread = emitMany(30)
    await expect.poll(() => stage.hub.journal.events).toBe(32)
    await gone(first)
    await read(await stage.opened('?client_name=bot'), unread)
  })

  it('again and again, each time from what it has confirmed', async () => {
    await start()
    const all: number[] = []
    const got: unknown[] = []
    for (let life = 0; life < 5; life++) {
      const client = await stage.opened('?client_name=bot')
      all.push(...emitMany(4))
      await expect.poll(() => [...got, ...seen(client)]).toEqual(all)
      await confirmed(client)
      got.push(...seen(client))
      await gone(client)
      all.push(...emitMany(3))
    }
    await read(await stage.opened('?client_name=bot'), all.slice(-3))
  })

  it('is told of stale messages by one gap notice first, and gets the notices all the same', async () => {
    await start({ resume: { maxAgeMs: 100_000 } })
    await gone(await stage.opened('?client_name=bot'))
    const from = Math.floor(Date.now() / 1000)
    emit('message')
    const notice = emit('notice')
    emit('message')
    await expect.poll(() => stage.hub.journal.events).toBe(3)
    await stage.clock.advance(110_000)
    const fresh = emit('message')
    await expect.poll(() => stage.hub.journal.events).toBe(4)
    const client = await stage.opened('?client_name=bot')
    await read(client, ['rookery_gap', notice, fresh])
    expect(client.frames[0]).toMatchObject({ meta_event_type: 'lifecycle' })
    const gap = client.events[0]
    expect(gap).toMatchObject({ post_type: 'notice', self_id: 10001, count: 2 })
    expect(Number(gap?.from_time)).toBeGreaterThanOrEqual(from - 1)
    expect(Number(gap?.to_time)).toBeGreaterThanOrEqual(Number(gap?.from_time))
    expect(Number(gap?.to_time)).toBeLessThanOrEqual(stage.clock.now() / 1000)
  })

  it('is told how much the journal has forgotten, and goes on behind it', async () => {
    await start({ journal: { engine: 'memory', keep: { ageMs: 60_000, events: 10, bytes: 1e6 } } })
    await gone(await stage.opened('?client_name=bot'))
    const away = emitMany(25)
    await expect.poll(() => stage.hub.journal.events).toBe(10)
    await expect.poll(() => stage.log.length).toBeGreaterThan(0)
    const client = await stage.opened('?client_name=bot')
    await expect.poll(() => seen(client).at(-1)).toBe(away.at(-1))
    expect(seen(client)).toEqual(['rookery_gap', ...away.slice(-10)])
    expect(client.events[0]).toMatchObject({ count: 15 })
  })

  it('is spared an event that was being sent at three disconnects', async () => {
    await start()
    await gone(await stage.opened('?client_name=bot'))
    const [, deadly, after] = emitMany(3)
    await expect.poll(() => stage.hub.journal.events).toBe(3)
    for (let life = 0; life < 3; life++) {
      const client = stage.client('?client_name=bot', {}, SILENT)
      // It answers for what it has read up to the event that kills it.
      client.ws.on('ping', (payload) => {
        if (!seen(client).includes(deadly)) client.ws.pong(payload)
      })
      await expect.poll(() => seen(client)).toContain(deadly)
      await gone(client)
    }
    const client = await stage.opened('?client_name=bot')
    await read(client, ['rookery_gap', after])
    expect(client.events[0]).toMatchObject({ count: 1 })
  })
})

describe('a client that is new', () => {
  it('starts at the head, under a new name and without one', async () => {
    await start()
    emitMany(3)
    await expect.poll(() => stage.hub.journal.events).toBe(3)
    const clients = [await stage.opened('?client_name=new'), await stage.opened()]
    const now = emit()
    for (const client of clients) await read(client, [now])
  })

  it('resumes nothing without a name', async () => {
    await start()
    const first = await stage.opened('', {}, SILENT)
    await read(first, emitMany(2))
    await gone(first)
    const second = await stage.opened()
    const now = emit()
    await read(second, [now])
  })
})

describe('set_client_name', () => {
  it('names from then on and never rewinds: of a name that had something waiting it is told how much is lost', async () => {
    await start()
    await gone(await stage.opened('?client_name=bot'))
    emitMany(2)
    await expect.poll(() => stage.hub.journal.events).toBe(2)
    const client = await stage.opened()
    expect(await client.call('set_client_name', { name: 'bot' })).toMatchObject({ status: 'ok' })
    const now = emit()
    await read(client, ['rookery_gap', now])
    expect(client.events[0]).toMatchObject({ count: 2 })
    await confirmed(client)
    await gone(client)
    const away = emit()
    await read(await stage.opened('?client_name=bot'), [away])
  })
})
