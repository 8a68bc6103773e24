import { randomUUID } from 'node:crypto'
import { once } from 'node:events'
import { type ClientRequest, type IncomingMessage, request } from 'node:http'
import { connect, type Socket } from 'node:net'
import { signatureOf } from '@rookery/transport'
import { expect, vi } from 'vitest'
import { ask } from '../../packages/hub/src/http-peers.fixture.js'
import type { Stage } from '../../packages/hub/src/hub.fixture.js'
import { type DiallingAccount, dialledIn, upgradeStatus } from '../../packages/hub/src/peers.fixture.js'

const IN = '/upstream/in'
const POSTED = '/upstream/posted'
const SECRET = 'of-the-posts'
const MEBIBYTE = 1024 * 1024

const bearer = (token: string) => ({ Authorization: `Bearer ${token}` })
const ANYBODY = bearer('of-the-hub')
const WEATHER = bearer('of-the-weather')
const IMPLEMENTATION = bearer('of-the-implementation')
const json = { 'Content-Type': 'application/json' }
const form = { 'Content-Type': 'application/x-www-form-urlencoded' }
const signed = (body: string) => ({ ...json, 'X-Signature': signatureOf(SECRET, Buffer.from(body)) })

const UPGRADE = [
  'GET / HTTP/1.1',
  'Host: 127.0.0.1',
  'Connection: Upgrade',
  'Upgrade: websocket',
  'Sec-WebSocket-Version: 13',
  'Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==',
]

type Headers = Readonly<Record<string, string>>
/** An upgrade that is refused: its path and headers. */
type Upgrade = readonly [path: string, headers?: Headers]
type Plain = readonly [path: string, asked?: Parameters<typeof ask>[2]]

const BEFORE_ANY_ACCOUNT: readonly Upgrade[] = [['/', ANYBODY]]

/** By an application of which one connection is open, and an implementation that has all its accounts in use. */
const upgrades = (hub: string): readonly Upgrade[] => [
  ['/'],
  ['/', { Authorization: 'Basic of-the-proxy' }],
  ['/', bearer('hunter2')],
  ['/', { Host: 'bot.example.com' }],
  ['/', { Origin: 'http://evil.example' }],
  ['/', { Origin: 'http://evil.example', ...bearer('change-me') }],
  ['/', { 'Sec-Fetch-Site': 'cross-site' }],
  ['/', bearer('of-the-expired')],
  ['/nowhere', ANYBODY],
  ['/', WEATHER],
  ['/?self_id=10002', WEATHER],
  ['/?client_name=%01', ANYBODY],
  ['/?client_name=weather', ANYBODY],
  ['/?client_name=stranger', ANYBODY],
  ['/?self_id=abc', ANYBODY],
  ['/?self_id=10009', ANYBODY],
  ['/?seq=yes', ANYBODY],
  ['/?since=yesterday', ANYBODY],
  ['/?slow=yes', ANYBODY],
  ['/?confirm=later', ANYBODY],
  ['/?confirm=ack', ANYBODY],
  ['/?confirm=ack', { Authorization: 'Bearer of-the-worker' }],
  ['/', { 'X-Rookery-Hubs': hub, ...ANYBODY }],
  ['/', { 'X-Rookery-Hubs': `${randomUUID()}, ${hub}`, ...ANYBODY }],
  [IN, { 'X-Client-Role': 'Everything', ...IMPLEMENTATION }],
  [IN, { 'X-Client-Role': 'Event', ...IMPLEMENTATION }],
  [IN, { 'X-Self-ID': '10002', ...IMPLEMENTATION }],
]

const requests: readonly Plain[] = [
  ['/', { headers: ANYBODY }],
  ['/a/b', { headers: ANYBODY }],
  ['/get_status', { headers: { Referer: 'http://evil.example/page' } }],
  ['/get_status', { method: 'PUT', headers: ANYBODY }],
  ['/_events', { method: 'POST', headers: ANYBODY }],
  ['/get_status?a=%ff', { headers: ANYBODY }],
  ['/get_status', { method: 'POST', headers: { ...ANYBODY, 'Content-Type': 'text/plain' }, body: '{}' }],
  ['/get_status', { method: 'POST', headers: { ...ANYBODY, ...form }, body: 'a=%ff' }],
  ['/get_status', { method: 'POST', headers: { ...ANYBODY, ...json }, body: '[1]' }],
  ['/get_status', { method: 'POST', headers: { ...ANYBODY, ...json }, body: 'no JSON' }],
  [POSTED, { headers: signed('') }],
  [POSTED, { method: 'POST', headers: json, body: '{}' }],
  [POSTED, { method: 'POST', headers: signed('other'), body: '{}' }],
  [POSTED, { method: 'POST', headers: { ...signed('{}'), 'Content-Type': 'text/plain' }, body: '{}' }],
  [POSTED, { method: 'POST', headers: signed('[]'), body: '[]' }],
]

/** Has a hub refuse whatever may come to its door, and gives the reasons that its log has for it. */
export async function provokeRefusals(stage: Stage): Promise<() => readonly string[]> {
  await startHub(stage)
  for (const each of BEFORE_ANY_ACCOUNT) await upgrade(stage, each)
  const account = await dialIn(stage, '10001')
  // That one stands in the config, and so this one alone counts.
  await dialIn(stage, '10003')
  await expect.poll(() => stage.hub.accounts().length).toBe(2)
  await stage.opened('', WEATHER)
  const hub = await idOf(stage)
  for (const each of upgrades(hub)) await upgrade(stage, each)
  for (const [path, asked] of requests) await ask(stage, path, asked)
  await crowdPort(stage)
  await sendBodies(stage)
  await comeTooLate(stage, account)
  return () =>
    stage.log
      .filter(({ text }) => text.startsWith('refused: '))
      .map(({ text }) => text.slice('refused: '.length))
}

const startHub = (stage: Stage) =>
  stage.start([], {
    listen: { host: '127.0.0.1', port: 0, token: 'of-the-hub', names: 'configured' },
    upstreams: [
      { name: 'in', type: 'ws-reverse', path: IN, token: 'of-the-implementation', maxAccounts: 1 },
      { name: 'posted', type: 'http', url: 'http://127.0.0.1:1', post: { path: POSTED, secret: SECRET } },
    ],
    clients: [
      { name: 'weather', token: 'of-the-weather', accounts: ['10001'] },
      { name: 'guessable', token: 'change-me' },
      { name: 'expired', token: 'of-the-expired', expiresAt: 0 },
      { name: 'worker', token: 'of-the-worker', balance: { name: 'workers' } },
    ],
  })

/** An implementation that never answers `wait`. */
const dialIn = (stage: Stage, selfId: string): Promise<DiallingAccount> =>
  dialledIn(stage, IN, selfId, {
    token: 'of-the-implementation',
    answer: ({ action }) => (action === 'wait' ? undefined : null),
  })

async function upgrade(stage: Stage, [path, headers = {}]: Upgrade, base = stage.hub.url): Promise<void> {
  expect(await upgradeStatus(`${base}${path}`, headers), `${path} ${JSON.stringify(headers)}`).not.toBe(101)
}

/** A hub tells its id to hubs alone. */
async function idOf(stage: Stage): Promise<string> {
  const client = stage.client('', { 'X-Rookery-Hubs': randomUUID(), ...ANYBODY })
  const [answer] = (await once(client.ws, 'upgrade')) as [IncomingMessage]
  return String(answer.headers['x-rookery-hubs']).split(',')[0] ?? ''
}

async function crowdPort(stage: Stage): Promise<void> {
  const { json } = await ask(stage, '/api/get_ws_port', { headers: ANYBODY })
  const { port } = json.data as { port: number }
  const url = `ws://127.0.0.1:${port}`
  await stage.opened(url, ANYBODY)
  await upgrade(stage, ['/', ANYBODY], url)
}

/** Posts bodies that are too large, never come to their end, or are broken off. */
async function sendBodies(stage: Stage): Promise<void> {
  const size = 8 * MEBIBYTE
  begin(stage, size + 1)
  const slow = Array.from({ length: 9 }, () => begin(stage, size))
  for (const each of slow) each.write(Buffer.alloc(size - 1))
  const refusals = () => stage.log.map(({ text }) => text).join('\n')
  await expect.poll(refusals).toContain('this one came slowest')
  // One of two at least is not the one that was cut.
  for (const each of slow.splice(0, 2)) each.destroy()
  await expect.poll(refusals).toContain('broke off')
  vi.advanceTimersByTime(10_000)
}

function begin(stage: Stage, bytes: number): ClientRequest {
  const headers = { ...signed('{}'), 'Content-Length': bytes }
  const url = `${stage.hub.url.replace(/^ws/, 'http')}${POSTED}`
  const post = request(url, { method: 'POST', headers, agent: false })
  post.on('error', () => {})
  post.flushHeaders()
  stage.undo(() => post.destroy())
  return post
}

/** A connection that was there before the hub was asked to stop, and says what it wants only then. */
async function comeTooLate(stage: Stage, account: DiallingAccount): Promise<void> {
  const socket: Socket = connect(stage.hub.port, '127.0.0.1')
  await once(socket, 'connect')
  stage.undo(() => socket.destroy())
  const client = await stage.opened('', ANYBODY)
  client.ws.send('{"action":"wait","params":{"self_id":10001},"echo":1}')
  await expect.poll(() => account.calls.some(({ action }) => action === 'wait')).toBe(true)
  const closed = stage.hub.close()
  socket.write(`${UPGRADE.join('\r\n')}\r\n\r\n`)
  await expect.poll(() => stage.log.some(({ text }) => text.startsWith('refused: the hub stops'))).toBe(true)
  // The hub waits for this call no longer.
  account.ws.terminate()
  await closed
}
