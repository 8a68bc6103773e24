import { signatureOf } from '@rookery/transport'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { ask, askJson } from './http-peers.fixture.js'
import { type SimulatedAccount, Stage } from './hub.fixture.js'
import { upgradeStatus } from './peers.fixture.js'

let stage: Stage
let account: SimulatedAccount
beforeEach(async () => {
  stage = new Stage()
  account = await stage.account()
})
afterEach(() => stage.close())

const TOKEN = 'correct-horse-battery'
const bearer = (token: string) => ({ Authorization: `Bearer ${token}` })
const foreign: readonly Readonly<Record<string, string>>[] = [
  { Host: 'host.docker.internal:7700' },
  { Host: 'bot.example.com' },
  { Origin: 'http://localhost/' },
  { Origin: 'not a URL' },
  { Origin: 'https://evil.example', 'Sec-Fetch-Site': 'cross-site' },
  { Referer: 'https://evil.example/page' },
]
const executed = () => account.calls.filter(({ action }) => action.startsWith('send_')).length

/** The statuses of everything that a client may ask for. */
async function everywhere(headers: Readonly<Record<string, string>>, query = ''): Promise<number[]> {
  const call = await ask(stage, `/send_msg?user_id=1&message=a${query && `&${query}`}`, { headers })
  const posted = await askJson(stage, `/get_status?${query}`, '{}', headers)
  const own = await ask(stage, `/api/get_online_clients?${query}`, { headers })
  const sockets = []
  for (const path of ['/', '/event', '/api', '/onebot/v11/ws'])
    sockets.push(await upgradeStatus(`${stage.hub.url}${path}?${query}`, headers))
  return [call.status, posted.status, own.status, ...sockets]
}
const IN = [200, 200, 200, 101, 101, 101, 101]
const OUT = [403, 403, 403, 403, 403, 403, 403]

describe('a request that looks as if a page of a stranger had sent it', () => {
  it.each(foreign)('comes in with a valid token, in header or query: %j', async (headers) => {
    await stage.start([account], { listen: { host: '127.0.0.1', port: 0, token: TOKEN } })
    expect(await everywhere({ ...headers, ...bearer(TOKEN) })).toEqual(IN)
    expect(await everywhere(headers, `access_token=${TOKEN}`)).toEqual(IN)
    expect(await everywhere(headers)).toEqual(OUT)
    expect(await everywhere({ ...headers, ...bearer('wrong-horse-battery') })).toEqual(OUT)
    expect(executed()).toBe(2)
  })

  it.each(foreign)('stays out of an open hub, whatever it shows: %j', async (headers) => {
    await stage.start([account])
    expect(await everywhere({ ...headers, ...bearer(TOKEN) })).toEqual(OUT)
    expect(executed()).toBe(0)
  })

  it.each(['change-me', 'secret', 'short12'])(
    'stays out with a token that can be guessed: %s',
    async (token) => {
      await stage.start([account], { listen: { host: '127.0.0.1', port: 0, token } })
      for (const headers of foreign) expect(await everywhere({ ...headers, ...bearer(token) })).toEqual(OUT)
      expect(await everywhere(bearer(token))).toEqual(IN)
      const refusal = await ask(stage, '/get_status', { headers: { ...foreign[0], ...bearer(token) } })
      expect(refusal.json.wording).toMatch(/can be guessed/)
    },
  )

  it('comes in by the token of a client', async () => {
    const clients = [{ name: 'koishi', token: TOKEN }]
    await stage.start([account], { clients })
    expect(await everywhere({ Host: 'bot:1', Origin: 'null', ...bearer(TOKEN) })).toEqual([
      ...IN.slice(0, 4),
      101,
      101,
      101,
    ])
  })

  it('is told the key that lets it in', async () => {
    await stage.start([account])
    const { json } = await ask(stage, '/get_status', { headers: { Host: 'host.docker.internal:7700' } })
    expect(json.wording).toMatch(/found host\.docker\.internal:7700.*listen\.hosts/)
    const page = await ask(stage, '/get_status', { headers: { Origin: 'https://a.example' } })
    expect(page.json.wording).toMatch(/https:\/\/a\.example.*listen\.cors/)
  })

  it('comes in without a token by a name in listen.hosts, but no other page does', async () => {
    await stage.start([account], { listen: { host: '127.0.0.1', port: 0, hosts: ['bot.example.com'] } })
    expect(await everywhere({ Host: 'bot.example.com' })).toEqual(IN)
    expect(
      await everywhere({ Host: 'bot.example.com:8443', Origin: 'https://bot.example.com:8443' }),
    ).toEqual(IN)
    expect(await everywhere({ Host: 'bot.example.com', Origin: 'https://evil.example' })).toEqual(OUT)
    expect(await everywhere({ Host: 'other.example.com' })).toEqual(OUT)
  })
})

describe('the path of an implementation', () => {
  const upstreams = [
    { name: 'in', type: 'ws-reverse' as const, path: '/upstream/in', token: TOKEN },
    {
      name: 'post',
      type: 'http' as const,
      url: 'http://127.0.0.1:9',
      post: { path: '/upstream/post', secret: TOKEN },
    },
    { name: 'open', type: 'http' as const, url: 'http://127.0.0.1:9', post: { path: '/upstream/open' } },
  ]
  const event = JSON.stringify({ time: 1, self_id: 10001, post_type: 'notice', notice_type: 'x' })
  const post = (path: string, headers: object) => askJson(stage, path, event, headers)
  const signed = (secret: string) => ({ 'X-Signature': signatureOf(secret, Buffer.from(event)) })

  it.each(foreign)('takes its own token, or the signature in its place: %j', async (headers) => {
    await stage.start([], { upstreams })
    const url = `${stage.hub.url}/upstream/in`
    expect(await upgradeStatus(url, { ...headers, ...bearer(TOKEN) })).toBe(101)
    expect(await upgradeStatus(url, headers)).toBe(403)
    expect((await post('/upstream/post', { ...headers, ...signed(TOKEN) })).status).toBe(204)
    expect((await post('/upstream/post', { ...headers, ...signed('another-horse') })).status).toBe(403)
    expect((await post('/upstream/post', headers)).status).toBe(403)
    expect((await post('/upstream/open', { ...headers, ...signed(TOKEN) })).status).toBe(403)
  })

  it('takes no signature whose key can be guessed for more than it is', async () => {
    const weak = [
      {
        name: 'post',
        type: 'http' as const,
        url: 'http://127.0.0.1:9',
        post: { path: '/p', secret: 'secret' },
      },
    ]
    await stage.start([], { upstreams: weak })
    expect((await post('/p', { Host: 'host.docker.internal:7700', ...signed('secret') })).status).toBe(403)
    expect((await post('/p', signed('secret'))).status).toBe(204)
  })
})

describe('a token that is empty', () => {
  it.each([
    { Authorization: 'Bearer ' },
    { Authorization: 'Token' },
    { Authorization: '' },
    { Authorization: 'Basic dXNlcjpwYXNz' },
  ])('hides none that is shown elsewhere: %j', async (headers) => {
    await stage.start([account], { listen: { host: '127.0.0.1', port: 0, token: TOKEN } })
    expect(await everywhere(headers, `access_token=${TOKEN}`)).toEqual(IN)
    expect(await everywhere(headers, `access_token=&access_token=${TOKEN}`)).toEqual(IN)
    expect((await everywhere(headers))[0]).toBe(401)
  })

  it('is no app_id and no self_id either', async () => {
    await stage.start([account])
    const client = await stage.opened('?self_id=')
    const body = JSON.stringify({ app_id: client.appId, data: 'x' })
    expect((await askJson(stage, '/api/send_broadcast_data', body, { 'X-App-ID': '' })).json).toMatchObject({
      status: 'ok',
    })
    const beside = JSON.stringify({ app_id: '', data: 'x' })
    const inHeader = await askJson(stage, '/api/send_broadcast_data', beside, { 'X-App-ID': client.appId })
    expect(inHeader.json).toMatchObject({ status: 'ok' })
  })
})

describe('a target in absolute form', () => {
  it.each(['http://127.0.0.1:7700', 'HTTP://localhost', 'http://user@127.0.0.1:1'])(
    'is served as its path: %s',
    async (root) => {
      await stage.start([account])
      expect((await ask(stage, `${root}/get_status`)).json).toMatchObject({ status: 'ok' })
      expect((await ask(stage, `${root}/healthz`)).status).toBe(200)
      expect((await ask(stage, `${root}/api/get_online_clients?x=1`)).status).toBe(200)
      expect((await ask(stage, root)).status).toBe(426)
    },
  )

  it('has the role of its path over WebSocket', async () => {
    await stage.start([account])
    const [events, calls] = [
      await raw('http://127.0.0.1:7700/event'),
      await raw('ws://127.0.0.1/api?self_id=10001'),
    ]
    expect(
      stage.log.filter(({ text }) => text === 'client connected').map(({ fields }) => fields.role),
    ).toEqual(['Event', 'API'])
    events.destroy()
    calls.destroy()
  })

  it('names the host that counts', async () => {
    await stage.start([account])
    expect(
      (await ask(stage, 'http://evil.example/get_status', { headers: { Host: '127.0.0.1' } })).status,
    ).toBe(403)
    expect(
      (await ask(stage, 'http://localhost/get_status', { headers: { Host: 'evil.example' } })).status,
    ).toBe(200)
  })
})

/** Upgrades with a target that no library would send. */
async function raw(target: string): Promise<import('node:net').Socket> {
  const { connect } = await import('node:net')
  const socket = connect(stage.hub.port, '127.0.0.1')
  stage.undo(() => socket.destroy())
  const head = [
    `GET ${target} HTTP/1.1`,
    'Host: 127.0.0.1',
    'Connection: Upgrade',
    'Upgrade: websocket',
    'Sec-WebSocket-Version: 13',
    'Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==',
  ]
  socket.write(`${head.join('\r\n')}\r\n\r\n`)
  const answer = await new Promise((resolve) =>
    socket.once('data', (data) => resolve(String(data).split(' ')[1])),
  )
  expect(answer).toBe('101')
  return socket
}

describe('a plain request on a WebSocket path', () => {
  it.each(['/', '/event', '/api', '/event/', '/onebot/v11/ws', '/upstream/in'])(
    'is told so: %s',
    async (path) => {
      const upstreams = [{ name: 'in', type: 'ws-reverse' as const, path: '/upstream/in' }]
      await stage.start([], { upstreams })
      // With either of the two headers dropped on the way, as proxies do.
      for (const headers of [{}, { Connection: 'close' }, { Upgrade: 'websocket', Connection: 'close' }]) {
        const answer = await ask(stage, path, { headers })
        expect(answer).toMatchObject({ status: 426, headers: { upgrade: 'websocket' } })
        expect(answer.json.wording).toMatch(/proxy/)
        expect(answer.headers.connection).toMatch(/upgrade/i)
      }
    },
  )

  it('is so on a port of its own, too', async () => {
    await stage.start([account])
    const { data } = (await ask(stage, '/api/get_ws_port')).json as { data: { port: number } }
    const answer = await fetch(`http://127.0.0.1:${data.port}/any`)
    expect([answer.status, answer.headers.get('upgrade')]).toEqual([426, 'websocket'])
  })
})
