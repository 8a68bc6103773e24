import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { WebSocketServer } from 'ws'
import { framesIn, RawClient, upgradeHead } from '../wire.fixture.js'
import { Batch } from './batch.js'
import {
  framedPayload,
  frameText,
  maskedFrames,
  maskedInPlace,
  unmaskedHeader,
  unmaskedPing,
} from './websocket-frame.js'

/** Around the sizes at which the header grows. */
const SIZES = [0, 1, 124, 125, 126, 127, 65_534, 65_535, 65_536, 65_537, 200_000]
const payloadOf = (size: number): Buffer => Buffer.from(Array.from({ length: size }, (_, at) => at & 0xff))

describe('a frame', () => {
  it.each(SIZES)('of %i bytes has the shortest header that can say so', (size) => {
    const payload = payloadOf(size)
    const headerSize = size < 126 ? 2 : size < 65_536 ? 4 : 10
    const text = frameText(payload)
    expect(text.payloadStart).toBe(headerSize)
    expect(text.frame.length).toBe(headerSize + size)
    expect(unmaskedHeader(size).equals(text.frame.subarray(0, headerSize))).toBe(true)
    expect(framedPayload(text).equals(payload)).toBe(true)
    const [frame, more] = framesIn(text.frame)
    expect(frame).toMatchObject({ isFinal: true, opcode: 1, key: undefined, end: text.frame.length })
    expect(frame?.payload.equals(payload)).toBe(true)
    expect(more).toBeUndefined()
  })

  it.each(['', '1', 'x'.repeat(125)])('of a ping holds its payload: %j', (payload) => {
    const [frame, more] = framesIn(unmaskedPing(payload))
    expect(frame).toMatchObject({ isFinal: true, opcode: 9, key: undefined })
    expect(frame?.payload.toString()).toBe(payload)
    expect(more).toBeUndefined()
  })

  it('is a copy, so that the chunk it came in can go', () => {
    const payload = Buffer.from('{"a":1}')
    const text = frameText(payload)
    payload.fill(0)
    expect(framedPayload(text).toString()).toBe('{"a":1}')
  })

  it.each(SIZES)('of %i bytes is masked with a key of its own, from parts or from one', (size) => {
    const payload = payloadOf(size)
    const cut = Math.floor(size / 3)
    const masked = maskedFrames([[payload], [payload.subarray(0, cut), payload.subarray(cut)]])
    const frames = framesIn(masked)
    expect(frames.map(({ payload: each }) => each.equals(payload))).toEqual([true, true])
    expect(frames[0]?.key?.equals(frames[1]?.key ?? Buffer.alloc(0))).toBe(false)
    expect(payload.equals(payloadOf(size))).toBe(true)
  })

  it('is the same from parts that are masked where they are, however they are cut', () => {
    const cuts = fc.array(fc.oneof(fc.nat(300), fc.integer({ min: 4_090, max: 4_105 })), { maxLength: 6 })
    fc.assert(
      fc.property(cuts, (sizes) => {
        const parts = sizes.map(payloadOf)
        const whole = Buffer.concat(parts)
        const [frame, more] = framesIn(Buffer.concat(maskedInPlace(parts)))
        expect(frame?.key).toBeDefined()
        expect(frame?.payload.equals(whole)).toBe(true)
        expect(more).toBeUndefined()
      }),
      { numRuns: 60 },
    )
  })

  it('is made of a large part without a copy, and leaves alone what stands around that part', () => {
    const chunk = payloadOf(200_000)
    const [, piece] = maskedInPlace([chunk.subarray(1_000, 150_000)])
    expect(piece?.buffer).toBe(chunk.buffer)
    expect(chunk.subarray(0, 1_000).equals(payloadOf(1_000))).toBe(true)
    expect(chunk.subarray(150_000).equals(payloadOf(200_000).subarray(150_000))).toBe(true)
  })

  it('gets a fresh key each time, also beyond the thousand that are drawn at once', () => {
    const frames = framesIn(maskedFrames(Array.from({ length: 5000 }, () => [Buffer.from('x')])))
    // Chance alone makes two of five thousand equal in one run of 350.
    expect(new Set(frames.map(({ key }) => key?.toString('hex'))).size).toBeGreaterThan(4990)
  })
})

describe('a batch', () => {
  it('holds the same texts plain and masked', () => {
    const payloads = fc.array(fc.uint8Array({ maxLength: 300 }), { minLength: 1, maxLength: 10 })
    fc.assert(
      fc.property(payloads, (each) => {
        const batch = new Batch(each.map(frameText))
        const texts = each.map((payload) => Buffer.from(payload).toString('hex'))
        const read = (frames: Buffer): string[] =>
          framesIn(frames).map(({ payload }) => payload.toString('hex'))
        expect(read(batch.plain)).toEqual(texts)
        expect(read(batch.masked)).toEqual(texts)
        expect(framesIn(batch.plain).every(({ key }) => key === undefined)).toBe(true)
        expect(framesIn(batch.masked).every(({ key }) => key?.length === 4)).toBe(true)
      }),
    )
  })

  it('makes each form once, and none for a single plain text', () => {
    const text = frameText(Buffer.from('{}'))
    const one = new Batch([text])
    expect(one.plain).toBe(text.frame)
    expect(one.masked).toBe(one.masked)
    const two = new Batch([text, text])
    expect(two.plain).toBe(two.plain)
  })

  it('is read by ws, masked, however the bytes are cut', async () => {
    const server = new WebSocketServer({ port: 0, host: '127.0.0.1' })
    const texts: string[] = []
    server.on('connection', (ws) => ws.on('message', (data) => texts.push(data.toString())))
    await new Promise((resolve) => server.once('listening', resolve))
    const address = server.address()
    const port = typeof address === 'object' && address ? address.port : 0
    const sent = SIZES.map((size) => String(size).padEnd(Math.max(size, 1), 'é'))
    const bytes = new Batch(sent.map((text) => frameText(Buffer.from(text)))).masked
    const client = new RawClient(port, upgradeHead(port, '/', {}))
    try {
      await expect.poll(() => client.status).toBe(101)
      client.socket.setNoDelay(true)
      for (let at = 0; at < bytes.length; at += 1 + (at % 7919)) {
        client.socket.write(bytes.subarray(at, at + 1 + (at % 7919)))
      }
      await expect.poll(() => texts.length).toBe(sent.length)
      expect(texts).toEqual(sent)
    } finally {
      client.socket.destroy()
      server.close()
    }
  })
})
