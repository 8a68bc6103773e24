import type { IncomingMessage, ServerResponse } from 'node:http'
import { type EventFrame, eventBody } from '@rookery/protocol'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import type { Dialling } from '../dial/redial.js'
import { Batch } from '../frames/batch.js'
import { byteReader } from '../frames/byte-reader.js'
import { frameText } from '../frames/websocket-frame.js'
import { Servers } from '../http/http.fixture.js'
import { TestClock } from '../time/clock.fixture.js'
import { dialSse, type SseSettings } from './dial-sse.js'
import { SseParser } from './sse-parser.js'
import { SseSink, type SseSinkSettings } from './sse-sink.js'
import type { SseSource } from './sse-source.js'

const AT_ONCE = { firstMs: 4, maxMs: 4 }

let servers: Servers
const diallings: Dialling[] = []
let events: { event: EventFrame; id: string }[]
let said: string[]
let sources: SseSource[]
let requests: IncomingMessage[]
let sinks: SseSink[]
let confirmed: number[]
let drains: number

beforeEach(() => {
  servers = new Servers()
  events = []
  said = []
  sources = []
  requests = []
  sinks = []
  confirmed = []
  drains = 0
})
afterEach(async () => {
  await Promise.all(diallings.splice(0).map((each) => each.close(1000, 'done')))
  await servers.close()
})

function dialled(url: string, settings: Partial<SseSettings> = {}): Dialling {
  const dialling = dialSse(
    { url, backoff: AT_ONCE, ...settings },
    {
      reader: byteReader,
      open: (source) => void sources.push(source),
      event: (event, id) => void events.push({ event, id }),
      dropped: (why) => void said.push(why),
      lost: (why) => void said.push(why),
    },
  )
  diallings.push(dialling)
  return dialling
}

const serve = (settings: SseSinkSettings = {}): Promise<string> =>
  servers.http((request, response) => {
    requests.push(request)
    const handler = { confirmed: (n: number) => void confirmed.push(n), drained: () => void drains++ }
    sinks.push(new SseSink(response, handler, settings))
  })

const answering = (answer: (response: ServerResponse) => void): Promise<string> =>
  servers.http((request, response) => {
    requests.push(request)
    answer(response)
  })

const batchOf = (first: number | undefined, ...texts: string[]): Batch =>
  new Batch(
    texts.map((text) => frameText(Buffer.from(text))),
    first,
  )
const eventText = (n: number | string): string => `{"post_type":"notice","n":${JSON.stringify(n)}}`
const seen = (): unknown[] => events.map(({ event, id }) => [eventBody(event).n, id])

describe('events over SSE', () => {
  it('come in order and byte for byte, with what their positions are called', async () => {
    dialled(await serve({ idOf: (position) => `v${position}` }), { token: 't' })
    await expect.poll(() => sinks.length).toBe(1)
    sinks[0]?.send(Buffer.from(eventText('own')))
    sinks[0]?.sendBatch(batchOf(7, eventText('汉字🐧'.repeat(100_000)), eventText(8)))
    sinks[0]?.sendBatch(batchOf(undefined, '{\n"post_type":"notice",\r\n"n":9}'))
    await expect.poll(() => events.length).toBe(4)
    expect(seen()).toEqual([
      ['own', ''],
      ['汉字🐧'.repeat(100_000), 'v7'],
      [8, 'v8'],
      [9, 'v8'],
    ])
    expect(requests[0]?.headers).toMatchObject({ accept: 'text/event-stream', authorization: 'Bearer t' })
    expect(requests[0]?.headers['last-event-id']).toBeUndefined()
  })

  it('share their bytes between connections that call positions the same', () => {
    const batch = batchOf(1, eventText(1), eventText(2))
    const idOf = (position: number): string => `a${position}`
    expect(batch.sse(idOf)).toBe(batch.sse(idOf))
    expect(batch.sse(idOf).toString()).toBe(
      `id: a1\ndata: ${eventText(1)}\n\nid: a2\ndata: ${eventText(2)}\n\n`,
    )
    expect(batch.sse(String).toString()).toContain('id: 1\n')
  })

  it('are confirmed when they have left the socket', async () => {
    dialled(await serve())
    await expect.poll(() => sinks.length).toBe(1)
    const [sink] = sinks
    for (let n = 0; n < 40; n++) sink?.sendBatch(batchOf(n, eventText('x'.repeat(200_000))))
    expect(sink?.queuedBytes).toBeGreaterThan(100_000)
    expect(sink?.mark(40)).toBe(false)
    expect(confirmed).toEqual([])
    await expect.poll(() => confirmed, { timeout: 5_000 }).toEqual([40])
    expect(drains).toBeGreaterThan(0)
    expect(sink?.mark(41)).toBe(true)
    expect(await sink?.probe()).toBe(false)
  })

  it('go on behind the last one when the connection was lost', async () => {
    dialled(await serve(), { lastEventId: '3' })
    await expect.poll(() => sinks.length).toBe(1)
    sinks[0]?.sendBatch(batchOf(4, eventText(4)))
    await expect.poll(() => events.length).toBe(1)
    await sinks[0]?.close(1012, 'restarting')
    await expect.poll(() => sinks.length).toBe(2)
    sinks[1]?.sendBatch(batchOf(5, eventText(5)))
    await expect.poll(seen).toEqual([
      [4, '4'],
      [5, '5'],
    ])
    expect(requests.map(({ headers }) => headers['last-event-id'])).toEqual(['3', '4'])
  })

  it('that are large are checked in slices, and what is behind them keeps its place', async () => {
    const turns: unknown[] = []
    const large = (n: number): string => eventText(n).replace('}', `,"pad":[${'[1],'.repeat(500_000)}1]}`)
    dialled(
      await answering((response) => {
        response.writeHead(200, { 'Content-Type': 'text/event-stream' })
        for (const [id, text] of [
          large(1),
          eventText(2),
          `{"a":${large(3)}`,
          large(4),
          eventText(5),
        ].entries())
          response.write(`id: ${id + 1}\ndata: ${text}\n\n`)
      }),
    )
    const count = setInterval(() => turns.push(events.length), 1)
    await expect.poll(() => events.length, { timeout: 10_000 }).toBe(4)
    clearInterval(count)
    expect(seen()).toEqual([1, 2, 4, 5].map((n) => [n, String(n)]))
    expect(said).toEqual(['an event that is not JSON'])
    // Others had their turn between the first and the last.
    expect(turns.filter((some) => some === 2).length).toBeGreaterThan(2)
  })

  it('are dropped when they are none, and the next are read', async () => {
    const texts = ['hello', '{"a":1}', '[]', eventText(1)]
    const stream = texts.map((text) => `data: ${text}\n\n`).join('')
    dialled(await answering((response) => writeStream(response, stream)))
    await expect.poll(() => events.length).toBe(1)
    expect(said.slice(0, 3)).toEqual([
      'an event that is not JSON',
      'a text that is no event',
      'a text that is no event',
    ])
  })
})

describe('a connection over SSE', () => {
  it.each([
    [401, 'text/plain', /401.*wants a token/],
    [404, 'text/plain', /404/],
    [204, 'text/event-stream', /204/],
    [200, 'application/json', /no text\/event-stream but application\/json/],
  ])('is tried again after %i %s', async (status, type, why) => {
    dialled(await answering((response) => response.writeHead(status, { 'Content-Type': type }).end()))
    await expect.poll(() => said.length).toBeGreaterThan(2)
    expect(said[0]).toMatch(why)
    expect(sources).toHaveLength(0)
  })

  it('is tried again when nobody is there, or nobody answers', async () => {
    dialled(await servers.nowhere())
    await expect.poll(() => said.length).toBeGreaterThan(2)
    expect(said[0]).toContain('ECONNREFUSED')
    said = []
    dialled(await servers.raw(() => {}), { backoff: { ...AT_ONCE, handshakeTimeoutMs: 30 } })
    await expect.poll(() => said).toContain('no answer within 30 ms')
  })

  it('is given up after silence', async () => {
    const clock = new TestClock()
    dialled(await answering((response) => writeStream(response, ': hi\n')), { deadAfterMs: 40_000, clock })
    await expect.poll(() => sources.length).toBe(1)
    await clock.advance(39_000)
    expect(sources[0]?.isOpen).toBe(true)
    await clock.advance(2_000)
    await expect.poll(() => said).toContain('closed with 1006 (no byte for 40000 ms)')
  })

  it('is kept by comments, and given up sooner when that is wanted', async () => {
    const clock = new TestClock()
    dialled(await serve({ keepAliveMs: 20_000, clock }), { deadAfterMs: 50_000, clock })
    await expect.poll(() => sources.length).toBe(1)
    const pushed = vi.spyOn(SseParser.prototype, 'push')
    for (let n = 1; n <= 10; n++) {
      await clock.advance(20_000)
      await expect.poll(() => pushed.mock.calls.length).toBeGreaterThanOrEqual(n)
    }
    pushed.mockRestore()
    expect(sources.at(-1)?.isOpen).toBe(true)
    expect(sinks).toHaveLength(1)
    sources.at(-1)?.setDeadAfter(1)
    await expect.poll(() => sinks.length).toBeGreaterThan(1)
  })

  it('is broken off when an event is too large', async () => {
    dialled(await answering((response) => writeStream(response, `data: ${'x'.repeat(500)}`)), {
      maxEventBytes: 100,
    })
    await expect.poll(() => said[0]).toBe('closed with 1009 (an event holds more than 100 bytes)')
  })

  it('waits as long as the server wants before the next attempt', async () => {
    const waits: number[] = []
    const url = await answering((response) => {
      writeStream(response, 'retry: 123456\n\n')
      response.end()
    })
    const dialling = dialSse(
      { url, backoff: { firstMs: 4, maxMs: 200_000 } },
      { reader: byteReader, open() {}, event() {}, lost: (_, retryMs) => void waits.push(retryMs) },
    )
    diallings.push(dialling)
    await expect.poll(() => waits).toEqual([123_456])
  })

  it('ends on both sides when the application closes it, and is not dialled again', async () => {
    const dialling = dialled(await serve())
    await expect.poll(() => sinks.length).toBe(1)
    await dialling.close(1000, 'done')
    expect((await sinks[0]?.closed)?.code).toBe(1006)
    expect(sinks[0]?.isOpen).toBe(false)
    sinks[0]?.send(Buffer.from(eventText(1)))
    expect(sinks).toHaveLength(1)
  })

  it('breaks off a peer that does not read', async () => {
    const url = await serve({ maxQueuedBytes: 1_000_000, keepAliveMs: 20, deadAfterMs: 100 })
    dialled(url, { deadAfterMs: 0 })
    await expect.poll(() => sinks.length).toBe(1)
    const [sink] = sinks
    for (let n = 0; n < 200; n++) sink?.sendBatch(batchOf(n, eventText('x'.repeat(100_000))))
    expect(await sink?.closed).toMatchObject({ code: 1013 })
  })

  it('refuses what is no HTTP URL', () => {
    expect(() =>
      dialSse({ url: 'ws://a' }, { reader: byteReader, open() {}, event() {}, lost() {} }),
    ).toThrow(expect.objectContaining({ code: 'bad_url' }))
  })
})

function writeStream(response: ServerResponse, text: string): void {
  response.writeHead(200, { 'Content-Type': 'text/event-stream' }).write(text)
}
