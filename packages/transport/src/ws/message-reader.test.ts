import { createHash } from 'node:crypto'
import type { IncomingMessage } from 'node:http'
import type { Socket } from 'node:net'
import { Duplex } from 'node:stream'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { WebSocket, WebSocketServer } from 'ws'
import { clientFrame, framesIn, PONG } from '../wire.fixture.js'
import { MessageReader, readAhead } from './message-reader.js'

const PING = 9
const MAX_FRAME_BYTES = 70_000
const OPTIONS = { perMessageDeflate: false, maxPayload: MAX_FRAME_BYTES, skipUTF8Validation: true }
const KEY = 'dGhlIHNhbXBsZSBub25jZQ=='

/** A connection whose chunks are cut where the test wants. */
class Wire extends Duplex {
  written = Buffer.alloc(0)

  override _read(): void {}

  override _write(chunk: Buffer, _encoding: string, done: () => void): void {
    this.written = Buffer.concat([this.written, chunk])
    done()
  }
}

const turn = (): Promise<void> => new Promise((resolve) => setImmediate(resolve))

function accepted(wire: Wire): Promise<WebSocket> {
  const server = new WebSocketServer({ noServer: true, ...OPTIONS })
  const headers = { upgrade: 'websocket', 'sec-websocket-key': KEY, 'sec-websocket-version': '13' }
  const request = { method: 'GET', headers } as unknown as IncomingMessage
  return new Promise((resolve) => server.handleUpgrade(request, wire, Buffer.alloc(0), resolve))
}

async function dialled(wire: Wire): Promise<WebSocket> {
  const ws = new WebSocket('ws://127.0.0.1/', {
    ...OPTIONS,
    createConnection: () => wire as unknown as Socket,
  })
  const opened = new Promise<WebSocket>((resolve) => ws.once('open', () => resolve(ws)))
  while (!wire.written.includes('\r\n\r\n')) await turn()
  const key = /sec-websocket-key: (\S+)/i.exec(wire.written.toString())?.[1]
  const proof = createHash('sha1').update(`${key}258EAFA5-E914-47DA-95CA-C5AB0DC85B11`).digest('base64')
  const lines = ['HTTP/1.1 101 Switching Protocols', 'Connection: Upgrade', 'Upgrade: websocket']
  wire.push(`${lines.join('\r\n')}\r\nSec-WebSocket-Accept: ${proof}\r\n\r\n`)
  return opened
}

/** Everything that `ws` tells and sends when these chunks come, with a reader ahead of it or without. */
async function heard(chunks: readonly Buffer[], side: Side, isAhead: boolean): Promise<readonly unknown[]> {
  const wire = new Wire()
  const ws = await side.open(wire)
  const told: unknown[] = []
  const message = (text: Buffer): void => void told.push(['message', text.toString('hex')])
  ws.on('message', (data) => message(data as Buffer))
  ws.on('ping', (payload) => told.push(['ping', payload.toString('hex')]))
  ws.on('pong', (payload) => told.push(['pong', payload.toString('hex')]))
  ws.on('error', (error: NodeJS.ErrnoException) => told.push([error.code, error.message]))
  ws.on('close', (code, reason) => told.push(['close', code, reason.toString('hex')]))
  if (isAhead)
    readAhead(wire as unknown as Socket, { isMasked: side.isMasked, maxFrameBytes: MAX_FRAME_BYTES, message })
  const handshakeBytes = wire.written.indexOf('\r\n\r\n') + 4
  for (const chunk of chunks) {
    wire.push(Buffer.from(chunk))
    await turn()
  }
  wire.push(null)
  while (ws.readyState !== WebSocket.CLOSED) await turn()
  const sent = framesIn(wire.written.subarray(handshakeBytes))
  return [...told, ...sent.map(({ opcode, payload }) => [opcode, payload.toString('hex')])]
}

interface Side {
  readonly isMasked: boolean
  readonly open: (wire: Wire) => Promise<WebSocket>
}

/** A frame as the standard has it, or nearly so. */
interface AnyFrame {
  readonly first: number
  readonly isMaskWrong: boolean
  readonly size: number
  /** Bytes for the length, if not the fewest. */
  readonly lengthBytes: 0 | 2 | 8
  readonly key: Uint8Array
}

function bytesOf({ first, isMaskWrong, size, lengthBytes, key }: AnyFrame, isMasked: boolean): Buffer {
  const most = Math.max(lengthBytes, size < 126 ? 0 : size < 65_536 ? 2 : 8)
  const length = Buffer.from(size.toString(16).padStart(most * 2, '0'), 'hex')
  const maskBit = isMasked === isMaskWrong ? 0 : 0x80
  const head = most === 0 ? [first, maskBit | size] : [first, maskBit | (most === 2 ? 126 : 127), ...length]
  const payload = Buffer.alloc(size).map((_, at) => at * 7)
  const mask = maskBit ? Buffer.from(key) : Buffer.alloc(0)
  return Buffer.concat([
    Buffer.from(head),
    mask,
    maskBit ? payload.map((byte, at) => byte ^ (key[at & 3] ?? 0)) : payload,
  ])
}

const rarely = fc.integer({ max: 99 }).map((chance) => chance === 0)
const firstByte = fc.oneof(
  { weight: 30, arbitrary: fc.constantFrom(0x81, 0x81, 0x81, 0x82) },
  { weight: 6, arbitrary: fc.constantFrom(0x89, 0x8a) },
  { weight: 3, arbitrary: fc.constantFrom(0x01, 0x80, 0x00, 0x88, 0xc1) },
  { weight: 1, arbitrary: fc.nat(255) },
)
const size = fc.oneof(
  { weight: 6, arbitrary: fc.nat(130) },
  { weight: 2, arbitrary: fc.nat(600) },
  { weight: 1, arbitrary: fc.constantFrom(65_535, 65_536, MAX_FRAME_BYTES, MAX_FRAME_BYTES + 1) },
)
const key = fc.oneof(fc.uint8Array({ minLength: 4, maxLength: 4 }), fc.constant(new Uint8Array(4)))
const lengthBytes = fc.constantFrom(0, 0, 0, 0, 0, 0, 2, 8)
const frames = fc.array(fc.record({ first: firstByte, isMaskWrong: rarely, size, lengthBytes, key }), {
  maxLength: 14,
})
/** Distances between cuts, as parts of what there is. */
const cuts = fc.array(fc.oneof(fc.nat(16), fc.nat(300), fc.nat(65_536)), { maxLength: 14 })

function cut(bytes: Buffer, sizes: readonly number[]): Buffer[] {
  const chunks: Buffer[] = []
  let at = 0
  for (const each of [...sizes, bytes.length]) {
    chunks.push(bytes.subarray(at, at + each))
    at += each
  }
  return chunks.filter(({ length }) => length > 0)
}

describe.each([
  ['accepted', { isMasked: true, open: accepted }],
  ['dialled', { isMasked: false, open: dialled }],
] as const)('a connection that was %s', (_, side) => {
  it('gives the same messages, errors and answers as with ws alone, wherever its bytes are cut', async () => {
    await fc.assert(
      fc.asyncProperty(frames, cuts, async (all, sizes) => {
        const chunks = cut(Buffer.concat(all.map((frame) => bytesOf(frame, side.isMasked))), sizes)
        expect(await heard(chunks, side, true)).toEqual(await heard(chunks, side, false))
      }),
      { numRuns: Number(process.env.FUZZ_RUNS ?? 150) },
    )
  }, 600_000)

  it('gives the same for bytes that are no frames', async () => {
    await fc.assert(
      fc.asyncProperty(fc.uint8Array({ maxLength: 40 }), cuts, async (bytes, sizes) => {
        const chunks = cut(Buffer.from(bytes), sizes)
        expect(await heard(chunks, side, true)).toEqual(await heard(chunks, side, false))
      }),
      { numRuns: Number(process.env.FUZZ_RUNS ?? 150) },
    )
  }, 600_000)
})

describe('a reader', () => {
  function reading(): { reader: MessageReader; texts: string[]; left: Buffer[] } {
    const texts: string[] = []
    const left: Buffer[] = []
    const reader = new MessageReader({
      isMasked: true,
      maxFrameBytes: MAX_FRAME_BYTES,
      message: (payload) => texts.push(payload.toString()),
      rest: (bytes) => left.push(bytes),
    })
    return { reader, texts, left }
  }

  it('reads whole messages itself, and leaves pings, pongs and what was cut to ws', () => {
    const { reader, texts, left } = reading()
    const ping = clientFrame('1', { opcode: PING })
    const pong = clientFrame('2', { opcode: PONG })
    const torn = clientFrame('torn')
    reader.take(Buffer.concat([clientFrame('a'), ping, clientFrame('b'), pong, torn.subarray(0, 7)]))
    reader.take(Buffer.concat([torn.subarray(7), clientFrame('c'), torn.subarray(0, 1)]))
    reader.take(torn.subarray(1, 3))
    reader.take(Buffer.concat([torn.subarray(3), clientFrame('d')]))
    expect(texts).toEqual(['a', 'b', 'c', 'd'])
    expect(Buffer.concat(left)).toEqual(Buffer.concat([ping, pong, torn, torn]))
  })

  it('leaves everything to ws from the first fragment on', () => {
    const { reader, texts, left } = reading()
    const fragment = clientFrame('{', { isFinal: false })
    reader.take(Buffer.concat([clientFrame('a'), fragment, clientFrame('b')]))
    reader.take(clientFrame('c'))
    expect(texts).toEqual(['a'])
    expect(Buffer.concat(left)).toEqual(Buffer.concat([fragment, clientFrame('b'), clientFrame('c')]))
  })

  it('stays out of a socket that others read, too', () => {
    const wire = new Wire()
    const own = (): void => {}
    wire.on('data', own)
    wire.on('data', () => {})
    readAhead(wire as unknown as Socket, { isMasked: true, maxFrameBytes: 1, message() {} })
    expect(wire.listeners('data')[0]).toBe(own)
    expect(wire.rawListeners('data')[0]).toBe(own)
  })

  it('goes with the listener of ws', () => {
    const wire = new Wire()
    const own = (): void => {}
    wire.on('data', own)
    readAhead(wire as unknown as Socket, { isMasked: true, maxFrameBytes: 1, message() {} })
    expect(wire.rawListeners('data')[0]).not.toBe(own)
    wire.off('data', own)
    expect(wire.listenerCount('data')).toBe(0)
  })
})

describe('a receiver that throws', () => {
  it('does not make the reader lose its place', () => {
    const heard: string[] = []
    const left: Buffer[] = []
    const reader = new MessageReader({
      isMasked: true,
      maxFrameBytes: MAX_FRAME_BYTES,
      message(payload) {
        heard.push(payload.toString())
        if (heard.length <= 2) throw new TypeError(`mine: ${payload}`)
      },
      rest: (bytes) => void left.push(bytes),
    })
    const cut = clientFrame('cut')
    const first = Buffer.concat([clientFrame('a'), clientFrame('b'), clientFrame('c'), cut.subarray(0, 7)])
    expect(() => reader.take(first)).toThrow('mine: a')
    reader.take(Buffer.concat([cut.subarray(7), clientFrame('d')]))
    expect(heard).toEqual(['a', 'b', 'c', 'd'])
    expect(Buffer.concat(left)).toEqual(cut)
  })
})
