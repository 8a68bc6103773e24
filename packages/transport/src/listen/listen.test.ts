import { readFileSync } from 'node:fs'
import http from 'node:http'
import https from 'node:https'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { presentedToken } from '../door/token.js'
import { TransportError } from '../errors.js'
import { QUICK, RawClient, Wires } from '../wire.fixture.js'
import { type Listener, listen } from './listen.js'

/** Self-signed for localhost and 127.0.0.1, for tests alone. */
const pem = (name: string): string =>
  readFileSync(new URL(`../../fixtures/localhost.${name}.pem`, import.meta.url), 'utf8')
const tls = { cert: pem('cert'), key: pem('key') }

let wires: Wires
beforeEach(() => {
  wires = new Wires()
})
afterEach(() => wires.close())

/** Gets a path, and gives the status and the body. */
function get(
  { port }: Listener,
  headers: Readonly<Record<string, string>> = {},
  ca?: string,
): Promise<{ status: number; body: string }> {
  return new Promise((resolve, reject) => {
    const client = ca === undefined ? http : https
    const request = client.get({ host: '127.0.0.1', port, headers, agent: false, ca }, (response) => {
      response.setEncoding('utf8')
      let body = ''
      response.on('data', (text) => {
        body += text
      })
      response.on('end', () => resolve({ status: response.statusCode ?? 0, body }))
    })
    request.on('error', reject)
  })
}

describe('an upgrade', () => {
  it.each([401, 403, 404, 409, 503])('is refused with %i before it happens, and told why', async (status) => {
    const { listener } = await wires.listen({}, () => ({ status, reason: 'für dich nicht' }))
    const raw = await wires.raw(listener.port)
    expect(raw.status).toBe(status)
    await expect.poll(() => raw.isClosed).toBe(true)
    const body = JSON.parse(raw.received.toString())
    expect(body).toMatchObject({ status: 'failed', retcode: 1000 + status, wording: 'für dich nicht' })
    expect(raw.answer.toLowerCase()).toContain(`content-length: ${raw.received.length}`)
  })

  it('is answered 500 when nobody could say', async () => {
    const { listener } = await wires.listen({}, async () => Promise.reject(new TypeError('inside')))
    const raw = await wires.raw(listener.port)
    expect(raw.status).toBe(500)
    expect(raw.received.toString()).not.toContain('inside')
  })

  it.each([
    ['a foreign origin', { Origin: 'http://evil.example' }],
    ['no origin to speak of', { Origin: 'null' }],
    ['another site', { 'Sec-Fetch-Site': 'cross-site' }],
    ['a name that was bound anew', { Host: 'evil.example' }],
  ])('is refused with %s, and nobody behind the door hears of it', async (_, headers) => {
    let heard = 0
    const { listener } = await wires.listen({}, (_request, accept) => {
      heard++
      return { open: accept }
    })
    expect((await wires.raw(listener.port, '/', headers)).status).toBe(403)
    expect(heard).toBe(0)
    expect((await get(listener, headers)).status).toBe(403)
    expect((await wires.raw(listener.port)).status).toBe(101)
    expect(heard).toBe(1)
  })

  it('carries our headers in its answer', async () => {
    const { listener } = await wires.listen({}, (_request, open) => ({
      open,
      headers: { 'X-App-ID': 'abc' },
    }))
    expect((await wires.raw(listener.port)).answer).toContain('X-App-ID: abc')
  })

  it.each([
    ['no key', { 'Sec-WebSocket-Key': '' }],
    ['a bad key', { 'Sec-WebSocket-Key': 'short' }],
    ['an old version', { 'Sec-WebSocket-Version': '7' }],
  ])('with %s is answered, and the listener goes on', async (_, headers) => {
    const { listener, links } = await wires.listen()
    const raw = await wires.raw(listener.port, '/', headers)
    expect([400, 426]).toContain(raw.status)
    expect((await wires.raw(listener.port)).status).toBe(101)
    expect(links).toHaveLength(1)
  })

  it('may be broken off while it is being decided', async () => {
    let decide: (() => void) | undefined
    let isGone = false
    const { listener, links } = await wires.listen({}, async (request, open) => {
      request.socket.once('close', () => {
        isGone = true
      })
      await new Promise<void>((resolve) => {
        decide = resolve
      })
      return { open }
    })
    const raw = new RawClient(listener.port, [
      'GET / HTTP/1.1',
      `Host: 127.0.0.1:${listener.port}`,
      'Upgrade: websocket',
      'Connection: Upgrade',
      'Sec-WebSocket-Version: 13',
      'Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==',
    ])
    await new Promise((resolve) => raw.socket.once('connect', resolve))
    await expect.poll(() => decide).toBeDefined()
    raw.socket.resetAndDestroy()
    await expect.poll(() => isGone).toBe(true)
    decide?.()
    await new Promise((resolve) => setImmediate(resolve))
    expect(links).toHaveLength(0)
    expect((await get(listener)).body).toBe('answered')
  })
})

describe('a request', () => {
  it('reaches whoever is behind the door', async () => {
    const { listener } = await wires.listen()
    expect(await get(listener)).toEqual({ status: 200, body: 'answered' })
    expect((await get(listener, { Host: `localhost:${listener.port}` })).status).toBe(200)
  })

  it('that is not HTTP is answered 400, and the listener goes on', async () => {
    const { listener } = await wires.listen()
    const raw = new RawClient(listener.port, ['\u0000\u0001 rubbish'])
    await expect.poll(() => raw.isClosed).toBe(true)
    expect(raw.status).toBe(400)
    expect((await get(listener)).status).toBe(200)
  })
})

describe('a port', () => {
  it('that is taken is an error with the code and the address', async () => {
    const { listener } = await wires.listen()
    const again = listen({ host: '127.0.0.1', port: listener.port }, { upgrade: () => never, request() {} })
    await expect(again).rejects.toBeInstanceOf(TransportError)
    await expect(again).rejects.toMatchObject({
      code: 'EADDRINUSE',
      message: expect.stringContaining(`127.0.0.1:${listener.port}`),
    })
  })

  it('is free again after close, and links that are open stay open', async () => {
    const { listener, links } = await wires.listen({ limits: QUICK })
    const raw = await wires.raw(listener.port)
    await listener.close()
    await wires.listen({ port: listener.port })
    expect(links[0]?.isOpen).toBe(true)
    links[0]?.send([Buffer.from('{}')])
    await expect.poll(() => raw.frames.length).toBe(1)
  })

  it('on IPv6 has its address in brackets', async () => {
    const { listener } = await wires.listen({ host: '::1', limits: QUICK })
    expect(listener.url).toBe(`ws://[::1]:${listener.port}`)
    const dialled = wires.dial({ url: listener.url, limits: QUICK })
    await expect.poll(() => dialled.links.length).toBe(1)
  })
})

describe('TLS', () => {
  it('is spoken alone where it is spoken, and the listener survives those who do not', async () => {
    const { listener, links } = await wires.listen({ tls, limits: QUICK })
    expect(listener.url).toBe(`wss://127.0.0.1:${listener.port}`)
    await expect(get(listener)).rejects.toThrow()
    const raw = new RawClient(listener.port, ['\u0000\u0001 no handshake'])
    await expect.poll(() => raw.isClosed).toBe(true)
    expect(await get(listener, {}, tls.cert)).toEqual({ status: 200, body: 'answered' })
    expect(links).toHaveLength(0)
  })

  it('is dialled with the authority that signed it, and refused without', async () => {
    const { listener, links, inboxes } = await wires.listen({ tls, limits: QUICK })
    const backoff = { firstMs: 5, maxMs: 5 }
    const without = wires.dial({ url: listener.url, limits: QUICK, backoff })
    await expect.poll(() => without.lost[0]?.why).toMatch(/self-signed/)
    const trusting = wires.dial({ url: listener.url, ca: tls.cert, limits: QUICK, token: '令牌à' })
    await expect.poll(() => trusting.links.length).toBe(1)
    expect(without.links).toHaveLength(0)
    expect(links).toHaveLength(1)
    trusting.links[0]?.send([Buffer.from('{"a":1}')])
    await expect.poll(() => inboxes[0]?.texts).toEqual(['{"a":1}'])
    links[0]?.send([Buffer.alloc(300_000, 'x')])
    await expect.poll(() => trusting.inboxes[0]?.sizes).toEqual([300_000])
  })

  it('for another name is refused', async () => {
    const { listener } = await wires.listen({ tls, limits: QUICK })
    const url = `wss://127.0.0.2:${listener.port}`
    const elsewhere = await wires.listen({ tls, host: '127.0.0.2', port: listener.port, limits: QUICK })
    const dialled = wires.dial({ url, ca: tls.cert, limits: QUICK, backoff: { firstMs: 5, maxMs: 5 } })
    await expect.poll(() => dialled.lost[0]?.why).toMatch(/certificate is not one of 127\.0\.0\.2 /)
    expect(elsewhere.links).toHaveLength(0)
  })

  it('with a certificate that is none is an error at once', async () => {
    const broken = listen(
      { host: '127.0.0.1', port: 0, tls: { cert: 'x', key: 'y' } },
      { upgrade: () => never, request() {} },
    )
    await expect(broken).rejects.toMatchObject({ code: 'bad_tls' })
  })
})

describe('a token', () => {
  it.each(['secret', '令牌à', 'a b', 'ü'])(
    'of the dialling side is what is presented here: %s',
    async (token) => {
      const presented: unknown[] = []
      const { listener } = await wires.listen({ limits: QUICK }, (request, open) => {
        presented.push(presentedToken(request))
        return { open }
      })
      const dialled = wires.dial({ url: listener.url, token, limits: QUICK })
      await expect.poll(() => dialled.links.length).toBe(1)
      expect(presented).toEqual([{ kind: 'token', token }])
    },
  )
})

const never = { status: 404, reason: 'nobody' }
