import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { WebSocket } from 'ws'
import { type SimulatedAccount, Stage, type TestClient } from './hub.fixture.js'
import { application, upgradeStatus } from './peers.fixture.js'

let stage: Stage
beforeEach(() => {
  stage = new Stage()
})
afterEach(() => stage.close())

const seen = (client: TestClient): unknown[] => client.events.map(({ n }) => n)

describe('an application that connects to /event and /api', () => {
  let account: SimulatedAccount
  beforeEach(async () => {
    account = await stage.account()
    await stage.start([account])
  })

  it('gets events over the one and replies over the other, with or without a slash', async () => {
    const [event, api] = [await stage.opened('/event/'), await stage.opened('/api/')]
    expect(await api.call('echo_params', { id: 1 })).toMatchObject({ data: { id: 1 }, echo: 'e' })
    account.emit({ post_type: 'notice', n: 1 })
    await expect.poll(() => seen(event)).toEqual([1])
    expect(event.frames[0]).toMatchObject({ meta_event_type: 'lifecycle' })
    expect(await api.call('echo_params')).toMatchObject({ status: 'ok' })
    expect(api.frames.filter(({ post_type }) => post_type !== undefined)).toEqual([])
  })

  it('cannot call over /event', async () => {
    const event = await stage.opened('/event')
    event.ws.send('{"action":"send_group_msg","echo":1}')
    account.emit({ post_type: 'notice', n: 1 })
    await expect.poll(() => seen(event)).toEqual([1])
    const client = await stage.opened()
    await client.call('echo_params')
    expect(account.calls.map(({ action }) => action)).not.toContain('send_group_msg')
  })

  it('is one client under one name, and goes on over /event where it was', async () => {
    const [event] = [await stage.opened('/event?client_name=bot'), await stage.opened('/api?client_name=bot')]
    const online = await stage.http('/api/get_online_clients')
    expect(online.json.data).toMatchObject({ clients: [{ client_name: 'bot' }] })
    account.emit({ post_type: 'notice', n: 1 })
    await expect.poll(() => seen(event)).toEqual([1])
    event.ws.terminate()
    await expect.poll(() => stage.log.some(({ text }) => text === 'client disconnected')).toBe(true)
    account.emit({ post_type: 'notice', n: 2 })
    await expect.poll(() => stage.hub.journal.events).toBe(2)
    const again = await stage.opened('/event?client_name=bot')
    // What it had not confirmed may come twice; nothing may be missing.
    await expect.poll(() => seen(again).at(-1)).toBe(2)
  })

  it('is sent broadcasts over /event', async () => {
    const [event, api] = [
      await stage.opened('/event?client_name=bot'),
      await stage.opened('/api?client_name=bot'),
    ]
    const other = await stage.opened('?client_name=other')
    const reply = await other.call('send_broadcast_data', { data: 'x' })
    expect(reply).toMatchObject({ data: { delivered: [{ client_name: 'bot' }], offline: [] } })
    await expect.poll(() => event.events).toMatchObject([{ post_type: 'distributed', data: 'x' }])
    expect(api.events).toEqual([])
  })
})

describe('an application that the hub dials at api_url and event_url', () => {
  const roleOf = (headers: object | undefined) => (headers as Record<string, unknown>)['x-client-role']

  it('gets one connection of each role, with events and replies where they belong', async () => {
    const account = await stage.account()
    const [api, event] = [await application(stage), await application(stage)]
    const client = { name: 'aiocqhttp', type: 'ws-reverse', token: 's' } as const
    await stage.start([account], { clients: [{ ...client, apiUrl: api.url, eventUrl: event.url }] })
    await expect.poll(() => [api.links.length, event.links.length]).toEqual([1, 1])
    expect([roleOf(api.requests[0]), roleOf(event.requests[0])]).toEqual(['API', 'Event'])
    for (const { requests } of [api, event])
      expect(requests[0]).toMatchObject({ 'x-self-id': '10001', authorization: 'Bearer s' })
    account.emit({ post_type: 'notice', n: 1 })
    await expect.poll(() => event.texts.some((text) => text.includes('"n":1'))).toBe(true)
    api.links[0]?.send([Buffer.from('{"action":"echo_params","params":{"id":9007199254740993},"echo":1}')])
    await expect.poll(() => api.texts.length).toBe(1)
    expect(api.texts[0]).toMatch(/"retcode":0.*"echo":1/)
    const online = await stage.http('/api/get_online_clients')
    expect(online.json.data).toMatchObject({ clients: [{ client_name: 'aiocqhttp' }] })
  })

  it('has the other role at url where it names but one of them', async () => {
    const account = await stage.account()
    const [both, event] = [await application(stage), await application(stage)]
    const clients = [{ name: 'a', type: 'ws-reverse', url: both.url, eventUrl: event.url }] as const
    await stage.start([account], { clients })
    await expect.poll(() => [both.links.length, event.links.length]).toEqual([1, 1])
    expect([roleOf(both.requests[0]), roleOf(event.requests[0])]).toEqual(['API', 'Event'])
  })

  it('has each role dialled again on its own', async () => {
    const account = await stage.account()
    const [api, event] = [await application(stage), await application(stage)]
    const clients = [{ name: 'a', type: 'ws-reverse', apiUrl: api.url, eventUrl: event.url }] as const
    await stage.start([account], { clients })
    await expect.poll(() => [api.links.length, event.links.length]).toEqual([1, 1])
    event.refuseWith = 503
    await event.links[0]?.close(1001, 'restart')
    for (const n of [1, 2]) account.emit({ post_type: 'notice', n })
    api.links[0]?.send([Buffer.from('{"action":"echo_params","echo":1}')])
    await expect.poll(() => api.texts.length).toBe(1)
    event.refuseWith = 0
    await expect.poll(() => event.texts.at(-1)).toContain('"n":2')
    expect(api.links).toHaveLength(1)
  })
})

describe('an implementation that dials with the roles API and Event', () => {
  /** Its connection of one role, which answers calls with its own name as data. */
  async function dialled(role: string, selfId = '10001', name = role, path = '/upstream/a') {
    const headers = { 'X-Self-ID': selfId, 'X-Client-Role': role }
    const ws = new WebSocket(`${stage.hub.url}${path}`, { headers })
    const calls: Record<string, unknown>[] = []
    stage.undo(() => ws.terminate())
    let closed = 0
    ws.on('close', (code) => (closed = code))
    ws.on('message', (text) => {
      const call = JSON.parse(text.toString())
      calls.push(call)
      const data = call.action === 'get_login_info' ? { user_id: Number(selfId) } : { name }
      ws.send(JSON.stringify({ status: 'ok', retcode: 0, data, echo: call.echo }))
    })
    await new Promise((resolve) => ws.once('open', resolve))
    return { ws, calls, closed: () => closed, emit: (n: number) => ws.send(eventText(n, selfId)) }
  }
  const eventText = (n: number, selfId: string) =>
    `{"time":1,"self_id":${selfId},"post_type":"notice","n":${n}}`
  const start = () => stage.start([], { upstreams: [{ name: 'a', type: 'ws-reverse', path: '/upstream/a' }] })
  const ready = (count = 1) => expect.poll(() => stage.hub.accounts().length).toBe(count)

  it.each([
    ['API', 'Event'],
    ['Event', 'API'],
  ])('is one account, whether %s or %s comes first', async (...roles) => {
    await start()
    const first = await dialled(roles[0] ?? '')
    await ready()
    const second = await dialled(roles[1] ?? '')
    const [event, api] = roles[0] === 'Event' ? [first, second] : [second, first]
    expect(stage.hub.accounts()).toEqual([{ self_id: '10001', online: true }])
    const client = await stage.opened()
    event.emit(1)
    await expect.poll(() => seen(client)).toEqual([1])
    await expect.poll(async () => (await client.call('test')).data).toEqual({ name: 'API' })
    expect(event.calls).toEqual([])
    expect(api.calls.map(({ action }) => action)).toContain('get_login_info')
  })

  it('is answered for with 1503 while its API connection is away, and works when that is back', async () => {
    await start()
    const [api, event] = [await dialled('API'), await dialled('Event')]
    const client = await stage.opened()
    await expect.poll(async () => (await client.call('test')).retcode).toBe(0)
    api.ws.terminate()
    await expect.poll(() => api.closed()).not.toBe(0)
    const waiting = client.call('test')
    await stage.clock.advance(5_100)
    expect(await waiting).toMatchObject({ retcode: 1503, outcome: 'unsent' })
    event.emit(1)
    await expect.poll(() => seen(client)).toEqual([1])
    await dialled('API', '10001', 'again')
    await expect.poll(async () => (await client.call('test')).data).toEqual({ name: 'again' })
    expect(event.closed()).toBe(0)
  })

  it('has a newer connection of a role take over at once', async () => {
    await start()
    const [old, event] = [await dialled('API', '10001', 'old'), await dialled('Event')]
    await dialled('API', '10001', 'young')
    const client = await stage.opened()
    await expect.poll(async () => (await client.call('test')).data).toEqual({ name: 'young' })
    await expect.poll(old.closed).toBe(1008)
    expect(event.closed()).toBe(0)
  })

  it('keeps two accounts on one path apart', async () => {
    await start()
    for (const selfId of ['10001', '10002'])
      for (const role of ['API', 'Event']) await dialled(role, selfId, `${role} of ${selfId}`)
    await ready(2)
    const client = await stage.opened('?self_id=all')
    for (const self_id of [10001, 10002]) {
      const named = { name: `API of ${self_id}` }
      await expect.poll(async () => (await client.call('test', { self_id })).data).toEqual(named)
    }
  })

  it('is gone when both are gone, and comes back as the same account', async () => {
    await start()
    const [api, event] = [await dialled('API'), await dialled('Event')]
    await ready()
    api.ws.terminate()
    event.ws.terminate()
    await expect.poll(() => stage.hub.accounts()).toEqual([{ self_id: '10001', online: false }])
    await dialled('Event')
    await dialled('API', '10001', 'back')
    const client = await stage.opened()
    await expect.poll(async () => (await client.call('test')).data).toEqual({ name: 'back' })
    expect(stage.hub.accounts()).toEqual([{ self_id: '10001', online: true }])
  })

  it('must say its account and a role that there is', async () => {
    await start()
    const url = `${stage.hub.url}/upstream/a`
    expect(await upgradeStatus(url, { 'X-Client-Role': 'API' })).toBe(400)
    expect(await upgradeStatus(url, { 'X-Client-Role': 'Other', 'X-Self-ID': '1' })).toBe(400)
  })
})
