import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { type SimulatedAccount, Stage, type TestClient } from '../packages/hub/src/hub.fixture.js'
import { application } from '../packages/hub/src/peers.fixture.js'

/** Faults that were proven of an older hub; the numbers are those of the report. Here: it has to be right. */

let stage: Stage
let account: SimulatedAccount
beforeEach(async () => {
  stage = new Stage()
  account = await stage.account()
})
afterEach(() => stage.close())

const portOf = async (): Promise<number> =>
  ((await stage.http('/api/get_ws_port')).json.data as { port: number }).port
const online = async () => (await stage.http('/api/get_online_clients')).json.data
const notices = (client: TestClient) =>
  client.frames.filter(({ notice_type }) => notice_type === 'client_status')

describe('applications that the hub dials', () => {
  it('fault 14: of several entries only the last is dialled, as often as there are entries', async () => {
    const apps = [await application(stage), await application(stage), await application(stage)]
    const clients = apps.map(({ url }, n) => ({ name: `app${n}`, type: 'ws-reverse', url }) as const)
    await stage.start([account], { clients })
    await expect.poll(() => apps.map(({ links }) => links.length)).toEqual([1, 1, 1])
    // Each is told first that it is connected: from there on it misses nothing.
    for (const app of apps) await expect.poll(() => app.texts.join()).toContain('lifecycle')
    account.emit({ post_type: 'notice', n: 1 })
    for (const app of apps) await expect.poll(() => app.texts.join()).toContain('"n":1')
  })

  it('fault 25: one that comes and goes is listed many times, never goes offline, and loses its name', async () => {
    const app = await application(stage)
    const watched = { name: 'app', type: 'ws-reverse', url: app.url } as const
    await stage.start([account], { clients: [watched] })
    const watching = await stage.opened('?client_status=1')
    for (let life = 1; life <= 3; life++) {
      await expect.poll(() => app.links.length, { timeout: 5_000 }).toBe(life)
      await app.links.at(-1)?.close(1001, 'flap')
    }
    await expect.poll(() => app.links.length, { timeout: 5_000 }).toBe(4)
    const { clients } = (await online()) as { clients: { client_name?: string }[] }
    expect(clients.map(({ client_name }) => client_name).sort()).toEqual(['app', undefined])
    const told = () =>
      notices(watching)
        .filter(({ client }) => (client as { client_name?: string }).client_name === 'app')
        .map((each) => each.online)
    await expect.poll(() => told().at(-1)).toBe(true)
    expect(told()).toContain(false)
  })
})

describe('frames stay what they were', () => {
  it('fault 17: numbers above 2^53 are damaged', async () => {
    const huge = '9007199254740993'
    account = await stage.account(huge)
    await stage.start([account])
    const client = await stage.opened(`?self_id=${huge}`)
    account.emit(`{"time":1,"self_id":${huge},"post_type":"notice","user_id":${huge},"list":[-${huge}]}`)
    await expect.poll(() => client.texts.at(-1)).toContain(`"user_id":${huge},"list":[-${huge}]`)
    const reply = await client.ask(`{"action":"get_login_info","params":{"x":${huge}},"echo":${huge}}`)
    expect(account.calls.at(-1)?.text).toContain(`"x":${huge}`)
    expect(reply).toContain(`"user_id":${huge}`)
    expect(reply).toContain(`"echo":${huge}`)
  })

  it('fault 18: an echo ends at its first line break, and one that is missing comes back as ""', async () => {
    await stage.start([account])
    const client = await stage.opened()
    expect(JSON.parse(await client.ask('{"action":"get_status","echo":"ab\\ncd#ef"}')).echo).toBe('ab\ncd#ef')
    expect(JSON.parse(await client.ask('{"action":"get_status"}'))).not.toHaveProperty('echo')
  })

  it('fault 19: what went wrong stands in "status"', async () => {
    await stage.start([account])
    const client = await stage.opened()
    for (const call of ['set_client_name', 'send_broadcast_data', 'no_such_action'] as const) {
      expect(await client.call(call)).toMatchObject({
        status: 'failed',
        data: null,
        wording: expect.any(String),
      })
    }
  })

  it('fault 20: bad JSON and params that are no object are not answered', async () => {
    await stage.start([account])
    const client = await stage.opened()
    const frames = [
      '{',
      '{"action":"x","params":[1],"echo":7}',
      '{"action":"set_client_name","params":[1],"echo":7}',
    ]
    for (const frame of frames) {
      expect(JSON.parse(await client.ask(frame))).toMatchObject({ status: 'failed', retcode: 1400 })
    }
    expect(client.frames.slice(-2)).toMatchObject([{ echo: 7 }, { echo: 7 }])
  })

  it('fault 21: replies of the upstream without echo go to all clients as if they were events', async () => {
    await stage.start([account])
    const clients = [await stage.opened(), await stage.opened()]
    account.emit('{"status":"failed","retcode":1400,"data":null,"wording":"bad json"}')
    account.emit('{"status":"ok","retcode":0,"data":null,"echo":"foreign"}')
    account.emit({ post_type: 'notice', n: 1 })
    for (const client of clients) {
      await expect.poll(() => client.events).toMatchObject([{ n: 1 }])
      expect(client.frames).toHaveLength(2)
    }
  })
})

describe('what the hub says of itself is true', () => {
  it('fault 22: a client that comes before the upstream gets null, and never a heartbeat', async () => {
    await stage.start([], {
      upstreams: [{ name: 'a', type: 'ws', url: account.url }],
      heartbeatIntervalMs: 30,
    })
    let client = stage.client()
    while ((await client.opened()) === 503) client = stage.client()
    await expect.poll(() => client.frames.length).toBeGreaterThan(2)
    expect(client.frames[0]).toMatchObject({ meta_event_type: 'lifecycle', self_id: 10001 })
    expect(client.frames.slice(1)).toMatchObject(
      client.frames.slice(1).map(() => ({ meta_event_type: 'heartbeat' })),
    )
  })

  it('fault 23: heartbeats say online for ever, in milliseconds, with another interval than they have', async () => {
    await stage.start([account], { heartbeatIntervalMs: 100 })
    const client = await stage.opened()
    await account.close()
    const beats = () => client.frames.filter(({ meta_event_type }) => meta_event_type === 'heartbeat')
    await expect.poll(() => beats().at(-1)?.status).toEqual({ online: false, good: false })
    const began = performance.now()
    const before = beats().length
    await expect.poll(() => beats().length, { interval: 5 }).toBeGreaterThanOrEqual(before + 3)
    expect(performance.now() - began).toBeGreaterThan(150)
    for (const { time, interval } of beats()) {
      expect(Math.abs(Number(time) - Date.now() / 1000)).toBeLessThan(30)
      expect(interval).toBe(100)
    }
  })

  it('fault 24: nobody ever learns the name of a client that comes', async () => {
    await stage.start([account])
    const watching = await stage.opened('?client_status=1')
    const [born, renamed] = [await stage.opened('?client_name=born'), await stage.opened()]
    await renamed.call('set_client_name', { name: 'renamed' })
    const told = () => notices(watching).map(({ client, online }) => ({ client, online }))
    for (const [client, client_name] of [[born, 'born'] as const, [renamed, 'renamed'] as const]) {
      await expect.poll(told).toContainEqual({ client: { app_id: client.appId, client_name }, online: true })
    }
  })

  it('fault 28: a broadcast is always "ok", comes twice to who is named twice, and its callback is not checked', async () => {
    await stage.start([account])
    const [a, b] = [await stage.opened('?client_name=a'), await stage.opened('?client_name=b')]
    const clients = [{ client_name: 'b' }, { app_id: b.appId }, { client_name: 'nobody' }]
    const { data } = await a.call('send_broadcast_data', { clients, data: 'x' })
    expect(data).toMatchObject({ delivered: [{ client_name: 'b' }], unknown: [{ client_name: 'nobody' }] })
    const forged = { client: { client_name: 'a' }, uuid: 'forged', data: 'x' }
    expect(await b.call('send_broadcast_data_callback', forged)).toMatchObject({ status: 'failed' })
    expect(b.frames.filter(({ post_type }) => post_type === 'distributed')).toHaveLength(1)
    await a.call('get_status')
    expect(a.frames.filter(({ post_type }) => post_type === 'distributed')).toHaveLength(0)
  })
})

describe('ports of their own', () => {
  it('fault 26: when one of two clients on a port leaves, the other gets nothing any more', async () => {
    await stage.start([account])
    const port = await portOf()
    const first = await stage.opened(`ws://127.0.0.1:${port}/`)
    expect(await stage.client(`ws://127.0.0.1:${port}/`).opened()).toBe(409)
    account.emit({ post_type: 'request', n: 1 })
    await expect.poll(() => first.events.some(({ n }) => n === 1)).toBe(true)
    expect(await first.call('get_status')).toMatchObject({ status: 'ok' })
  })

  it('fault 27: requests at the same time get the same port, or one that does not listen yet', async () => {
    await stage.start([account])
    const ports = await Promise.all(Array.from({ length: 12 }, portOf))
    expect(new Set(ports).size).toBe(12)
    await Promise.all(ports.map((port) => stage.opened(`ws://127.0.0.1:${port}/`)))
    expect(((await online()) as { clients: unknown[] }).clients).toHaveLength(12)
  })
})
