import { createHash } from 'node:crypto'
import { once } from 'node:events'
import net from 'node:net'
import fc from 'fast-check'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { UpgradeAnswer } from '../listen/upgrader.js'
import { TestClock } from '../time/clock.fixture.js'
import { systemClock } from '../time/clock.js'
import { QUICK, Wires } from '../wire.fixture.js'
import { dial } from './dial.js'
import { retryDelayMs } from './redial.js'

const BACKOFF = { firstMs: 500, maxMs: 30_000, stableMs: 0, handshakeTimeoutMs: 0, random: Math.random }
/** Quick, so that a test sees many attempts. */
const AT_ONCE = { firstMs: 4, maxMs: 4 }

let wires: Wires
const undo: (() => unknown)[] = []
beforeEach(() => {
  wires = new Wires()
})
afterEach(async () => {
  for (const each of undo.splice(0)) each()
  await wires.close()
})

/** A server that speaks only what the test has it speak. */
async function rawServer(onSocket: (socket: net.Socket) => void): Promise<string> {
  const sockets = new Set<net.Socket>()
  const server = net.createServer((socket) => {
    sockets.add(socket)
    socket.on('close', () => sockets.delete(socket))
    socket.on('error', () => {})
    onSocket(socket)
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  undo.push(() => {
    for (const socket of sockets) socket.destroy()
    server.close()
  })
  return `ws://127.0.0.1:${(server.address() as net.AddressInfo).port}`
}

const REFUSED = [/token is wrong|wants a token/, /still holds a connection/]

describe('the delay before the next attempt', () => {
  const delays = (random: number): number[] =>
    Array.from({ length: 12 }, (_, failures) => retryDelayMs(failures, { ...BACKOFF, random: () => random }))

  it('doubles from half a second to thirty seconds', () => {
    expect(delays(1)).toEqual([
      500, 1000, 2000, 4000, 8000, 16_000, 30_000, 30_000, 30_000, 30_000, 30_000, 30_000,
    ])
    expect(delays(0)).toEqual([
      500, 500, 1000, 2000, 4000, 8000, 15_000, 15_000, 15_000, 15_000, 15_000, 15_000,
    ])
  })

  it('stays between half of that and all of it, however often it failed', () => {
    const random = fc.double({ min: 0, max: 1, noNaN: true })
    fc.assert(
      fc.property(fc.nat(), random, (failures, chance) => {
        const delay = retryDelayMs(failures, { ...BACKOFF, random: () => chance })
        const whole = Math.min(30_000, 500 * 2 ** Math.min(failures, 100))
        expect(delay).toBeGreaterThanOrEqual(Math.max(500, whole / 2))
        expect(delay).toBeLessThanOrEqual(whole)
      }),
    )
  })

  it('is not the same for everybody', () => {
    expect(new Set(Array.from({ length: 50 }, () => retryDelayMs(8, BACKOFF))).size).toBeGreaterThan(10)
  })
})

describe('a dialler', () => {
  it('refuses what is no WebSocket URL', () => {
    for (const url of ['http://127.0.0.1/', 'ws', '', 'ws://', '127.0.0.1:1']) {
      expect(() => dial({ url }, { open() {}, lost() {} })).toThrow(
        expect.objectContaining({ code: 'bad_url' }),
      )
    }
  })

  it('dials again after a refused connection, with growing delays, until somebody listens', async () => {
    const { listener } = await wires.listen()
    const { port, url } = listener
    await listener.close()
    const dialled = wires.dial({
      url,
      limits: QUICK,
      backoff: { firstMs: 4, maxMs: 64, random: () => 1 },
    })
    await expect.poll(() => dialled.lost.length).toBeGreaterThan(5)
    expect(dialled.lost.slice(0, 5).map(({ retryMs }) => retryMs)).toEqual([4, 8, 16, 32, 64])
    expect(dialled.lost[0]?.why).toContain('ECONNREFUSED')
    await wires.listen({ port, limits: QUICK })
    await expect.poll(() => dialled.links.length).toBe(1)
  })

  it('waits by the clock that it is given, and no longer once it is closed', async () => {
    const { listener } = await wires.listen()
    await listener.close()
    const delays: number[] = []
    const waiting = new Set<() => void>()
    const after = (delayMs: number, wake: () => void): (() => void) => {
      delays.push(delayMs)
      waiting.add(wake)
      return () => void waiting.delete(wake)
    }
    const clock = { now: () => 0, after }
    const backoff = { firstMs: 3_600_000, maxMs: 7_200_000, random: () => 1, clock }
    const dialled = wires.dial({ url: listener.url, limits: QUICK, backoff })
    for (const n of [1, 2, 3]) {
      await expect.poll(() => dialled.lost.length).toBe(n)
      const [wake] = waiting
      waiting.clear()
      if (n < 3) wake?.()
      else if (wake) waiting.add(wake)
    }
    expect(delays).toEqual([3_600_000, 7_200_000, 7_200_000])
    await dialled.close(1000, 'enough')
    expect(waiting.size).toBe(0)
  })

  it('takes a connection for one that lasted by that clock', async () => {
    let nowMs = 0
    const clock = { now: () => nowMs, after: systemClock.after }
    const { listener, links } = await wires.listen({ limits: QUICK })
    const backoff = { firstMs: 4, maxMs: 64, stableMs: 60_000, random: () => 1, clock }
    const dialled = wires.dial({ url: listener.url, limits: QUICK, backoff })
    for (const livesMs of [0, 0, 60_000, 0]) {
      const n = dialled.lost.length
      await expect.poll(() => dialled.links.length).toBe(n + 1)
      await expect.poll(() => links.length).toBe(n + 1)
      nowMs += livesMs
      await links[n]?.close(1001, 'going')
      await expect.poll(() => dialled.lost.length).toBe(n + 1)
    }
    expect(dialled.lost.map(({ retryMs }) => retryMs)).toEqual([4, 8, 4, 8])
  })

  it.each([401, 403])('goes on after a %i, and names the likely causes', async (status) => {
    let answer: UpgradeAnswer | undefined = { status, reason: 'no' }
    const { listener } = await wires.listen({ limits: QUICK }, (_request, open) => answer ?? { open })
    const dialled = wires.dial({ url: listener.url, token: 'hunter2', limits: QUICK, backoff: AT_ONCE })
    await expect.poll(() => dialled.lost.length).toBeGreaterThan(3)
    for (const { why } of dialled.lost) {
      expect(why).toContain(String(status))
      expect(why).toMatch(REFUSED[0] ?? '')
      expect(why).not.toContain('hunter2')
    }
    answer = undefined
    await expect.poll(() => dialled.links.length).toBe(1)
  })

  it('goes on after a 1008, and names both likely causes', async () => {
    const { listener } = await wires.listen({ limits: QUICK }, (_request, accept) => ({
      open(link) {
        accept(link)
        void link.close(1008, 'go away')
      },
    }))
    const settings = { url: listener.url, whom: 'application', limits: QUICK, backoff: AT_ONCE } as const
    const dialled = wires.dial(settings)
    await expect.poll(() => dialled.lost.length).toBeGreaterThan(3)
    expect(dialled.lost[0]?.why).toContain('closed with 1008 (go away)')
    for (const cause of REFUSED) expect(dialled.lost[0]?.why).toMatch(cause)
  })

  it.each([
    [1403, 403, 'wrong', 'the token is wrong'],
    [1403, 403, undefined, 'it wants a token, and none was sent'],
    [1401, 401, undefined, 'it wants a token, and none was sent'],
  ])(
    'goes on after a first frame with retcode %i, and tells it as a %i',
    async (retcode, status, token, why) => {
      const frame = `{"status":"failed","retcode":${retcode},"data":null,"wording":"no","echo":null}`
      const url = await rawServer((socket) =>
        socket.once('data', (request) => {
          socket.write(switching(request.toString('latin1')))
          socket.write(Buffer.from([0x81, frame.length, ...Buffer.from(frame)]))
          // A close frame without a code.
          socket.end(Buffer.from([0x88, 0]))
        }),
      )
      const dialled = wires.dial({ url, token, limits: QUICK, backoff: AT_ONCE })
      await expect.poll(() => dialled.lost.length).toBeGreaterThan(2)
      expect(dialled.lost[0]).toMatchObject({ why: `retcode ${retcode} (no): ${why}`, status })
      expect(dialled.inboxes.flatMap(({ texts }) => texts)).toEqual([])
    },
  )

  it('takes a frame that refuses for an end, whether or not the other side closes', async () => {
    const { listener, inboxes } = await wires.listen({ limits: QUICK }, (_request, accept) => ({
      open(link) {
        accept(link)
        link.send([Buffer.from('{"status":"failed","retcode":1403}')])
      },
    }))
    const dialled = wires.dial({ url: listener.url, token: 't', limits: QUICK, backoff: AT_ONCE })
    await expect.poll(() => dialled.lost.length).toBeGreaterThan(2)
    expect(dialled.lost[0]?.why).toBe('retcode 1403: the token is wrong')
    expect(inboxes.flatMap(({ texts }) => texts)).toEqual([])
  })

  it('hands over every frame of who lets it in, whatever a later one says', async () => {
    const frames = ['{"post_type":"meta_event"}', '{"status":"failed","retcode":1403}', '{"n":3}']
    const { listener } = await wires.listen({ limits: QUICK }, (_request, accept) => ({
      open(link) {
        accept(link)
        for (const frame of frames) link.send([Buffer.from(frame)])
      },
    }))
    const dialled = wires.dial({ url: listener.url, limits: QUICK, backoff: AT_ONCE })
    await expect.poll(() => dialled.inboxes[0]?.texts).toEqual(frames)
    expect(dialled.lost).toEqual([])
  })

  it.each([
    ['another status', 'HTTP/1.1 302 Found\r\nLocation: ws://127.0.0.1:1/\r\n\r\n', /302/],
    [
      'a wrong key',
      'HTTP/1.1 101 X\r\nUpgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Accept: x\r\n\r\n',
      /Accept/,
    ],
    ['no HTTP', '\u0000\u0001\u0002\r\n\r\n', /no HTTP server/],
    ['nothing', '', /no answer in time/],
  ])('goes on when the answer is %s', async (_, answer, why) => {
    const url = await rawServer((socket) => socket.on('data', () => socket.write(answer)))
    const backoff = { ...AT_ONCE, handshakeTimeoutMs: answer === '' ? 40 : 20_000 }
    const dialled = wires.dial({ url, limits: QUICK, backoff })
    await expect.poll(() => dialled.lost.length).toBeGreaterThan(2)
    expect(dialled.lost[0]?.why).toMatch(why)
    expect(dialled.links).toHaveLength(0)
  })

  it('has one connection at most, and dials again only when the old socket has closed', async () => {
    let open = 0
    const most: number[] = []
    const url = await rawServer((socket) => {
      most.push(++open)
      socket.on('close', () => open--)
      socket.once('data', (request) => {
        socket.write(switching(request.toString('latin1')))
        // A close frame, and then the connection itself only a while later.
        socket.write(Buffer.from([0x88, 2, 0x03, 0xe8]))
        setTimeout(() => socket.end(), 40)
      })
    })
    const dialled = wires.dial({ url, limits: QUICK, backoff: AT_ONCE })
    await expect.poll(() => most.length, { timeout: 5000 }).toBeGreaterThan(4)
    expect(Math.max(...most)).toBe(1)
    expect(dialled.links.length).toBeGreaterThanOrEqual(4)
    expect(dialled.lost.length).toBeGreaterThanOrEqual(dialled.links.length - 1)
  })

  it('reports one loss for each connection, however it ends', async () => {
    const { listener, links } = await wires.listen({ limits: QUICK })
    const dialled = wires.dial({ url: listener.url, limits: QUICK, backoff: AT_ONCE })
    for (const n of [1, 2, 3, 4]) {
      await expect.poll(() => links.length).toBe(n)
      await expect.poll(() => dialled.links.length).toBe(n)
      expect(dialled.lost).toHaveLength(n - 1)
      if (n % 2) await links[n - 1]?.close(1001, 'going')
      else await dialled.links[n - 1]?.close(1000, 'restarting it')
    }
    await expect.poll(() => dialled.links.length).toBe(5)
    expect(dialled.lost).toHaveLength(4)
  })

  it('starts its delays anew only after a connection that lasted', async () => {
    for (const [stableMs, delays] of [
      [0, [4, 4, 4, 4]],
      [60_000, [4, 8, 16, 32]],
    ] as const) {
      const { listener } = await wires.listen({ limits: QUICK }, (_request, accept) => ({
        open(link) {
          accept(link)
          void link.close(1001, 'flapping')
        },
      }))
      const backoff = { firstMs: 4, maxMs: 1000, stableMs, random: () => 1 }
      const dialled = wires.dial({ url: listener.url, limits: QUICK, backoff })
      await expect.poll(() => dialled.lost.length).toBeGreaterThan(3)
      expect(dialled.lost.slice(0, 4).map(({ retryMs }) => retryMs)).toEqual(delays)
      await dialled.close(1000, 'next')
    }
  })

  it.each(['waiting', 'connecting', 'open'])('dials no more once it is closed while %s', async (state) => {
    let attempts = 0
    const url = await rawServer((socket) => {
      attempts++
      if (state === 'waiting') socket.destroy()
      socket.once('data', (request) => {
        if (state === 'open') socket.write(switching(request.toString('latin1')))
      })
    })
    const clock = new TestClock()
    const backoff = { firstMs: 15_000, maxMs: 15_000 }
    const dialled = wires.dial({ url, limits: { ...QUICK, closeTimeoutMs: 2_000 }, backoff, clock })
    if (state === 'waiting') await expect.poll(() => dialled.lost.length).toBe(1)
    if (state === 'connecting') await expect.poll(() => attempts).toBe(1)
    if (state === 'open') await expect.poll(() => dialled.links.length).toBe(1)
    const lost = dialled.lost.length
    const closed = dialled.close(1000, 'enough')
    await clock.advance(60_000)
    await closed
    expect(attempts).toBe(1)
    expect(dialled.lost).toHaveLength(lost)
    expect(dialled.links.every((link) => !link.isOpen)).toBe(true)
  })

  it('sends its headers with every attempt', async () => {
    const seen: unknown[] = []
    const { listener } = await wires.listen({ limits: QUICK }, (request) => {
      seen.push([request.headers['x-self-id'], request.headers.authorization])
      return { status: 503, reason: 'later' }
    })
    wires.dial({
      url: listener.url,
      token: 't',
      headers: { 'X-Self-ID': '1' },
      limits: QUICK,
      backoff: AT_ONCE,
    })
    await expect.poll(() => seen.length).toBeGreaterThan(2)
    expect(seen.slice(0, 3)).toEqual(Array(3).fill(['1', 'Bearer t']))
  })
})

/** The answer to an upgrade, worked out as RFC 6455 has it. */
function switching(request: string): string {
  const key = /sec-websocket-key: (\S+)/i.exec(request)?.[1] ?? ''
  const accept = createHash('sha1').update(`${key}258EAFA5-E914-47DA-95CA-C5AB0DC85B11`).digest('base64')
  const lines = [
    'HTTP/1.1 101 X',
    'Upgrade: websocket',
    'Connection: Upgrade',
    `Sec-WebSocket-Accept: ${accept}`,
  ]
  return `${lines.join('\r\n')}\r\n\r\n`
}
