import { once } from 'node:events'
import { readFileSync } from 'node:fs'
import type { IncomingMessage, ServerResponse } from 'node:http'
import https from 'node:https'
import type { AddressInfo } from 'node:net'
import { makeCall, replyBody } from '@rookery/protocol'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { type DialSettings, dial } from '../dial/dial.js'
import { Batch } from '../frames/batch.js'
import { byteReader } from '../frames/byte-reader.js'
import { frameText } from '../frames/websocket-frame.js'
import { Servers } from '../http/http.fixture.js'
import { HttpCaller } from '../http-api/http-caller.js'
import { Poster } from '../http-post/poster.js'
import { dialSse } from '../sse/dial-sse.js'
import { QUICK, Wires } from '../wire.fixture.js'
import { describeClose, movedTo } from './describe-close.js'
import { describeError } from './describe-error.js'

let servers: Servers
const undo: (() => unknown)[] = []
beforeEach(() => {
  servers = new Servers()
})
afterEach(async () => {
  for (const each of undo.splice(0)) await each()
  await servers.close()
})

const ws = (url: string): string => url.replace(/^http/, 'ws')
const wss = (url: string): string => url.replace(/^\w+/, 'wss')

/** Why the first attempt to dial failed. */
function dialled(url: string, settings: Omit<DialSettings, 'url'> = {}): Promise<string> {
  return new Promise((resolve) => {
    const dialling = dial({ url, limits: QUICK, ...settings }, { open() {}, lost: resolve })
    undo.push(() => dialling.close(1000, 'done'))
  })
}

function streamed(url: string): Promise<string> {
  return new Promise((resolve) => {
    const dialling = dialSse({ url }, { reader: byteReader, event() {}, open() {}, lost: resolve })
    undo.push(() => dialling.close(1000, 'done'))
  })
}

async function called(url: string): Promise<string> {
  const caller = new HttpCaller({ reader: byteReader, url })
  undo.push(() => caller.close(1000, 'done'))
  return String(replyBody(await caller.call(makeCall('get_status'))).wording)
}

function posted(url: string): Promise<string> {
  return new Promise((resolve) => {
    const poster = new Poster({ url }, { unreachable: resolve, gaveUp: (_count, why) => resolve(why) })
    undo.push(() => poster.close(1000, 'done'))
    poster.sendBatch(new Batch([frameText(Buffer.from('{"post_type":"notice","self_id":1}'))]))
  })
}

/** A server that answers everything, upgrades included, with this. */
const answers = (status: number, headers: Record<string, string> = {}, body = ''): Promise<string> =>
  servers.http((_request: IncomingMessage, response: ServerResponse) => {
    response.writeHead(status, headers).end(body)
  })

async function tlsServer(): Promise<string> {
  const pem = (name: string) => readFileSync(new URL(`../../fixtures/localhost.${name}.pem`, import.meta.url))
  const server = https.createServer({ cert: pem('cert'), key: pem('key') }, (_, response) => response.end())
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  undo.push(() => server.close())
  return `https://127.0.0.1:${(server.address() as AddressInfo).port}`
}

const TOKEN = { token: 'hunter2' }
const NO_TOKEN = {}
const APPLICATION = { whom: 'application' } as const

describe('a refused handshake says what it can mean', () => {
  it.each([
    [401, NO_TOKEN, /^HTTP 401 Unauthorized: it wants a token, and none was sent$/],
    [401, TOKEN, /^HTTP 401 Unauthorized: the token is wrong$/],
    [403, NO_TOKEN, /^HTTP 403 Forbidden: it wants a token, and none was sent$/],
    [403, TOKEN, /^HTTP 403 Forbidden: the token is wrong$/],
    [401, { ...APPLICATION, ...TOKEN }, /: the token is wrong$/],
    [
      403,
      { ...APPLICATION, ...TOKEN },
      /path of the URL is wrong.*NoneBot.*, or the token is wrong, or .*holds a connection/,
    ],
    [
      403,
      APPLICATION,
      /path of the URL is wrong.*, or it wants a token, and none was sent, or .*holds a connection/,
    ],
    [404, TOKEN, /^HTTP 404 Not Found: look at the path of the URL$/],
    [400, NO_TOKEN, /^HTTP 400 Bad Request: a port that speaks TLS answers so, too: then use wss:\/\/$/],
    [200, NO_TOKEN, /^HTTP 200 OK: plain HTTP is spoken there, and no WebSocket/],
    [502, NO_TOKEN, /^HTTP 502 Bad Gateway: a proxy answers, and reaches nobody behind it$/],
    [503, NO_TOKEN, /^HTTP 503 Service Unavailable$/],
  ])('%i with %o', async (status, settings, why) => {
    const found = await dialled(ws(await answers(status)), settings)
    expect(found).toMatch(why)
    expect(found).not.toContain('hunter2')
  })

  it.each([
    [
      'application/json',
      '{"status":"failed","wording":"no account has been seen yet"}',
      ' (no account has been seen yet)',
    ],
    ['application/json', '{"detail":"Missing X-Self-ID Header"}', ' (Missing X-Self-ID Header)'],
    ['text/plain', 'go\naway \u001b[2J please', ' (go away [2J please)'],
    ['text/html', '<html><h1>503</h1></html>', ''],
    ['application/json', '{"a":1}', ''],
    ['text/plain', 'x'.repeat(900), ` (${'x'.repeat(200)}…)`],
    ['text/plain', 'x'.repeat(100_000), ''],
  ])('and the reason that its body gives: %s %#', async (type, body, reason) => {
    const url = await answers(503, { 'Content-Type': type }, body)
    expect(await dialled(ws(url))).toBe(`HTTP 503 Service Unavailable${reason}`)
    expect(await streamed(url)).toBe(`HTTP 503 Service Unavailable${reason}`)
  })

  it('also when the body never ends', async () => {
    const url = await servers.http((_request, response) => void response.writeHead(403).write('no'))
    expect(await dialled(ws(url), TOKEN)).toBe('HTTP 403 Forbidden (no): the token is wrong')
  })

  it.each([
    [
      1008,
      'go away',
      APPLICATION,
      /^closed with 1008 \(go away\): it wants a token, and none was sent, or .*holds/,
    ],
    [1008, '', TOKEN, /^closed with 1008: the token is wrong$/],
    [1008, '', {}, /^closed with 1008: it wants a token, and none was sent$/],
    [1009, '', {}, /^closed with 1009: a frame was larger than what is taken there$/],
    [1009, 'too big', {}, /^closed with 1009 \(too big\)$/],
    [1012, '', {}, /^closed with 1012: it restarts or stops$/],
    [1001, 'bye', {}, /^closed with 1001 \(bye\)$/],
  ] as const)('after the upgrade, by %i "%s" with %o', async (code, reason, settings, why) => {
    const wires = new Wires()
    undo.push(() => wires.close())
    const { listener } = await wires.listen({ limits: QUICK }, (_request, accept) => ({
      open(link) {
        accept(link)
        void link.close(code, reason)
      },
    }))
    expect(await dialled(listener.url, settings)).toMatch(why)
  })

  it('without a code, which says nothing but of implementations that stop so', () => {
    const url = 'ws://127.0.0.1:3001'
    const none = { code: 1005, reason: '' }
    expect(describeClose(none, { url })).toMatch(/^closed with 1005: .* when they stop$/)
    expect(describeClose(none, { url, whom: 'application' })).toBe('closed with 1005')
    expect(describeClose(none)).toBe('closed with 1005')
  })

  it('behind a frame that refused the token', () => {
    const url = 'ws://127.0.0.1:3001'
    const refused = { code: 1005, reason: '', refusal: { status: 403, reason: 'retcode 1403 (no)' } } as const
    expect(describeClose(refused, { url, token: 'x' })).toBe('retcode 1403 (no): the token is wrong')
    expect(describeClose(refused, { url })).toBe('retcode 1403 (no): it wants a token, and none was sent')
    expect(describeClose(refused)).toBe('retcode 1403 (no)')
  })

  it('asks nobody for a token whom this side did not dial', () => {
    expect(describeClose({ code: 1008, reason: '' })).toBe('closed with 1008')
    expect(describeClose({ code: 1006, reason: '' })).toBe('closed with 1006: the connection broke off')
  })
})

describe('a redirect, which is not followed, shows where to', () => {
  it.each([301, 302, 303, 307, 308])('%i', async (status) => {
    const Location = 'https://me:pw@bot.example.com/onebot?access_token=s3cret'
    const url = await answers(status, { Location })
    const there = /it has moved to \w+:\/\/bot\.example\.com\/onebot\?…: use that URL/
    for (const why of [await dialled(ws(url)), await streamed(url), await called(url), await posted(url)]) {
      expect(why).toMatch(there)
      expect(why).toContain(`HTTP ${status}`)
      expect(why).not.toMatch(/s3cret|pw/)
    }
    expect(await dialled(ws(url))).toContain('wss://bot.example.com')
  })

  it.each([
    ['/ws/', 'ws://a.example:1/ws', 'ws://a.example:1/ws/'],
    ['//b.example/', 'wss://a.example/', 'wss://b.example/'],
    ['http://b.example/x', 'http://a.example/', 'http://b.example/x'],
    ['/ws/', undefined, '/ws/'],
  ])('%s from %s', (location, from, shown) => {
    expect(movedTo(location, from)).toBe(`it has moved to ${shown}: use that URL`)
  })

  it('or that it does not say so', async () => {
    expect(await dialled(ws(await answers(302)))).toBe(
      'HTTP 302 Found: it has moved, and does not say where to',
    )
  })
})

describe('the wrong one of TLS and no TLS', () => {
  it('says that a port speaks no TLS, in the scheme to use', async () => {
    const url = await answers(200)
    expect(await dialled(wss(url))).toBe('this port speaks no TLS: use ws://')
    const secure = url.replace('http', 'https')
    for (const why of [await streamed(secure), await called(secure), await posted(secure)])
      expect(why).toMatch(/this port speaks no TLS: use http:\/\//)
  })

  it('says that a port may speak TLS', async () => {
    const url = (await tlsServer()).replace('https', 'http')
    expect(await dialled(ws(url))).toMatch(/^it hung up without an answer; .*TLS does so: then use wss:\/\/ /)
    expect(await streamed(url)).toMatch(/then use https:\/\/ /)
    expect(await called(url)).toMatch(/then use https:\/\/ /)
  })

  it('knows an alert of TLS, and other rubbish', async () => {
    const alert = await servers.raw((socket) => socket.end(Buffer.from([0x15, 3, 1, 0, 2, 2, 40])))
    expect(await dialled(ws(alert))).toBe('this port speaks TLS: use wss:// (HPE_INVALID_CONSTANT)')
    expect(await dialled(wss(alert))).toMatch(
      /^TLS could not be agreed on: ssl(?:v3|\/tls) alert handshake failure$/,
    )
    const ssh = await servers.raw((socket) => socket.end('SSH-2.0-OpenSSH_9.2\r\n'))
    expect(await dialled(ws(ssh))).toMatch(/^what answers there is no HTTP server/)
    expect(await dialled(wss(ssh))).toBe('this port speaks no TLS: use ws://')
  })

  it('says what to do about a certificate that is not trusted', async () => {
    const why = await dialled(wss(await tlsServer()))
    expect(why).toMatch(/^self.signed certificate; give the authority that signed it as ca/)
  })
})

describe('a connection that does not come about', () => {
  it('is told in plain words, with the code behind them', async () => {
    const url = await servers.nowhere()
    const { host } = new URL(url)
    const nobody = `nobody listens on ${host} (ECONNREFUSED)`
    expect(await dialled(ws(url))).toBe(nobody)
    expect(await streamed(url)).toBe(nobody)
    expect(await posted(url)).toBe(nobody)
    expect(await called(url)).toContain(nobody)
    const breaks = await servers.raw((socket) => socket.once('data', () => socket.resetAndDestroy()))
    expect(await dialled(ws(breaks))).toBe('it broke the connection off (ECONNRESET)')
  })

  it.each([
    ['ENOTFOUND', { hostname: 'nowhere.invalid' }, /^the host name nowhere\.invalid is unknown/],
    ['EAI_AGAIN', {}, /^the host name bot\.example cannot be looked up now/],
    ['EHOSTUNREACH', { address: '10.0.0.1', port: 1 }, /^no way leads to 10\.0\.0\.1:1 /],
    ['ETIMEDOUT', { address: '::1', port: 1 }, /^\[::1\]:1 does not answer; a firewall/],
    ['CERT_HAS_EXPIRED', {}, /^its certificate has expired/],
    ['ERR_TLS_CERT_ALTNAME_INVALID', {}, /^its certificate is not one of bot\.example /],
  ])('%s', (code, fields, words) => {
    const error = Object.assign(new TypeError('raw'), { code, ...fields })
    const several = new AggregateError([error], '')
    for (const each of [error, several]) {
      expect(describeError(each, 'wss://bot.example/?access_token=s3cret')).toMatch(words)
      expect(describeError(each, 'wss://bot.example/?access_token=s3cret')).toContain(`(${code})`)
    }
  })

  it('keeps what nobody has words for', () => {
    expect(describeError(new TypeError('odd'), 'ws://a')).toBe('odd')
    expect(describeError(Object.assign(new TypeError(''), { code: 'EODD' }), 'ws://a')).toBe('EODD')
  })
})
