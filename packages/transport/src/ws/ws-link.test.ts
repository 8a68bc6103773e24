import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { WebSocket } from 'ws'
import { Batch } from '../frames/batch.js'
import { frameText } from '../frames/websocket-frame.js'
import type { LinkLimits } from '../link/link.js'
import { TestClock } from '../time/clock.fixture.js'
import { BINARY, clientFrame, type Inbox, PONG, QUICK, type RawClient, TEXT, Wires } from '../wire.fixture.js'
import type { WsLink } from './ws-link.js'

const CONTINUED = 0
const PING = 9

let wires: Wires
let clock: TestClock
beforeEach(() => {
  wires = new Wires()
  clock = new TestClock()
})
afterEach(() => wires.close())

interface Ends {
  readonly raw: RawClient
  readonly link: WsLink
  readonly inbox: Inbox
}

/** A link that was accepted, with a bare TCP connection at its other end. */
async function accepted(limits: Partial<LinkLimits> = {}): Promise<Ends> {
  const { listener, links, inboxes } = await wires.listen({ limits: { ...QUICK, ...limits }, clock })
  const raw = await wires.raw(listener.port)
  await expect.poll(() => links.length).toBe(1)
  const [link, inbox] = [links[0], inboxes[0]]
  if (!link || !inbox) throw new TypeError('no link')
  return { raw, link, inbox }
}

const filler = (size: number): Buffer => Buffer.alloc(size, 'x')

describe('what a link reads', () => {
  it('is the same for text and binary frames', async () => {
    const { raw, inbox } = await accepted()
    raw.socket.write(
      Buffer.concat([clientFrame('{"a":"好"}'), clientFrame('{"a":"好"}', { opcode: BINARY })]),
    )
    await expect.poll(() => inbox.texts).toEqual(['{"a":"好"}', '{"a":"好"}'])
  })

  it('is joined from fragments, with control frames between them', async () => {
    const { raw, inbox } = await accepted()
    raw.socket.write(
      Buffer.concat([
        clientFrame('{"a"', { isFinal: false }),
        clientFrame('are you there', { opcode: PING }),
        clientFrame('', { opcode: CONTINUED, isFinal: false }),
        clientFrame(':1', { opcode: CONTINUED, isFinal: false }),
        clientFrame('hello', { opcode: PONG }),
        clientFrame('}', { opcode: CONTINUED }),
        clientFrame('{}'),
      ]),
    )
    await expect.poll(() => inbox.texts).toEqual(['{"a":1}', '{}'])
    expect(inbox.pongs).toEqual(['hello'])
    await expect.poll(() => raw.frames.map(({ payload }) => payload.toString())).toEqual(['are you there'])
  })

  it('does not depend on where the bytes are cut', async () => {
    const { raw, inbox } = await accepted()
    raw.socket.setNoDelay(true)
    const sent = ['', '{"a":"汉字🐧"}', 'x'.repeat(125), 'y'.repeat(126), 'z'.repeat(300)]
    for (const byte of Buffer.concat(sent.map((text) => clientFrame(text)))) {
      await new Promise((resolve) => raw.socket.write(Buffer.of(byte), resolve))
    }
    await expect.poll(() => inbox.texts).toEqual(sent)
  })

  it('need not be UTF-8, so that it can be answered', async () => {
    const { raw, inbox, link } = await accepted()
    raw.socket.write(Buffer.concat([clientFrame(Buffer.of(0x22, 0xff, 0x22)), clientFrame('after')]))
    await expect.poll(() => inbox.sizes).toEqual([3, 5])
    expect(link.isOpen).toBe(true)
  })

  it('waits while it is paused', async () => {
    const { raw, link, inbox } = await accepted()
    link.pause()
    raw.socket.write(clientFrame('later'))
    await new Promise((resolve) => setTimeout(resolve, 30))
    expect(inbox.texts).toEqual([])
    link.resume()
    await expect.poll(() => inbox.texts).toEqual(['later'])
  })
})

describe('what breaks the protocol', () => {
  it.each([
    ['an unmasked frame', clientFrame('{}', { isMasked: false })],
    ['a frame with RSV1', clientFrame('{}', { reserved: 4 })],
    ['a frame with RSV2', clientFrame('{}', { reserved: 2 })],
    ['a frame with RSV3', clientFrame('{}', { reserved: 1 })],
    ['an unknown opcode', clientFrame('{}', { opcode: 3 })],
    ['a continuation of nothing', clientFrame('{}', { opcode: CONTINUED })],
    ['a fragmented ping', clientFrame('x', { opcode: PING, isFinal: false })],
    ['a ping that is too long', clientFrame(filler(126), { opcode: PING })],
    ['a second beginning', Buffer.concat([clientFrame('{', { isFinal: false }), clientFrame('{}')])],
    ['bytes that are no WebSocket at all', Buffer.from('GET / HTTP/1.1\r\n\r\n')],
  ])('is closed with 1002: %s', async (_, bytes) => {
    const { raw, link, inbox } = await accepted()
    raw.socket.write(bytes)
    await expect.poll(() => raw.closeCode).toBe(1002)
    expect(inbox.texts).toEqual([])
    raw.socket.end()
    expect(await link.closed).toEqual({
      code: 1002,
      reason: expect.stringMatching(/^it broke the protocol: ./),
      isOwn: true,
    })
  })
})

describe('a text that is too large', () => {
  it.each([
    ['in one frame', [clientFrame(filler(1001))]],
    ['announced only', [clientFrame(filler(1_000_000)).subarray(0, 14)]],
    [
      'in fragments',
      [clientFrame(filler(600), { isFinal: false }), clientFrame(filler(401), { opcode: CONTINUED })],
    ],
  ])('closes the link with 1009: %s', async (_, frames) => {
    const { raw, link, inbox } = await accepted({ maxFrameBytes: 1000 })
    raw.socket.write(clientFrame(filler(1000)))
    await expect.poll(() => inbox.sizes).toEqual([1000])
    raw.socket.write(Buffer.concat(frames))
    await expect.poll(() => raw.closeCode).toBe(1009)
    raw.socket.end()
    expect(await link.closed).toEqual({
      code: 1009,
      reason: 'it sent a frame larger than 1000 bytes',
      isOwn: true,
    })
    expect(inbox.sizes).toEqual([1000])
  })

  it('closes the link with 1009 where we dialled, too', async () => {
    const { listener, links } = await wires.listen({ limits: QUICK })
    const dialled = wires.dial({ url: listener.url, limits: { ...QUICK, maxFrameBytes: 1000 } })
    await expect.poll(() => dialled.links.length).toBe(1)
    links[0]?.send([filler(1001)])
    expect((await links[0]?.closed)?.code).toBe(1009)
    expect(dialled.inboxes[0]?.sizes).toEqual([])
    await expect
      .poll(() => dialled.lost[0]?.why)
      .toBe('closed with 1009 (it sent a frame larger than 1000 bytes)')
  })
})

describe('a peer that is gone without a word', () => {
  it('is pinged and then cut', async () => {
    const { raw, link } = await accepted({ deadAfterMs: 90_000 })
    await clock.advance(89_000)
    expect(link.isOpen).toBe(true)
    await clock.advance(32_000)
    expect(await link.closed).toEqual({ code: 1006, reason: 'no byte for 90000 ms' })
    expect(raw.frames.map(({ opcode }) => opcode)).toContain(PING)
    expect(link.isOpen).toBe(false)
  })

  it('is told from one that only has nothing to say', async () => {
    const { listener, links } = await wires.listen({ limits: { ...QUICK, deadAfterMs: 60 } })
    const ws = new WebSocket(listener.url)
    const pings: string[] = []
    ws.on('ping', (payload) => pings.push(payload.toString()))
    await expect.poll(() => pings.length).toBeGreaterThan(8)
    expect(links[0]?.isOpen).toBe(true)
    ws.terminate()
  })

  it('is waited for as long as it says, and however long that is', async () => {
    const { link } = await accepted({ deadAfterMs: 10_000 })
    let isClosed = false
    void link.closed.then(() => {
      isClosed = true
    })
    for (const never of [1e15, Number.MAX_VALUE, Number.POSITIVE_INFINITY, 2 ** 33]) link.setDeadAfter(never)
    await clock.advance(24 * 60 * 60_000)
    expect(isClosed).toBe(false)
    link.setDeadAfter(60_000)
    await clock.advance(90_000)
    expect((await link.closed).reason).toBe('no byte for 60000 ms')
  })
})

describe('a peer that does not read', () => {
  it('is cut once more waits for it than is allowed', async () => {
    const maxQueuedBytes = 1024 * 1024
    const { raw, link, inbox } = await accepted({ maxQueuedBytes })
    raw.socket.pause()
    const batch = new Batch([frameText(filler(64 * 1024))])
    let largest = 0
    for (let n = 0; n < 1000 && link.isOpen; n++) {
      link.sendBatch(batch)
      largest = Math.max(largest, link.queuedBytes)
      await new Promise((resolve) => setImmediate(resolve))
    }
    expect((await link.closed).code).toBe(1013)
    expect(largest).toBeGreaterThan(maxQueuedBytes)
    expect(largest).toBeLessThan(maxQueuedBytes + 128 * 1024)
    expect(inbox.texts).toEqual([])
  })

  it('is told from one that reads late', async () => {
    const { raw, link, inbox } = await accepted()
    raw.socket.pause()
    for (let n = 0; n < 100; n++) link.send([filler(64 * 1024)])
    expect(link.queuedBytes).toBeGreaterThan(0)
    raw.socket.resume()
    await expect.poll(() => raw.received.length).toBe(100 * (64 * 1024 + 10))
    await expect.poll(() => inbox.drains).toBeGreaterThan(0)
    expect(link.queuedBytes).toBe(0)
  })
})

describe('what a link sends', () => {
  it.each(['accepted', 'dialled'])('arrives whole and in order from the side that %s', async (side) => {
    const { listener, links, inboxes } = await wires.listen({ limits: QUICK })
    const dialled = wires.dial({ url: listener.url, limits: QUICK })
    await expect.poll(() => dialled.links.length + links.length).toBe(2)
    const from = side === 'accepted' ? links[0] : dialled.links[0]
    const to = side === 'accepted' ? dialled.inboxes[0] : inboxes[0]
    const sizes = [0, 1, 125, 126, 16_383, 16_384, 16_385, 65_535, 65_536, 1_000_000]
    for (const size of sizes) {
      from?.send([filler(size), filler(3)])
      from?.sendBatch(new Batch([frameText(filler(size)), frameText(Buffer.from('{}'))]))
      from?.ping('7')
    }
    await expect.poll(() => to?.sizes).toEqual(sizes.flatMap((size) => [size + 3, size, 2]))
  })

  it('is taken at once while nothing waits, and refused behind what does', async () => {
    const { raw, link } = await accepted()
    const batch = new Batch([frameText(Buffer.from('{}'))])
    expect(link.offerBatch(batch)).toBe(true)
    raw.socket.pause()
    while (link.queuedBytes === 0) link.sendBatch(new Batch([frameText(filler(1024 * 1024))]))
    expect(link.offerBatch(batch)).toBe(false)
    raw.socket.resume()
    await expect.poll(() => link.queuedBytes).toBe(0)
    expect(link.offerBatch(batch)).toBe(true)
    await expect.poll(() => raw.frames.filter(({ payload }) => payload.length === 2).length).toBe(2)
  })

  it('is dropped once it is closed', async () => {
    const { raw, link } = await accepted()
    void link.close(1000, 'bye')
    link.send([Buffer.from('{}')])
    link.sendBatch(new Batch([frameText(Buffer.from('{}'))]))
    expect(link.offerBatch(new Batch([frameText(Buffer.from('{}'))]))).toBe(false)
    link.ping('1')
    await expect.poll(() => raw.closeCode).toBe(1000)
    expect(raw.frames.map(({ opcode }) => opcode)).not.toContain(TEXT)
  })
})

describe('closing', () => {
  it('comes behind what was sent', async () => {
    const { raw, link } = await accepted()
    link.send([Buffer.from('last words')])
    void link.close(1012, 'restart')
    await expect.poll(() => raw.closeCode).toBe(1012)
    expect(raw.frames[0]?.payload.toString()).toBe('last words')
  })

  it('does not wait for ever for the other side', async () => {
    const { link } = await accepted({ closeTimeoutMs: 50_000 })
    const closed = link.close(1001, 'gone')
    await clock.advance(50_000)
    expect(await closed).toEqual({ code: 1001, reason: 'gone' })
  })

  it('tells how it was closed, also when it broke', async () => {
    const { raw, link } = await accepted()
    raw.socket.resetAndDestroy()
    expect((await link.closed).code).toBe(1006)
    expect((await link.close(1000, 'again')).code).toBe(1006)
  })

  it('tells the code of the other side', async () => {
    const { raw, link } = await accepted()
    raw.socket.write(clientFrame(Buffer.from([0x0f, 0xa0, ...Buffer.from('why')]), { opcode: 8 }))
    expect(await link.closed).toEqual({ code: 4000, reason: 'why' })
  })
})
