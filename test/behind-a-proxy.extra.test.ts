import { once } from 'node:events'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import http, { type IncomingMessage } from 'node:http'
import https from 'node:https'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { defaultOptions, type HubOptions } from '@rookery/hub'
import { signatureOf } from '@rookery/transport'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { EventReader, httpImplementation } from '../packages/hub/src/http-peers.fixture.js'
import { type SimulatedAccount, Stage, TestClient } from '../packages/hub/src/hub.fixture.js'
import { cert, key } from '../packages/hub/src/tls.fixture.js'
import { nginxLines } from '../scripts/nginx.mjs'
import { type Nginx, nginxBefore, PUBLIC_NAME } from './behind-a-proxy/nginx.js'

const TOKEN = '5f0c7d1b9e3a4c68'
const SECRET = 'hmac-of-the-test'
const POSTS = '/upstream/posted'
const bearer = (token: string): Record<string, string> => ({ Authorization: `Bearer ${token}` })

let stage: Stage
let account: SimulatedAccount
let nginx: Nginx
beforeEach(async () => {
  stage = new Stage()
  account = await stage.account('10001')
})
afterEach(() => stage.close())

interface Scene {
  readonly listen?: Partial<HubOptions['listen']>
  readonly change?: (lines: string) => string
}

/** A hub on loopback with one account and a path for posts, and nginx in front of it. */
async function open({ listen = {}, change }: Scene = {}): Promise<void> {
  const posted = await httpImplementation(stage, '10002')
  const post = { path: POSTS, secret: SECRET }
  await stage.start([account], {
    listen: { host: '127.0.0.1', port: 0, token: TOKEN, ...listen },
    upstreams: [
      { name: 'dialled', type: 'ws', url: account.url },
      { name: 'posted', type: 'http', url: posted.url, post },
    ],
    clients: [{ name: 'weak', token: 'change-me' }],
  })
  nginx = await nginxBefore(stage, change)
}

interface Asked {
  readonly method?: string
  readonly headers?: Readonly<Record<string, string>>
  readonly body?: string
}

interface Answered {
  readonly status: number
  readonly headers: IncomingMessage['headers']
  readonly text: string
  /** The reason in a reply of the hub. */
  readonly message: string
}

async function sent(path: string, { method = 'GET', headers = {}, body }: Asked): Promise<IncomingMessage> {
  const { request } = nginx.url.startsWith('https') ? https : http
  const outgoing = request(`${nginx.url}${path}`, {
    method,
    headers: { Host: PUBLIC_NAME, ...headers },
    agent: false,
    rejectUnauthorized: false,
  })
  outgoing.end(body)
  const [response] = (await once(outgoing, 'response')) as [IncomingMessage]
  return response
}

async function ask(path: string, asked: Asked = {}): Promise<Answered> {
  const response = await sent(path, asked)
  const chunks: Buffer[] = await response.toArray()
  const text = Buffer.concat(chunks).toString()
  const { message = '' } = text.startsWith('{') ? JSON.parse(text) : {}
  return { status: response.statusCode ?? 0, headers: response.headers, text, message }
}

/** A WebSocket client through nginx, under the public name. */
function client(path = '/', headers: Record<string, string> = {}): TestClient {
  const url = `${nginx.url.replace(/^http/, 'ws')}${path}`
  const made = new TestClient(url, { Host: PUBLIC_NAME, ...headers }, { rejectUnauthorized: false })
  stage.undo(() => made.ws.terminate())
  return made
}

const call = (headers: Readonly<Record<string, string>>, path = '/send_group_msg'): Promise<Answered> =>
  ask(path, {
    method: 'POST',
    headers: { 'Content-Type': 'application/json', ...headers },
    body: JSON.stringify({ self_id: 10001, group_id: 30001, message: '你好' }),
  })

function post(signature: Readonly<Record<string, string>>, n = 1): Promise<Answered> {
  const headers = { 'Content-Type': 'application/json', 'X-Self-ID': '10002', ...signature }
  return ask(POSTS, { method: 'POST', headers, body: eventOf(n) })
}

const eventOf = (n: number): string => JSON.stringify({ time: 1, self_id: 10002, post_type: 'notice', n })
const signed = (n = 1): Record<string, string> => ({
  'X-Signature': signatureOf(SECRET, Buffer.from(eventOf(n))),
})

describe('behind nginx with the lines of the guide', () => {
  it.each([
    { how: 'in the header', path: '/', headers: bearer(TOKEN) },
    { how: 'in the query', path: `/?access_token=${TOKEN}`, headers: {} },
    {
      how: 'in the query, where the header is that of nginx',
      path: `/?access_token=${TOKEN}`,
      headers: { Authorization: 'Basic Ym90OnNlY3JldA==' },
    },
    {
      how: 'with an Origin of its own',
      path: '/event',
      headers: { ...bearer(TOKEN), Origin: 'http://localhost' },
    },
  ])('a WebSocket with a token $how gets events', async ({ path, headers }) => {
    await open()
    const application = client(path, headers)
    expect(await application.opened()).toBe('open')
    account.emit({ post_type: 'notice', n: 1 })
    await expect.poll(() => application.events.map(({ n }) => n)).toEqual([1])
  })

  it('a WebSocket calls, with a frame beyond what nginx lets a body be', async () => {
    await open()
    const application = client('/', bearer(TOKEN))
    await application.opened()
    const message = 'x'.repeat(2_000_000)
    const reply = await application.call('send_group_msg', { group_id: 30001, message })
    expect(reply).toMatchObject({ status: 'ok', data: { message_id: 1 } })
    expect(account.calls.at(-1)?.params).toEqual({ group_id: 30001, message })
  })

  it.each([
    { how: 'without a token', path: '/', headers: {}, status: 403 },
    { how: 'with a wrong token', path: '/', headers: bearer('0123456789abcdef'), status: 403 },
    { how: 'with a wrong token in the query', path: '/?access_token=wrong-wrong', headers: {}, status: 403 },
    { how: 'with a token that can be guessed', path: '/', headers: bearer('change-me'), status: 403 },
  ])('a WebSocket $how is refused', async ({ path, headers, status }) => {
    await open()
    expect(await client(path, headers).opened()).toBe(status)
  })

  it('the HTTP API answers whoever shows the token, in header or query', async () => {
    await open()
    expect(await call(bearer(TOKEN))).toMatchObject({ status: 200 })
    expect(await call({}, `/send_group_msg?access_token=${TOKEN}`)).toMatchObject({ status: 200 })
    expect(
      account.calls.map(({ action }) => action).filter((each) => each === 'send_group_msg'),
    ).toHaveLength(2)
    expect(await call({})).toMatchObject({ status: 403 })
    expect(await call(bearer('0123456789abcdef'))).toMatchObject({ status: 403 })
  })

  it('a call may hold a picture of some megabytes, and no more than the lines allow', async () => {
    await open()
    const message = `[CQ:image,file=base64://${'A'.repeat(4_000_000)}]`
    const headers = { 'Content-Type': 'application/json', ...bearer(TOKEN) }
    const body = JSON.stringify({ self_id: 10001, group_id: 30001, message })
    expect(await ask('/send_group_msg', { method: 'POST', headers, body })).toMatchObject({ status: 200 })
    const tooMuch = { ...headers, 'Content-Length': String(65 * 1024 * 1024) }
    const answer = await ask('/send_group_msg', { method: 'POST', headers: tooMuch })
    expect(answer.status).toBe(413)
    expect(answer.text).toContain('<html>')
  })

  it('events of /_events come one by one, as soon as they are there', async () => {
    await open()
    const response = await sent('/_events?self_id=10001', { headers: bearer(TOKEN) })
    expect(response.statusCode).toBe(200)
    stage.undo(() => response.destroy())
    const reader = new EventReader(response)
    for (const n of [1, 2, 3]) {
      account.emit({ post_type: 'notice', n })
      await expect.poll(() => reader.numbers).toEqual([1, 2, 3].slice(0, n))
    }
    expect(await ask('/_events')).toMatchObject({ status: 403 })
  })

  it('a post counts by its signature', async () => {
    await open()
    const application = client('/?self_id=10002', bearer(TOKEN))
    expect(await post(signed())).toMatchObject({ status: 204 })
    expect(await application.opened()).toBe('open')
    expect(await post(signed(2), 2)).toMatchObject({ status: 204 })
    await expect.poll(() => application.events.map(({ n }) => n)).toContain(2)
    expect([401, 403]).toContain((await post({})).status)
    expect(await post({ 'X-Signature': signatureOf('another', Buffer.from(eventOf(1))) })).toMatchObject({
      status: 403,
    })
  })

  it('a monitor without a token needs the name in listen.hosts', async () => {
    await open({ listen: { hosts: [PUBLIC_NAME] } })
    expect(await ask('/healthz')).toMatchObject({ status: 200 })
    expect(await ask('/readyz')).toMatchObject({ status: 200 })
    expect(await ask('/healthz', { headers: { Host: 'other.example.com' } })).toMatchObject({ status: 403 })
    expect(await call({})).toMatchObject({ status: 401 })
  })

  it('nobody is slowed down who shows the right token, however many wrong ones come through nginx', async () => {
    await open()
    const wrong = Array.from({ length: 40 }, () => call(bearer('0123456789abcdef')))
    const start = performance.now()
    expect(await call(bearer(TOKEN))).toMatchObject({ status: 200 })
    expect(performance.now() - start).toBeLessThan(1_000)
    for (const each of await Promise.all(wrong)) expect(each.status).toBe(403)
  })

  it('no token gets into the log of nginx', async () => {
    await open()
    await call({}, `/send_group_msg?access_token=${TOKEN}`)
    const application = client(`/?access_token=${TOKEN}`)
    await application.opened()
    application.ws.close()
    await expect.poll(() => nginx.accessLog()).toMatch(/"GET \/" 101/)
    expect(nginx.accessLog()).toMatch(/"POST \/send_group_msg" 200/)
    expect(nginx.accessLog()).not.toContain(TOKEN)
  })

  it('waits longer than a heartbeat and a call may take', () => {
    const seconds = Number(/proxy_read_timeout (\d+)s;/.exec(nginxLines())?.[1])
    expect(seconds * 1000).toBeGreaterThan(defaultOptions.callTimeoutMs)
    expect(seconds * 1000).toBeGreaterThan(defaultOptions.heartbeatIntervalMs)
  })
})

describe('behind nginx with other lines', () => {
  it.each([
    { without: 'both lines', pattern: /^ *proxy_set_header (?:Upgrade|Connection) .*\n/gm },
    { without: 'Upgrade', pattern: /^ *proxy_set_header Upgrade .*\n/gm },
    { without: 'Connection', pattern: /^ *proxy_set_header Connection .*\n/gm },
    {
      without: 'HTTP/1.1 and both',
      pattern: /^ *proxy_(?:http_version|set_header (?:Upgrade|Connection)) .*\n/gm,
    },
  ])('without $without a WebSocket is answered 426, with the reason', async ({ pattern }) => {
    await open({ change: (lines) => lines.replace(pattern, '') })
    for (const path of ['/', '/event', '/api']) {
      expect(await client(path, bearer(TOKEN)).opened(), path).toBe(426)
      const answer = await ask(path, { headers: bearer(TOKEN) })
      expect(answer.status, path).toBe(426)
      expect(answer.message, path).toContain('proxy')
    }
  })

  it('under a path of its own, as the guide says', async () => {
    const change = (lines: string): string =>
      lines.replace('location / {', 'location /qq/ {').replace('127.0.0.1:7700;', '127.0.0.1:7700/;')
    await open({ change })
    const application = client('/qq/', bearer(TOKEN))
    expect(await application.opened()).toBe('open')
    expect(await call(bearer(TOKEN), '/qq/send_group_msg')).toMatchObject({ status: 200 })
  })

  it('with TLS', async () => {
    const dir = mkdtempSync(join(tmpdir(), 'rookery-tls-'))
    stage.undo(() => rmSync(dir, { recursive: true }))
    writeFileSync(join(dir, 'cert.pem'), cert)
    writeFileSync(join(dir, 'key.pem'), key)
    const tls = `ssl_certificate ${dir}/cert.pem; ssl_certificate_key ${dir}/key.pem;`
    await open({ change: (lines) => lines.replace('listen 80;', `listen 80 ssl; ${tls}`) })
    expect(await client('/', bearer(TOKEN)).opened()).toBe('open')
    expect(await call(bearer(TOKEN))).toMatchObject({ status: 200 })
  })
})

/** Each text that the guide quotes of a refusal, with its status. */
const quoted = (language: string): { readonly status: number; readonly text: string }[] => {
  const page = readFileSync(new URL(`../docs/guide/${language}/behind-a-proxy.md`, import.meta.url), 'utf8')
  return [...page.matchAll(/^\| (4\d\d) `([^`]+)` /gm)].map(([, status, text = '']) => ({
    status: Number(status),
    text,
  }))
}

const known = { hosts: [PUBLIC_NAME] }
const stranger = { Origin: 'https://stranger.example' }

/** For each text a way to get it: how the hub listens, and what is asked. */
const ways: Readonly<Record<string, [Partial<HubOptions['listen']>, () => Promise<Answered>]>> = {
  'a token is needed': [known, () => call({})],
  'the token is wrong': [known, () => call(bearer('0123456789abcdef'))],
  'Host must name it so': [{}, () => call({})],
  "requests of another origin's pages are refused": [known, () => call(stranger)],
  'lifts no check': [known, () => call({ ...bearer('change-me'), ...stranger })],
  'this path takes WebSockets': [known, () => ask('/event', { headers: bearer(TOKEN) })],
}

describe('a refusal that the guide quotes', () => {
  it('is quoted alike in both languages', () => {
    expect(quoted('en').length).toBeGreaterThanOrEqual(6)
    expect(quoted('zh')).toEqual(quoted('en'))
  })

  it.each(quoted('en'))('is what the hub says: $status $text', async ({ status, text }) => {
    const [listen, asked] = ways[text] ?? [{}, () => call({})]
    await open({ listen })
    const answer = await asked()
    expect(answer).toMatchObject({ status, message: expect.stringContaining(text) })
  })

  it('is a page of nginx when the hub is away', async () => {
    await open()
    await stage.hub.close()
    const answer = await call(bearer(TOKEN))
    expect(answer.status).toBe(502)
    expect(answer.text).toContain('<html>')
  })
})
