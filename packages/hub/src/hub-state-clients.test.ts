import { listen } from '@rookery/transport'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { postReceiver, reading } from './http-peers.fixture.js'
import { type SimulatedAccount, Stage } from './hub.fixture.js'
import type { ClientOptions } from './options.js'
import { application } from './peers.fixture.js'
import type { ClientState, ConnectionState } from './state/hub-state.js'

let stage: Stage
let account: SimulatedAccount
beforeEach(async () => {
  stage = new Stage()
  account = await stage.account()
})
afterEach(() => stage.close())

const TOKEN = 'token-of-the-bot-1'
const clientState = (name: string): ClientState | undefined =>
  stage.hub.state().clients.find((each) => each.name === name)
const connection = (name: string): ConnectionState | undefined => clientState(name)?.connections[0]
const emit = (count: number, more: object = {}): void => {
  for (let n = 0; n < count; n++) account.emit({ post_type: 'notice', n, ...more })
}

describe('the state of a client', () => {
  it('has its rights and its filter, though it is not connected', async () => {
    const clients: ClientOptions[] = [
      {
        name: 'bot',
        token: TOKEN,
        accounts: ['10001'],
        actions: ['get_*'],
        groups: ['30001'],
        users: { deny: ['5'] },
        readOnly: true,
        expiresAt: 4_000_000_000_000,
        events: { message_type: 'group' },
      },
      { name: 'plain', token: 'token-of-the-plain' },
    ]
    await stage.start([account], { clients })
    expect(clientState('bot')).toEqual({
      app_id: expect.any(String),
      name: 'bot',
      kind: 'configured',
      connections: [],
      lag_events: 0,
      lag_s: 0,
      gaps: 0,
      filter: '["eq",["message_type"],["group"]]',
      rights: {
        accounts: ['10001'],
        actions: ['get_*'],
        groups: ['30001'],
        users: { deny: ['5'] },
        read_only: true,
        expires: 4_000_000_000_000,
      },
    })
    expect(clientState('plain')?.rights).toEqual({})
    expect(JSON.stringify(stage.hub.state().clients)).not.toContain('token')
  })

  it('has each connection, with its address, its position and what it was sent', async () => {
    await stage.start([account])
    const client = await stage.opened('?client_name=bot', { 'User-Agent': 'nonebot/2.4' })
    emit(3)
    await expect.poll(() => client.events.length).toBe(3)
    await expect.poll(() => connection('bot')?.lag_events).toBe(0)
    expect(clientState('bot')).toMatchObject({ app_id: client.appId, kind: 'named', lag_events: 0, gaps: 0 })
    expect(connection('bot')).toEqual({
      id: expect.any(Number),
      account: '10001',
      transport: 'ws',
      role: 'Universal',
      address: expect.stringMatching(/^127\.0\.0\.1:\d+$/),
      program: 'nonebot/2.4',
      opened_at: expect.any(Number),
      position: 3,
      lag_events: 0,
      lag_s: 0,
      delivered: 3,
      calls_in_flight: 0,
    })
  })

  it('counts calls that wait, and numbers each connection anew', async () => {
    await stage.start([account])
    const first = await stage.opened('?client_name=bot')
    account.answer = () => new Promise(() => {})
    first.ws.send('{"action":"get_group_list","echo":1}')
    await expect.poll(() => connection('bot')?.calls_in_flight).toBe(1)
    const id = connection('bot')?.id ?? 0
    first.ws.terminate()
    await expect.poll(() => clientState('bot')?.connections).toEqual([])
    await stage.opened('?client_name=bot')
    expect(connection('bot')?.id).toBeGreaterThan(id)
    expect(clientState('bot')).not.toHaveProperty('last_seen_at')
  })

  it.each([
    ['named', '?client_name=bot'],
    ['configured', `?access_token=${TOKEN}`],
  ])('that is %s stays when it leaves, with when it was last there', async (_, query) => {
    await stage.start([account], query.includes(TOKEN) ? { clients: [{ name: 'bot', token: TOKEN }] } : {})
    const client = await stage.opened(query)
    await stage.clock.advance(60_000)
    client.ws.terminate()
    await expect.poll(() => clientState('bot')?.connections).toEqual([])
    const { last_seen_at = 0 } = clientState('bot') ?? {}
    expect(Math.abs(last_seen_at - stage.clock.now())).toBeLessThan(5_000)
  })

  it('without a name is gone when it leaves', async () => {
    await stage.start([account])
    const client = await stage.opened()
    expect(stage.hub.state().clients).toMatchObject([{ kind: 'anonymous', app_id: client.appId }])
    client.ws.terminate()
    await expect.poll(() => stage.hub.state().clients).toEqual([])
  })

  it('has the lag of its worst connection, in events and seconds', async () => {
    const other = await stage.account('10002')
    await stage.start([account, other], { deadAfterMs: 1e9 })
    const well = await stage.opened('?client_name=bot&self_id=10001')
    const hung = await stage.opened('?client_name=bot&self_id=10002', {}, { autoPong: false })
    emit(2)
    for (let n = 0; n < 5; n++) other.emit({ post_type: 'notice', n })
    await expect.poll(() => [well.events.length, hung.events.length]).toEqual([2, 5])
    await stage.clock.advance(7_000)
    await expect.poll(() => clientState('bot')?.lag_events).toBe(5)
    expect(clientState('bot')?.lag_s).toBeGreaterThanOrEqual(7)
    expect(clientState('bot')?.lag_s).toBeLessThan(12)
    expect(clientState('bot')?.connections).toHaveLength(2)
    const worst = clientState('bot')?.connections.find((each) => each.account === '10002')
    expect(worst).toMatchObject({ lag_events: 5, delivered: 5, position: 0 })
  })

  it('counts the gaps that it was told of, and not what was left out as sent', async () => {
    const keep = { ageMs: 60_000, events: 10, bytes: 1024 * 1024 }
    await stage.start([account], { journal: { engine: 'memory', keep } })
    const first = await stage.opened('?client_name=bot')
    await expect.poll(() => first.texts.length).toBeGreaterThan(0)
    first.ws.terminate()
    await expect.poll(() => stage.hub.clients()).toEqual([])
    emit(15)
    await expect.poll(() => stage.hub.journal.events).toBe(10)
    const back = await stage.opened('?client_name=bot')
    await expect.poll(() => back.events.length).toBe(11)
    expect(clientState('bot')).toMatchObject({ gaps: 1 })
    expect(connection('bot')).toMatchObject({ delivered: 10 })
    expect(stage.hub.counters().deliveries).toBe(10)
  })
})

describe('a connection', () => {
  it('over SSE, by HTTP POST or dialled by the hub says so, with its address', async () => {
    const [hook, app] = [await postReceiver(stage), await application(stage)]
    const clients: ClientOptions[] = [
      { name: 'hook', type: 'http-post', url: `${hook.url}/?access_token=secret` },
      { name: 'app', type: 'ws-reverse', url: `${app.url}/?access_token=secret` },
      { name: 'stream', token: TOKEN },
    ]
    await stage.start([account], { clients })
    await reading(stage, '', { Authorization: `Bearer ${TOKEN}` })
    await expect.poll(() => connection('app')?.transport).toBe('ws-reverse')
    expect(connection('app')?.address).toContain(app.url)
    expect(connection('hook')).toMatchObject({ transport: 'http-post', role: 'http-post' })
    expect(connection('hook')?.address).toContain(hook.url)
    expect(connection('stream')).toMatchObject({ transport: 'sse', role: 'sse' })
    expect(JSON.stringify(stage.hub.state())).not.toContain('secret')
    emit(2)
    for (const name of ['app', 'hook', 'stream']) await expect.poll(() => connection(name)?.delivered).toBe(2)
    expect(stage.hub.counters().deliveries).toBe(6)
  })

  it('that has ended still counts in all deliveries', async () => {
    await stage.start([account])
    const client = await stage.opened('?client_name=bot')
    emit(4)
    await expect.poll(() => client.events.length).toBe(4)
    client.ws.terminate()
    await expect.poll(() => clientState('bot')?.connections).toEqual([])
    expect(stage.hub.counters()).toMatchObject({ events: 4, deliveries: 4 })
  })
})

it('is asked while an application that the hub dials does not listen', async () => {
  const listener = await listen(
    { host: '127.0.0.1', port: 0 },
    { upgrade: () => ({ status: 503, reason: 'not yet' }), request: (_, response) => response.end() },
  )
  stage.undo(() => listener.close())
  await stage.start([account], { clients: [{ name: 'app', type: 'ws-reverse', url: listener.url }] })
  expect(clientState('app')).toMatchObject({ connections: [] })
  await expect
    .poll(() => stage.hub.state().problems)
    .toMatchObject([{ kind: 'receiver_failing', subject: 'app', fields: { client: 'app' } }])
})
