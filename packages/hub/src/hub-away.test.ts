import { failedReply } from '@rookery/protocol'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { Stage } from './hub.fixture.js'
import { dialledIn } from './peers.fixture.js'

let stage: Stage
beforeEach(() => {
  stage = new Stage()
})
afterEach(() => stage.close())

const upstreams = [{ name: 'a', type: 'ws-reverse', path: '/up' }] as const

/** An account that knows its version from its first moment, and a client of it. */
async function start(options = {}) {
  await stage.start([], { upstreams, ...options })
  const account = await dialledIn(stage, '/up', '10001', {
    answer: ({ action }) =>
      action === 'get_version_info'
        ? { app_name: 'first' }
        : action === 'get_login_info'
          ? { user_id: 10001, nickname: '小企' }
          : null,
  })
  await expect.poll(() => account.calls.length).toBe(2)
  return { account, client: await stage.opened() }
}

describe('while its account is away, a client', () => {
  it('stays connected and gets the last answers about login and version, with its own echo', async () => {
    const { account, client } = await start()
    account.answer = () => ({ app_name: 'second' })
    expect(await client.call('get_version_info')).toMatchObject({ data: { app_name: 'second' } })
    account.ws.terminate()
    await expect.poll(() => stage.hub.accounts()).toEqual([{ self_id: '10001', online: false }])
    expect(await client.ask('{"action":"get_login_info","echo":9007199254740993}')).toBe(
      '{"status":"ok","retcode":0,"data":{"user_id":10001,"nickname":"小企"},"echo":9007199254740993}',
    )
    expect(await client.call('get_version_info', {}, [1])).toMatchObject({
      status: 'ok',
      data: { app_name: 'second' },
      echo: [1],
    })
    expect(JSON.parse(await client.ask('{"action":"get_login_info"}'))).not.toHaveProperty('echo')
    expect(client.closed).toBeUndefined()
  })

  it('is told that it is offline, and gets 1503 for everything else', async () => {
    const { account, client } = await start()
    account.ws.terminate()
    await expect.poll(() => stage.hub.accounts()).toEqual([{ self_id: '10001', online: false }])
    await stage.clock.advance(5_000)
    expect(await client.call('get_status')).toMatchObject({
      status: 'ok',
      retcode: 0,
      data: { online: false, good: false },
    })
    for (const action of ['send_msg', 'get_group_list', 'set_restart']) {
      const reply = await client.call(action)
      expect(reply).toMatchObject({ status: 'failed', retcode: 1503, data: null, echo: 'e' })
      for (const key of ['msg', 'message', 'wording']) expect(reply[key]).toContain('10001 is offline')
    }
  })

  it('may connect, since the account was seen once', async () => {
    const { account } = await start()
    account.ws.terminate()
    await expect.poll(() => stage.hub.accounts()).toEqual([{ self_id: '10001', online: false }])
    const client = await stage.opened()
    await expect.poll(() => client.frames).toMatchObject([{ meta_event_type: 'lifecycle' }])
  })

  it('does not hear a failed answer as the last one', async () => {
    const simulated = await stage.account()
    await stage.start([simulated])
    const client = await stage.opened()
    await expect.poll(() => simulated.calls.length).toBe(2)
    const before = simulated.answer
    simulated.answer = (call, part) =>
      call.action === 'get_login_info' ? failedReply(1400, 'not now') : before(call, part)
    expect(await client.call('get_login_info')).toMatchObject({ status: 'failed', retcode: 1400 })
    await simulated.close()
    await expect.poll(() => stage.hub.accounts()).toEqual([{ self_id: '10001', online: false }])
    expect(await client.call('get_login_info')).toMatchObject({ status: 'ok', data: { user_id: 10001 } })
  })
})

describe('heartbeats', () => {
  it('come to every client in the hub’s own interval, in seconds, with what is known of the account', async () => {
    const { account, client } = await start({ heartbeatIntervalMs: 40 })
    const beats = () => client.frames.filter(({ meta_event_type }) => meta_event_type === 'heartbeat')
    await expect.poll(() => beats().length).toBeGreaterThan(1)
    const [beat] = beats()
    expect(beat).toEqual({
      time: expect.any(Number),
      self_id: 10001,
      post_type: 'meta_event',
      meta_event_type: 'heartbeat',
      status: { online: true, good: true },
      interval: 40,
    })
    expect(Math.abs(Number(beat?.time) - Date.now() / 1000)).toBeLessThan(5)

    const emitBeat = (online: boolean) =>
      account.emit({
        post_type: 'meta_event',
        meta_event_type: 'heartbeat',
        status: { online },
        interval: 5_000,
      })
    emitBeat(false)
    await expect.poll(() => beats().at(-1)?.status).toEqual({ online: false, good: false })
    emitBeat(true)
    await expect.poll(() => beats().at(-1)?.status).toEqual({ online: true, good: true })
    account.ws.terminate()
    await expect.poll(() => beats().at(-1)?.status).toEqual({ online: false, good: false })
  })

  it('of the implementation are not passed on, nor are its lifecycle events', async () => {
    const { account, client } = await start({ heartbeatIntervalMs: 60_000 })
    account.emit({ post_type: 'meta_event', meta_event_type: 'heartbeat', interval: 5_000, mark: 1 })
    account.emit({ post_type: 'meta_event', meta_event_type: 'lifecycle', sub_type: 'enable', mark: 1 })
    account.emit({ post_type: 'meta_event', meta_event_type: 'x_unknown', mark: 2 })
    account.emit({ post_type: 'notice', mark: 3 })
    await expect.poll(() => client.frames.length).toBe(3)
    expect(client.frames.map(({ mark }) => mark)).toEqual([undefined, 2, 3])
  })

  it('come for each account that a connection serves', async () => {
    const accounts = [await stage.account('10001'), await stage.account('10002')]
    await stage.start(accounts, { heartbeatIntervalMs: 40 })
    const [one, all] = [await stage.opened('?self_id=10002'), await stage.opened('?self_id=all')]
    const beatsOf = (client: typeof one) =>
      new Set(client.frames.filter(({ interval }) => interval === 40).map(({ self_id }) => self_id))
    await expect.poll(() => [...beatsOf(all)].sort()).toEqual([10001, 10002])
    expect([...beatsOf(one)]).toEqual([10002])
  })
})

describe('/healthz and /readyz', () => {
  it('need no token; ready means that an account is online', async () => {
    await stage.start([], { upstreams, listen: { host: '127.0.0.1', port: 0, token: 'secret' } })
    expect(await stage.http('/healthz')).toMatchObject({ code: 200 })
    expect(await stage.http('/readyz')).toMatchObject({ code: 503 })
    const account = await dialledIn(stage, '/up', '10001')
    await expect.poll(async () => (await stage.http('/readyz')).code).toBe(200)
    account.ws.terminate()
    await expect.poll(async () => (await stage.http('/readyz')).code).toBe(503)
    expect(await stage.http('/healthz')).toMatchObject({ code: 200 })
    expect(await stage.http('/api/get_online_clients')).toMatchObject({ code: 401 })
  })
})
