import { okReply, type Reply } from '@rookery/protocol'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { Kept } from './history/kept-store.fixture.js'
import { httpImplementation } from './http-peers.fixture.js'
import { type SimulatedAccount, Stage } from './hub.fixture.js'
import { dialledIn } from './peers.fixture.js'
import type { AccountState, UpstreamState } from './state/hub-state.js'

const SECOND = 1_000

let stage: Stage
let account: SimulatedAccount
beforeEach(async () => {
  stage = new Stage()
  account = await stage.account()
})
afterEach(() => stage.close())

const accountState = (selfId = '10001'): AccountState | undefined =>
  stage.hub.state().accounts.find(({ self_id }) => self_id === selfId)
const upstream = (name: string): UpstreamState | undefined =>
  stage.hub.state().upstreams.find((each) => each.name === name)
const emit = (count: number, more: object = {}): void => {
  for (let n = 0; n < count; n++) account.emit({ post_type: 'notice', n, ...more })
}
const beat = (online: boolean) => ({
  post_type: 'meta_event',
  meta_event_type: 'heartbeat',
  status: { online, good: online },
  interval: 5 * SECOND,
})
const never = (): Promise<Reply> => new Promise(() => {})

describe('the state of an account', () => {
  it('says who it is, by what implementation, and since when it is online', async () => {
    const before = stage.clock.now()
    await stage.start([account])
    await expect.poll(() => accountState()?.implementation).toEqual({ name: 'simulated', version: '1' })
    const state = accountState()
    expect(state).toMatchObject({
      self_id: '10001',
      nickname: '小企',
      online: true,
      health: 'online',
      upstream: stage.hub.state().upstreams[0]?.name,
      events: 0,
      calls_in_flight: 0,
      held_calls: 0,
      breaker: { state: 'closed' },
    })
    expect(state).not.toHaveProperty('last_event_at')
    expect(state).not.toHaveProperty('pace')
    expect(state?.since).toBeGreaterThanOrEqual(before)
    expect(state?.since).toBeLessThanOrEqual(stage.clock.now())
  })

  it('counts its events, and says when the last one came', async () => {
    const other = await stage.account('10002')
    await stage.start([account, other])
    emit(3)
    other.emit({ post_type: 'notice' })
    await expect.poll(() => [accountState()?.events, accountState('10002')?.events]).toEqual([3, 1])
    const at = accountState()?.last_event_at ?? 0
    expect(Math.abs(at - stage.clock.now())).toBeLessThan(5 * SECOND)
    await stage.clock.advance(60 * SECOND)
    expect(accountState()?.last_event_at).toBeCloseTo(at, -2)
  })

  it('is offline by the word of its implementation, and online again', async () => {
    await stage.start([account])
    const since = accountState()?.since ?? 0
    await stage.clock.advance(10 * SECOND)
    account.emit(beat(false))
    await expect.poll(() => accountState()?.health).toBe('offline')
    expect(accountState()).toMatchObject({ online: false })
    expect(accountState()?.since).toBeGreaterThan(since + 9 * SECOND)
    account.emit(beat(true))
    await expect.poll(() => accountState()).toMatchObject({ online: true, health: 'online' })
  })

  it('is silent while its implementation does not answer, though its connection is up', async () => {
    await stage.start([account])
    account.emit(beat(true))
    emit(1)
    await expect.poll(() => accountState()?.events).toBe(1)
    account.answer = never
    await expect
      .poll(async () => {
        await stage.clock.advance(5 * SECOND)
        return accountState()?.health
      })
      .toBe('silent')
    expect(accountState()).toMatchObject({ online: false })
  })

  it('is disconnected once its connection is gone, and never seen if the config alone names it', async () => {
    const clients = [{ name: 'bot', token: 'token-of-the-bot-1', accounts: ['10001', '777'] }]
    await stage.start([account], { clients })
    expect(accountState('777')).toEqual({
      self_id: '777',
      online: false,
      since: stage.hub.state().started_at,
      health: 'never_seen',
      events: 0,
      calls_in_flight: 0,
      held_calls: 0,
    })
    await account.close()
    await expect.poll(() => accountState()?.health).toBe('disconnected')
    expect(accountState()).not.toHaveProperty('upstream')
  })

  it('counts its calls: those under way, those that wait for its connection, and those for their turn', async () => {
    const pace = { account: { count: 1, perMs: 10 * SECOND }, deadlineMs: 100 * SECOND }
    await stage.start([], { pace, upstreams: [{ name: 'a', type: 'ws-reverse', path: '/up' }] })
    const dialled = await dialledIn(stage, '/up', '10001')
    const client = await stage.opened()
    await expect.poll(() => accountState()?.pace).toMatchObject({ waiting: 0, slowed: false })
    dialled.answer = () => undefined
    client.ws.send('{"action":"get_group_list","echo":1}')
    await expect.poll(() => accountState()?.calls_in_flight).toBe(1)
    for (const echo of [2, 3, 4])
      client.ws.send(
        JSON.stringify({ action: 'send_group_msg', params: { group_id: 1, message: 'x' }, echo }),
      )
    await expect.poll(() => accountState()?.pace?.waiting).toBe(2)
    expect(accountState()?.pace?.next_in_ms).toBeGreaterThan(SECOND)
    dialled.ws.terminate()
    await expect.poll(() => accountState()?.health).toBe('disconnected')
    await expect.poll(() => accountState()?.held_calls).toBeGreaterThanOrEqual(2)
    expect(accountState()).not.toHaveProperty('pace')
  })

  it('says whether its breaker is open, and for how long', async () => {
    const breaker = { failures: 1, openMs: 30 * SECOND }
    await stage.start([account], {
      callTimeoutMs: 10 * SECOND,
      upstreams: [{ name: 'up', type: 'ws', url: account.url, breaker }],
    })
    const client = await stage.opened()
    account.answer = never
    const reply = client.call('get_stuck')
    await expect.poll(() => account.calls.some(({ action }) => action === 'get_stuck')).toBe(true)
    await stage.clock.advance(11 * SECOND)
    await reply
    await expect.poll(() => accountState()?.breaker?.state).toBe('open')
    const { retry_after_ms = 0, open_since = 0 } = accountState()?.breaker ?? {}
    expect(retry_after_ms).toBeGreaterThan(20 * SECOND)
    expect(retry_after_ms).toBeLessThanOrEqual(30 * SECOND)
    expect(Math.abs(open_since - stage.clock.now())).toBeLessThan(5 * SECOND)
  })
})

describe('the state of an upstream', () => {
  it('is connected, or failed with the reason in words until it is', async () => {
    const webui = 'http://user:secret@127.0.0.1:6099/webui?token=secret'
    const late = await stage.account('10002')
    const { port } = late
    await late.close()
    await stage.start([account], {
      upstreams: [
        { name: 'up', type: 'ws', url: `${account.url}/?access_token=secret`, webui },
        { name: 'late', type: 'ws', url: late.url },
      ],
    })
    await expect.poll(() => upstream('late')?.state).toBe('failed')
    expect(upstream('late')).toMatchObject({
      failure: expect.stringContaining('nobody listens'),
      self_ids: [],
    })
    expect(upstream('up')).toMatchObject({
      type: 'ws',
      state: 'connected',
      self_ids: ['10001'],
      webui: 'http://127.0.0.1:6099/webui',
    })
    expect(JSON.stringify(stage.hub.state())).not.toContain('secret')
    expect(accountState()?.webui).toBe('http://127.0.0.1:6099/webui')
    await stage.account('10002', { port })
    await expect
      .poll(async () => {
        await stage.clock.advance(SECOND)
        return upstream('late')
      })
      .toMatchObject({ state: 'connected', self_ids: ['10002'] })
    expect(upstream('late')).not.toHaveProperty('failure')
  })

  it('waits for one that dials the hub, before it comes and after it has gone', async () => {
    await stage.start([], { upstreams: [{ name: 'a', type: 'ws-reverse', path: '/up' }] })
    expect(upstream('a')).toMatchObject({
      type: 'ws-reverse',
      address: '/up',
      state: 'waiting',
      self_ids: [],
    })
    const dialled = await dialledIn(stage, '/up', '10001')
    await expect.poll(() => upstream('a')).toMatchObject({ state: 'connected', self_ids: ['10001'] })
    dialled.ws.terminate()
    await expect.poll(() => upstream('a')).toMatchObject({ state: 'waiting', self_ids: [] })
  })

  it('goes by the answers of an HTTP API', async () => {
    const implementation = await httpImplementation(stage, '10003')
    await stage.start([], { upstreams: [{ name: 'api', type: 'http', url: implementation.url }] })
    await expect.poll(() => upstream('api')).toMatchObject({ state: 'connected', self_ids: ['10003'] })
    await implementation.stop()
    await expect
      .poll(async () => {
        await stage.clock.advance(5 * SECOND)
        return upstream('api')?.state
      })
      .toBe('failed')
    expect(upstream('api')?.failure).not.toBe('')
  })

  it('has the process that the hub runs', async () => {
    const program = { command: process.execPath, args: ['-e', 'setInterval(() => {}, 1e9)'] }
    await stage.start([account], {
      upstreams: [{ name: 'up', type: 'ws', url: account.url, process: program }],
    })
    expect(upstream('up')?.process).toEqual({ state: 'running', pid: expect.any(Number) })
  })
})

describe('the rest of the state', () => {
  it('has the journal, in memory or on disk', async () => {
    await stage.start([account])
    const { journal: empty } = stage.hub.state()
    expect(empty).toEqual({ events: 0, bytes: 0, engine: 'memory' })
    emit(4)
    await expect.poll(() => stage.hub.state().journal.events).toBe(4)
    const { journal } = stage.hub.state()
    expect(journal).toMatchObject(stage.hub.journal)
    expect(Math.abs((journal.oldest_at ?? 0) - stage.clock.now())).toBeLessThan(5 * SECOND)
  })

  it('says that a store keeps events', async () => {
    stage.kept = new Kept()
    await stage.start([account])
    expect(stage.hub.state().journal).toMatchObject({ engine: 'disk', disk: { is_up: true } })
  })

  it('has what passes in a second, on the average of the last ten', async () => {
    await stage.start([account])
    const client = await stage.opened()
    await stage.clock.advance(20 * SECOND)
    expect(stage.hub.state().rates).toEqual({ events_per_s: 0, deliveries_per_s: 0, calls_per_s: 0 })
    account.answer = () => okReply()
    emit(50)
    await expect.poll(() => client.events.length).toBe(50)
    for (let n = 0; n < 20; n++) await client.call('get_friend_list', {}, n)
    const { events_per_s, deliveries_per_s, calls_per_s } = stage.hub.state().rates
    for (const rate of [events_per_s, deliveries_per_s]) {
      expect(rate).toBeGreaterThanOrEqual(5)
      expect(rate).toBeLessThanOrEqual(50)
    }
    expect(calls_per_s).toBeGreaterThanOrEqual(2)
    await stage.clock.advance(15 * SECOND)
    expect(stage.hub.state().rates.events_per_s).toBe(0)
  })

  it('is plain JSON', async () => {
    await stage.start([account], { clients: [{ name: 'bot', token: 'token-of-the-bot-1', groups: ['1'] }] })
    await stage.opened('?access_token=token-of-the-bot-1')
    const state = stage.hub.state()
    expect(JSON.parse(JSON.stringify(state))).toEqual(state)
  })
})
