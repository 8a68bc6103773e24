import { failedReply, okReply } from '@rookery/protocol'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { ask, askJson } from './http-peers.fixture.js'
import { type SimulatedAccount, Stage } from './hub.fixture.js'

let stage: Stage
let account: SimulatedAccount
beforeEach(async () => {
  stage = new Stage()
  account = await stage.account()
})
afterEach(() => stage.close())

const FORM = { 'Content-Type': 'application/x-www-form-urlencoded' }
const bearer = (token: string) => ({ Authorization: `Bearer ${token}` })
const listen = { host: '127.0.0.1', port: 0, token: 'open' }
const lastCall = () => account.calls.at(-1)
const probes = new Set(['get_login_info', 'get_version_info'])
const called = () => account.calls.map(({ action }) => action).filter((action) => !probes.has(action))

describe('an action over HTTP', () => {
  it.each(['/send_group_msg', '/send_group_msg/'])('is taken at %s by GET and POST', async (path) => {
    await stage.start([account])
    const asked = [
      ask(stage, `${path}?group_id=30001&message=%E4%BD%A0%E5%A5%BD&auto_escape=yes`),
      ask(stage, path, { method: 'POST', headers: FORM, body: 'group_id=30001&message=你好&auto_escape=1' }),
      askJson(stage, path, '{"group_id":30001,"message":"你好","auto_escape":true}'),
    ]
    for (const each of await Promise.all(asked)) {
      expect(each).toMatchObject({ status: 200, json: { status: 'ok', retcode: 0, data: { message_id: 1 } } })
      expect(each.headers['content-type']).toMatch(/^application\/json/)
      expect(each.json).not.toHaveProperty('echo')
    }
    const params = { group_id: 30001, message: '你好', auto_escape: true }
    expect(account.calls.slice(-3).map((call) => call.params)).toEqual([params, params, params])
  })

  it('takes query and body together, and the body counts', async () => {
    await stage.start([account])
    await askJson(stage, '/send_group_msg?group_id=1&message=a&access_token=x', '{"message":"b"}')
    expect(lastCall()?.params).toEqual({ group_id: 1, message: 'b' })
  })

  it.each(['9007199254740993', '18446744073709551615', '-9007199254740993'])(
    'leaves %s as it is, on every way there and back',
    async (id) => {
      await stage.start([account])
      const bodies = [
        await ask(stage, `/get_group_info?group_id=${id}`),
        await ask(stage, '/get_group_info', { method: 'POST', headers: FORM, body: `group_id=${id}` }),
        await askJson(stage, '/get_group_info', `{"group_id":${id}}`),
      ]
      expect(bodies.map(({ status }) => status)).toEqual([404, 404, 404])
      for (const call of account.calls.slice(-3)) expect(call.text).toContain(`"group_id":${id}}`)
    },
  )

  it('that nobody knows the table of goes on with its texts as texts', async () => {
    await stage.start([account])
    const answer = await ask(stage, '/echo_params?a=1&b=true&c=%5B1%5D')
    expect(answer.json).toMatchObject({ data: { a: '1', b: 'true', c: '[1]' } })
  })

  it('needs no body and no Content-Type where it takes no params', async () => {
    await stage.start([account])
    expect((await ask(stage, '/get_status', { method: 'POST' })).json).toMatchObject({ status: 'ok' })
    expect((await ask(stage, '/get_status')).json).toMatchObject({ data: { online: true } })
  })

  it('is executed later with a suffix, and answered 1 at once', async () => {
    await stage.start([account])
    const answers = [
      await ask(stage, '/send_group_msg_async?group_id=1&message=a'),
      await ask(stage, '/send_group_msg_rate_limited?group_id=2&message=b'),
    ]
    for (const { json } of answers) expect(json).toMatchObject({ status: 'async', retcode: 1, data: null })
    await expect.poll(called).toEqual(['send_group_msg', 'send_group_msg'])
    expect((await ask(stage, '/get_status_async_rate_limited')).status).toBe(404)
  })

  it('is answered 503 in its reply while the account is away, with what is known of it', async () => {
    await stage.start([account])
    await ask(stage, '/get_login_info')
    await account.close()
    await expect.poll(() => stage.hub.accounts()[0]?.online).toBe(false)
    await stage.clock.advance(5_000)
    expect(await ask(stage, '/send_group_msg')).toMatchObject({ status: 200, json: { retcode: 1503 } })
    expect((await ask(stage, '/get_login_info')).json).toMatchObject({ data: { user_id: 10001 } })
    expect((await ask(stage, '/get_status')).json).toMatchObject({ data: { online: false } })
  })
})

describe('a call over HTTP that takes long', () => {
  it('is answered 1504 when its time is over, with the status 200 of all that was no bad request', async () => {
    await stage.start([account], { callTimeoutMs: 50 })
    account.answer = () => new Promise(() => {})
    expect(await ask(stage, '/slow')).toMatchObject({
      status: 200,
      json: { status: 'failed', retcode: 1504 },
    })
  })

  it('is still answered when the hub stops meanwhile', async () => {
    let release = (): void => {}
    const hub = await stage.start([account])
    account.answer = () => new Promise((resolve) => (release = () => resolve(okReply('done'))))
    const answer = ask(stage, '/slow')
    await expect.poll(called).toEqual(['slow'])
    const closed = hub.close()
    // What comes now is refused, but not cut off.
    release()
    expect(await answer).toMatchObject({ status: 200, json: { status: 'ok', data: 'done' } })
    await closed
  })

  it('does no harm when its caller has gone', async () => {
    let release = (): void => {}
    await stage.start([account])
    account.answer = () => new Promise((resolve) => (release = () => resolve(okReply())))
    const gone = new AbortController()
    const url = `${stage.hub.url.replace(/^ws/, 'http')}/slow`
    const asked = fetch(url, { signal: gone.signal }).catch(() => 'gone')
    await expect.poll(called).toEqual(['slow'])
    gone.abort()
    expect(await asked).toBe('gone')
    release()
    account.answer = () => okReply('well')
    expect((await ask(stage, '/get_status')).json).toMatchObject({ data: 'well' })
  })
})

describe('the status over HTTP', () => {
  it.each([
    [404, 1404],
    [404, 404],
    [200, 100],
  ])('is %s where the implementation answered retcode %s', async (status, retcode) => {
    await stage.start([account])
    account.answer = () => failedReply(retcode as 1404, 'as it was')
    expect(await ask(stage, '/whatever')).toMatchObject({ status, json: { retcode, wording: 'as it was' } })
  })

  const json = { 'Content-Type': 'application/json' }
  it.each<[number, string, Parameters<typeof ask>[2]]>([
    [426, '/', {}],
    [404, '/a/b', {}],
    [404, '/%ff', {}],
    [405, '/get_status', { method: 'PUT' }],
    [406, '/get_status', { method: 'POST', headers: { 'Content-Type': 'text/plain' }, body: '{}' }],
    [406, '/get_status', { method: 'POST', body: '{}' }],
    [400, '/get_status', { method: 'POST', headers: json, body: '{' }],
    [400, '/get_status', { method: 'POST', headers: json, body: '[1]' }],
    [400, '/get_status', { method: 'POST', headers: json, body: Buffer.from([0x7b, 0xff, 0x7d]) }],
    [400, '/get_status?a=%ff', {}],
    [413, '/get_status', { method: 'POST', headers: { ...json, 'Content-Length': '100000000' }, body: '{' }],
  ])('is %s for %s %j, and nothing is executed', async (status, path, options) => {
    await stage.start([account])
    const answer = await ask(stage, path, options)
    expect(answer).toMatchObject({ status, json: { status: 'failed', retcode: 1000 + status, data: null } })
    expect(called()).toEqual([])
  })

  it('is 200 with 1400 where a text is not of its type', async () => {
    await stage.start([account])
    const answer = await ask(stage, '/send_group_msg?group_id=abc&message=x')
    expect(answer).toMatchObject({ status: 200, json: { status: 'failed', retcode: 1400 } })
    expect(answer.text).toContain('group_id')
    expect(called()).toEqual([])
  })

  it('tells of the token before everything else, and reads no body until then', async () => {
    await stage.start([account], { listen })
    for (const headers of [{}, bearer('wrong')]) {
      const status = 'Authorization' in headers ? 403 : 401
      const wrong = { ...headers, 'Content-Type': 'text/plain', 'Content-Length': '100000000' }
      for (const method of ['POST', 'PUT']) {
        const answer = await ask(stage, '/get_status', { method, headers: wrong, body: 'x' })
        expect(answer).toMatchObject({ status, json: { retcode: 1000 + status } })
      }
      expect((await ask(stage, '/get_status?a=%ff', { headers })).status).toBe(status)
    }
    expect((await ask(stage, '/get_status?access_token=open')).status).toBe(200)
    expect((await ask(stage, '/get_status', { headers: bearer('open') })).status).toBe(200)
    expect(called()).toEqual(['get_status', 'get_status'])
    expect(JSON.stringify(account.calls)).not.toContain('access_token')
  })
})

describe('which account a call over HTTP is for', () => {
  it('says its self_id, which is not forwarded; without one it is refused with all of them', async () => {
    const second = await stage.account('9007199254740993')
    await stage.start([account, second])
    const refused = await ask(stage, '/send_group_msg?group_id=1&message=x')
    expect(refused).toMatchObject({ status: 200, json: { retcode: 1400 } })
    expect(refused.json.wording).toMatch(/10001, 9007199254740993/)
    await ask(stage, '/send_group_msg?group_id=1&message=x&self_id=9007199254740993')
    await askJson(stage, '/send_group_msg', '{"self_id":9007199254740993,"group_id":2}')
    await askJson(stage, '/send_group_msg', '{"self_id":"9007199254740993","group_id":3}')
    expect(second.calls.slice(-3).map(({ params }) => params)).toEqual([
      { group_id: 1, message: 'x' },
      { group_id: 2 },
      { group_id: 3 },
    ])
    expect(called()).toEqual(['get_group_list'])
    const unknown = await ask(stage, '/get_status?self_id=10009')
    expect(unknown.json).toMatchObject({ retcode: 1400 })
  })

  it('is bounded by the entry of its token', async () => {
    const second = await stage.account('10002')
    const clients = [{ name: 'bot', token: 'bot-token', accounts: ['10002'] }]
    await stage.start([account, second], { listen, clients })
    const get = (path: string, token: string) => ask(stage, path, { headers: bearer(token) })
    expect((await get('/get_login_info', 'bot-token')).json).toMatchObject({ data: { user_id: 10002 } })
    expect((await get('/get_login_info?self_id=10001', 'bot-token')).json).toMatchObject({ retcode: 1403 })
    expect((await get('/get_login_info', 'open')).json).toMatchObject({ retcode: 1400 })
  })
})

describe('rights over HTTP', () => {
  it('keep set_restart from who is not allowed it, under every spelling', async () => {
    const clients = [
      { name: 'bot', token: 'bot-token' },
      { name: 'admin', token: 'admin-token', allow: ['set_restart'] },
    ]
    await stage.start([account], { listen, clients })
    for (const token of ['open', 'bot-token']) {
      for (const path of [
        '/set_restart',
        '/set_restart_async',
        '/set%5Frestart',
        '/set_restart_rate_limited',
      ]) {
        const answer = await ask(stage, path, { headers: bearer(token) })
        expect(answer).toMatchObject({ status: 200, json: { status: 'failed', retcode: 1403 } })
      }
    }
    expect(called()).toEqual([])
    const allowed = await ask(stage, '/set_restart', { headers: bearer('admin-token') })
    expect(allowed.json).toMatchObject({ status: 'async', retcode: 1 })
    await expect.poll(called).toEqual(['set_restart'])
  })

  it.each(['/set_client_name_async', '/set%5Fclient_name'])(
    'let nobody take a name at %s without a connection that has it',
    async (path) => {
      await stage.start([account])
      const watcher = await stage.opened('?client_status=1')
      await watcher.call('get_status')
      await expect.poll(() => watcher.events.length).toBe(1)
      expect((await ask(stage, `${path}?name=ghost`)).json).toMatchObject({ retcode: 1400 })
      await watcher.call('get_status')
      expect(watcher.events).toHaveLength(1)
    },
  )
})
