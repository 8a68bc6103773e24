import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import {
  ask,
  askJson,
  type HttpImplementation,
  httpImplementation,
  hurry,
  postEvent,
  reading,
} from './http-peers.fixture.js'
import { Stage, type TestClient } from './hub.fixture.js'
import type { HubOptions, UpstreamOptions } from './options.js'

let stage: Stage
let implementation: HttpImplementation
beforeEach(async () => {
  stage = new Stage()
  implementation = await httpImplementation(stage, '10001', 'upstream-secret')
})
afterEach(() => stage.close())

const PATH = '/upstream/llbot'
const upstream = (more: object = {}): UpstreamOptions => ({
  name: 'llbot',
  type: 'http',
  url: implementation.url,
  token: 'upstream-secret',
  ...more,
})
const open = (more: object = {}, options: Partial<HubOptions> = {}) =>
  stage.start([], { upstreams: [upstream(more)], ...options })
const start = async (more: object = {}, options: Partial<HubOptions> = {}): Promise<void> => {
  await open(more, options)
  await online(true)
}
const online = (isOnline: boolean) =>
  expect.poll(() => stage.hub.accounts()).toEqual([{ self_id: '10001', online: isOnline }])
const eventText = (n: number, more = '') => `{"time":1,"self_id":10001,"post_type":"notice","n":${n}${more}}`
const seen = (client: TestClient): unknown[] => client.events.map(({ n }) => n)
const called = () => implementation.calls.map(({ action }) => action).filter((name) => !/^get_/.test(name))
const says = (text: string) => stage.log.filter((line) => line.text.includes(text))

describe('an implementation with an HTTP API', () => {
  it('is asked for its account, with its token, and takes calls with every digit', async () => {
    await start()
    for (const { headers } of implementation.calls)
      expect(headers.authorization).toBe('Bearer upstream-secret')
    const client = await stage.opened()
    const reply = await client.ask(
      '{"action":"send_group_msg","params":{"group_id":18446744073709551615,"message":"你好"},"echo":{"n":9007199254740993}}',
    )
    expect(reply).toBe(
      '{"status":"ok","retcode":0,"data":{"message_id":9007199254740993},"echo":{"n":9007199254740993}}',
    )
    expect(implementation.calls.at(-1)?.text).toBe('{"group_id":18446744073709551615,"message":"你好"}')
    const overHttp = await ask(stage, '/send_group_msg?group_id=9007199254740993&message=x&self_id=10001')
    expect(overHttp.text).toContain('"message_id":9007199254740993')
    expect(implementation.calls.at(-1)?.text).toBe('{"group_id":9007199254740993,"message":"x"}')
  })

  it('has its own 404 passed on, to WebSocket and HTTP', async () => {
    await start()
    const client = await stage.opened()
    expect(await client.call('no_such_action')).toMatchObject({ status: 'failed', retcode: 1404 })
    expect(await ask(stage, '/no_such_action')).toMatchObject({ status: 404, json: { retcode: 1404 } })
  })

  it('with an account beyond 2^53 is known by all its digits', async () => {
    const large = await httpImplementation(stage, '9007199254740993')
    const upstreams = [{ name: 'large', type: 'http', url: large.url }] as const
    await stage.start([], { upstreams })
    await expect.poll(() => stage.hub.accounts()).toEqual([{ self_id: '9007199254740993', online: true }])
    const client = await stage.opened('?self_id=9007199254740993')
    await expect.poll(() => client.texts[0]).toContain('"self_id":9007199254740993,')
  })

  it('that is down is reported once, tried again, and served from when it is there', async () => {
    hurry(stage)
    await implementation.stop()
    await open()
    await expect.poll(() => says('upstream not reachable').length).toBe(1)
    expect((await ask(stage, '/readyz')).status).toBe(503)
    await expect.poll(() => stage.hub.accounts()).toEqual([])
    await implementation.start()
    await online(true)
    expect((await ask(stage, '/readyz')).status).toBe(200)
    expect(says('upstream not reachable')).toHaveLength(1)
  })

  it('with a wrong token is reported with the reason, and without the token', async () => {
    await open({ token: 'wrong-secret' })
    await expect.poll(() => says('upstream not reachable')[0]?.text).toMatch(/403/)
    expect(JSON.stringify(stage.log)).not.toMatch(/wrong-secret|upstream-secret/)
    expect(stage.hub.accounts()).toEqual([])
  })

  it('is noticed to be gone, answered for meanwhile, and noticed to be back', async () => {
    hurry(stage)
    await start()
    const client = await stage.opened()
    expect(await client.call('get_login_info')).toMatchObject({ data: { user_id: 10001 } })
    await implementation.stop()
    const { status, retcode, outcome } = await client.call('send_group_msg')
    // Refused, or written into a kept connection that was closing: the code must say which.
    expect({ status, retcode, outcome }).toEqual(
      retcode === 1503
        ? { status: 'failed', retcode: 1503, outcome: 'unsent' }
        : { status: 'failed', retcode: 1504, outcome: 'unknown' },
    )
    await online(false)
    expect(await client.call('get_login_info')).toMatchObject({ data: { user_id: 10001 } })
    expect(await client.call('get_status')).toMatchObject({ data: { online: false } })
    expect(await client.call('send_group_msg')).toMatchObject({ retcode: 1503 })
    await implementation.start()
    await online(true)
    expect(await client.call('send_group_msg')).toMatchObject({ status: 'ok' })
    expect(client.closed).toBeUndefined()
    expect(says('account gone')).toHaveLength(1)
  })

  it('that says its account is offline is believed, and again when it is back', async () => {
    hurry(stage)
    await start()
    const { answer } = implementation
    implementation.answer = (action, text) =>
      action === 'get_status'
        ? '{"status":"ok","retcode":0,"data":{"online":false,"good":false}}'
        : answer(action, text)
    await online(false)
    implementation.answer = answer
    await online(true)
  })
})

describe('events that an implementation posts', () => {
  const secret = 'hmac-键'
  const post = { path: PATH, secret }

  it('reach every client in their exact bytes', async () => {
    await start({ post })
    const [client, reader] = [await stage.opened(), await reading(stage)]
    const text = eventText(1, ',"id":18446744073709551615,"名":"你好","x":[1.50]')
    const answer = await postEvent(stage, PATH, text, secret)
    expect(answer).toMatchObject({ status: 204, text: '' })
    await expect.poll(() => client.texts.at(-1)).toBe(text)
    await expect.poll(() => reader.received.at(-1)?.text).toBe(text)
    expect((await postEvent(stage, `${PATH}/`, eventText(2), secret)).status).toBe(204)
    await expect.poll(() => seen(client)).toEqual([1, 2])
  })

  it('are refused without the right signature of their exact bytes, and nothing comes of them', async () => {
    await start({ post })
    const client = await stage.opened()
    const text = eventText(1)
    expect((await postEvent(stage, PATH, text)).status).toBe(401)
    expect((await postEvent(stage, PATH, text, 'other')).status).toBe(403)
    const other = await askJson(stage, PATH, text, { 'X-Signature': `sha1=${'0'.repeat(40)}` })
    expect(other).toMatchObject({ status: 403, json: { retcode: 1403 } })
    for (const wrong of ['', 'sha1=', 'md5=1', 'sha1=zz'])
      expect((await askJson(stage, PATH, text, { 'X-Signature': wrong })).status).toBeGreaterThan(400)
    expect((await postEvent(stage, PATH, '{"post_type":"notice"', secret)).status).toBe(400)
    expect((await postEvent(stage, PATH, '[1]', secret)).status).toBe(400)
    expect((await ask(stage, PATH)).status).toBe(405)
    await postEvent(stage, PATH, eventText(2), secret)
    await expect.poll(() => seen(client)).toEqual([2])
  })

  it('need no token of the hub, and one of it does not replace the signature', async () => {
    await start({ post }, { listen: { host: '127.0.0.1', port: 0, token: 'open' } })
    const headers = { Authorization: 'Bearer open' }
    expect((await askJson(stage, PATH, eventText(1), headers)).status).toBe(401)
    expect((await postEvent(stage, PATH, eventText(1), secret)).status).toBe(204)
    await expect.poll(() => stage.hub.journal.events).toBe(1)
  })

  it.each(['/llbot', '/send_group_msg', '/_events', '/set_client_name'])(
    'are all that comes to %s: it is no action any more, whatever is asked there',
    async (path) => {
      await start({ post: { path, secret } })
      for (const each of [path, `${path}/`, `${path}?group_id=1&message=x`]) {
        expect((await ask(stage, each)).status).toBe(405)
        expect((await askJson(stage, each, '{"group_id":1,"message":"x"}')).status).toBe(401)
        expect((await postEvent(stage, each, '{"group_id":1,"message":"x"}', secret)).status).toBe(400)
      }
      expect(called()).toEqual([])
      expect((await postEvent(stage, path, eventText(1), secret)).status).toBe(204)
      await expect.poll(() => stage.hub.journal.events).toBe(1)
    },
  )

  it('tell the account while its API is not there yet', async () => {
    await implementation.stop()
    await open({ post: { path: PATH } })
    await askJson(stage, PATH, '{"time":1,"post_type":"notice"}', { 'X-Self-ID': '10001' })
    await online(true)
    const client = await stage.opened()
    await postEvent(stage, PATH, eventText(1))
    await expect.poll(() => seen(client)).toEqual([1])
    expect(await client.call('send_group_msg')).toMatchObject({ retcode: 1503 })
    await implementation.start()
    expect(await client.call('send_group_msg')).toMatchObject({ status: 'ok' })
  })

  it('are enough to believe in the account of an API that never was there', async () => {
    hurry(stage)
    await implementation.stop()
    await open({ post: { path: PATH } })
    await expect.poll(() => says('upstream not reachable').length).toBe(1)
    await postEvent(stage, PATH, eventText(1))
    await online(true)
    await stage.clock.advance(20_000)
    await postEvent(stage, PATH, eventText(2))
    await online(true)
    expect([says('account online').length, says('account gone').length]).toEqual([1, 0])
    await implementation.start()
    const names = () => implementation.calls.map(({ action }) => action)
    await expect.poll(names).toEqual(expect.arrayContaining(['get_login_info', 'get_version_info']))
  })

  it('of another account, or of what the hub tells itself, are not passed on', async () => {
    await start({ post: { path: PATH } })
    const client = await stage.opened()
    await postEvent(stage, PATH, '{"time":1,"self_id":10002,"post_type":"notice","n":0}')
    const meta = '"post_type":"meta_event","meta_event_type":'
    await postEvent(stage, PATH, `{"time":1,"self_id":10001,${meta}"lifecycle","sub_type":"enable"}`)
    await postEvent(
      stage,
      PATH,
      `{"self_id":10001,${meta}"heartbeat","interval":5,"status":{"online":false}}`,
    )
    await online(false)
    await postEvent(stage, PATH, eventText(1))
    await expect.poll(() => client.frames.length).toBe(2)
    expect(seen(client)).toEqual([1])
    expect(says('10002')[0]?.fields).toMatchObject({ upstream: 'llbot' })
  })
})

describe('events that an implementation offers as a stream', () => {
  it('are taken from behind its API, and from where it was when the stream broke off', async () => {
    await start({ sse: true })
    await expect.poll(() => implementation.readers.length).toBe(1)
    expect(implementation.readers[0]).toMatchObject({ authorization: 'Bearer upstream-secret' })
    expect(implementation.readers[0]).not.toHaveProperty('last-event-id')
    const client = await stage.opened()
    const text = eventText(1, ',"id":18446744073709551615')
    implementation.emit(text, 'a.1')
    await expect.poll(() => client.texts.at(-1)).toBe(text)
    await implementation.stop()
    await implementation.start()
    await expect.poll(() => implementation.readers.length).toBe(2)
    expect(implementation.readers[1]).toMatchObject({ 'last-event-id': 'a.1' })
    implementation.emit('no event', 'a.2')
    implementation.emit(eventText(2), 'a.3')
    await expect.poll(() => seen(client)).toEqual([1, 2])
    expect(client.closed).toBeUndefined()
    expect(says('dropped')).toHaveLength(1)
  })

  it('are not taken where the config does not say so', async () => {
    await start()
    const client = await stage.opened()
    expect(await client.call('get_status')).toMatchObject({ status: 'ok' })
    expect(implementation.readers).toEqual([])
  })

  it('stop with the hub', async () => {
    hurry(stage)
    await start({ sse: true })
    await expect.poll(() => implementation.readers.length).toBe(1)
    await stage.hub.close()
    const count = implementation.calls.length
    await stage.clock.advance(20_000)
    expect([implementation.readers.length, implementation.calls.length]).toEqual([1, count])
  })
})
