import type { IncomingMessage, ServerResponse } from 'node:http'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { Batch } from '../frames/batch.js'
import { frameText } from '../frames/websocket-frame.js'
import { bodyOf, Servers } from '../http/http.fixture.js'
import { ioTurns, TestClock } from '../time/clock.fixture.js'
import { Poster, type PosterSettings } from './poster.js'

const AT_ONCE = { firstMs: 5, maxMs: 5 }

interface Posted {
  readonly headers: IncomingMessage['headers']
  readonly body: string
  answer(status?: number, body?: string): void
}

let servers: Servers
let posted: Posted[]
let said: string[]
let operations: string[]
let confirmed: number[]
let drains: number
/** What is answered at once; undefined leaves it to the test. */
let status: number | undefined
const posters: Poster[] = []

beforeEach(() => {
  servers = new Servers()
  posted = []
  said = []
  operations = []
  confirmed = []
  drains = 0
  status = 204
})
afterEach(async () => {
  await Promise.all(posters.splice(0).map((each) => each.close(1000, 'done')))
  await servers.close()
})

async function receive(request: IncomingMessage, response: ServerResponse): Promise<void> {
  const body = await bodyOf(request)
  const answer = (code = 204, text = ''): void => void response.writeHead(code).end(text)
  posted.push({ headers: request.headers, body, answer })
  if (status !== undefined) answer(status)
}

function poster(url: string, settings: Partial<PosterSettings> = {}): Poster {
  const made = new Poster(
    { url, delays: AT_ONCE, closeTimeoutMs: 50, ...settings },
    {
      confirmed: (position) => void confirmed.push(position),
      drained: () => void drains++,
      quickOperation: (event, operation) =>
        void operations.push(`${Buffer.from(event)} -> ${Buffer.from(operation)}`),
      gaveUp: (count, why) => void said.push(`gave up ${count}: ${why}`),
      oddAnswer: () => void said.push('odd answer'),
      unreachable: (why) => void said.push(why.includes('ECONNREFUSED') ? 'away' : why),
      reachable: () => void said.push('back'),
    },
  )
  posters.push(made)
  return made
}

const posterTo = async (settings: Partial<PosterSettings> = {}): Promise<Poster> =>
  poster(await servers.http(receive), settings)

const event = (group: number, n: number, more = ''): string =>
  `{"post_type":"message","self_id":10001,"group_id":${group},"n":${n}${more}}`
const batchOf = (...texts: string[]): Batch => new Batch(texts.map((text) => frameText(Buffer.from(text))))
const bodies = (): string[] => posted.map(({ body }) => body)
const numbers = (): number[] => posted.map(({ body }) => JSON.parse(body).n)

describe('posting events', () => {
  it('sends the bytes with the headers of the standard', async () => {
    const text = '{"self_id":9007199254740993,"post_type":"notice","x":"汉字"}'
    const over = await posterTo({ secret: 's' })
    over.sendBatch(batchOf(text))
    await expect.poll(bodies).toEqual([text])
    expect(posted[0]?.headers).toMatchObject({
      'content-type': 'application/json',
      'x-self-id': '9007199254740993',
      'content-length': String(Buffer.byteLength(text)),
      'x-signature': expect.stringMatching(/^sha1=[0-9a-f]{40}$/),
    })
  })

  it('keeps a conversation in order, and does not let it hold up the others', async () => {
    status = undefined
    const over = await posterTo()
    over.sendBatch(batchOf(event(1, 1), event(1, 2), event(2, 3), '{"post_type":"meta_event","n":4}'))
    await expect.poll(numbers).toEqual([1, 3, 4])
    posted[0]?.answer()
    await expect.poll(numbers).toEqual([1, 3, 4, 2])
  })

  it('has so many on their way and no more', async () => {
    status = undefined
    const over = await posterTo({ maxInFlight: 2 })
    over.sendBatch(batchOf(event(1, 1), event(2, 2), event(3, 3)))
    await expect.poll(numbers).toEqual([1, 2])
    await ioTurns()
    posted[1]?.answer()
    await expect.poll(numbers).toEqual([1, 2, 3])
  })

  it('confirms a mark when everything before it is answered', async () => {
    status = undefined
    const over = await posterTo()
    over.sendBatch(batchOf(event(1, 1), event(2, 2)))
    expect(over.mark(2)).toBe(true)
    over.sendBatch(batchOf(event(3, 3)))
    await expect.poll(() => posted.length).toBe(3)
    expect(over.queuedBytes).toBe(Buffer.byteLength(event(1, 1)) * 3)
    posted[2]?.answer()
    posted[1]?.answer()
    await expect.poll(() => over.queuedBytes).toBe(Buffer.byteLength(event(1, 1)))
    expect(confirmed).toEqual([])
    posted[0]?.answer(404)
    await expect.poll(() => confirmed).toEqual([2])
    over.mark(3)
    expect(confirmed).toEqual([2, 3])
    expect(over.queuedBytes).toBe(0)
  })

  it('asks for more when little is left', async () => {
    const over = await posterTo()
    const large = `,"x":"${'x'.repeat(50_000)}"`
    over.sendBatch(batchOf(event(1, 1, large), event(1, 2, large)))
    await expect.poll(() => drains).toBe(1)
  })
})

describe('the answer to an event', () => {
  it('is a quick operation when it is a JSON object', async () => {
    status = undefined
    const over = await posterTo()
    const answers = ['', ' \n', '{}', ' {"reply":"a","id":9007199254740993}\n', 'ok', '[1]', '{"a":']
    for (const answer of answers) {
      over.sendBatch(batchOf(event(1, posted.length + 1)))
      const before = posted.length
      await expect.poll(() => posted.length).toBe(before + 1)
      posted[before]?.answer(200, answer)
    }
    await expect.poll(() => over.queuedBytes).toBe(0)
    expect(operations).toEqual([`${event(1, 4)} -> {"reply":"a","id":9007199254740993}`])
    expect(said).toEqual(['odd answer'])
  })
})

describe('an event that is not received', () => {
  it('is posted again while nobody is there, in order, and the change is told once', async () => {
    const url = await servers.nowhere()
    const over = poster(url, { maxInFlight: 4 })
    over.sendBatch(batchOf(event(1, 1), event(1, 2), event(2, 3), event(3, 4)))
    over.mark(4)
    await expect.poll(() => said.length).toBeGreaterThan(3)
    expect(await over.probe()).toBe(false)
    expect(new Set(said)).toEqual(new Set(['away']))
    await servers.http(receive, Number(new URL(url).port))
    await expect.poll(() => confirmed).toEqual([4])
    expect(numbers().sort()).toEqual([1, 2, 3, 4])
    expect(numbers().indexOf(1)).toBeLessThan(numbers().indexOf(2))
    expect(said.at(-1)).toBe('back')
    expect(await over.probe()).toBe(true)
  })

  it('is posted three times more after a 503, before what is behind it', async () => {
    status = 503
    const over = await posterTo()
    over.sendBatch(batchOf(event(1, 1), event(1, 2)))
    over.mark(2)
    await expect.poll(() => confirmed).toEqual([2])
    expect(numbers()).toEqual([1, 1, 1, 1, 2, 2, 2, 2])
    expect(said).toEqual(['gave up 1: HTTP 503', 'gave up 1: HTTP 503'])
  })

  it.each([304, 400, 404, 429, 500])('is given up after a %i', async (code) => {
    status = code
    const over = await posterTo()
    over.sendBatch(batchOf(event(1, 1)))
    await expect.poll(() => said).toEqual([`gave up 1: HTTP ${code}`])
    expect(numbers()).toEqual([1])
  })

  it('is given up when the answer takes too long, since it may be at work there', async () => {
    status = undefined
    const clock = new TestClock()
    const over = await posterTo({ timeoutMs: 30_000, clock })
    over.sendBatch(batchOf(event(1, 1), event(2, 2)))
    await expect.poll(() => posted.length).toBe(2)
    await clock.advance(31_000)
    await expect.poll(() => said).toHaveLength(2)
    expect(said[0]).toMatch(/gave up 1: no answer/)
    expect(numbers().sort()).toEqual([1, 2])
  })

  it('makes no gap when only this side got it', async () => {
    status = 404
    const over = await posterTo()
    over.send(Buffer.from(event(1, 1)))
    await expect.poll(() => over.queuedBytes).toBe(0)
    expect([posted.length, said]).toEqual([1, []])
  })

  it('is given up when it has become stale meanwhile', async () => {
    const url = await servers.nowhere()
    const clock = new TestClock()
    const over = poster(url, { clock, isStale: (bytes) => Buffer.from(bytes).includes('"n":1') })
    over.sendBatch(batchOf(event(1, 1), event(1, 2)))
    await clock.advance(1_050)
    await servers.http(receive, Number(new URL(url).port))
    await expect.poll(numbers).toEqual([2])
    expect(said).toContain('gave up 1: it has become too old')
  })
})

describe('a receiver that takes events and does not answer', () => {
  const breaker = { failures: 2, openMs: 30_000 }
  const late = 'no answer within 1000 ms'

  it('is left alone after so many in a row: the rest waits, and goes on in order after one that is answered', async () => {
    status = undefined
    const clock = new TestClock()
    const over = await posterTo({ timeoutMs: 1_000, maxInFlight: 1, clock, breaker })
    over.sendBatch(batchOf(...[1, 2, 3, 4, 5].map((n) => event(1, n))))
    over.mark(5)
    for (const n of [1, 2]) {
      await expect.poll(() => posted.length).toBe(n)
      await clock.advance(1_000)
    }
    expect(said).toEqual([`gave up 1: ${late}`, late, `gave up 1: ${late}`])
    await clock.advance(29_000)
    expect(numbers()).toEqual([1, 2])
    status = 204
    await clock.advance(1_000)
    await expect.poll(() => confirmed).toEqual([5])
    expect(numbers()).toEqual([1, 2, 3, 4, 5])
    expect(said.slice(3)).toEqual(['back'])
  })

  it('is tried with a single event, and left alone again if that is not answered either', async () => {
    status = undefined
    const clock = new TestClock()
    const over = await posterTo({ timeoutMs: 1_000, maxInFlight: 4, clock, breaker })
    over.sendBatch(batchOf(...[1, 2, 3, 4, 5, 6, 7].map((n) => event(n, n))))
    await expect.poll(() => posted.length).toBe(4)
    await clock.advance(1_000)
    // The first that is given up makes room for one more.
    await expect.poll(() => said.filter((each) => each.startsWith('gave up'))).toHaveLength(4)
    expect(posted).toHaveLength(5)
    await clock.advance(28_500)
    expect(posted).toHaveLength(5)
    await clock.advance(1_500)
    await expect.poll(() => posted.length).toBe(6)
    await clock.advance(1_000)
    await expect.poll(() => said.filter((each) => each === late)).toHaveLength(2)
    await clock.advance(28_500)
    expect(posted).toHaveLength(6)
  })

  it('is tried again after its answers, whatever they say', async () => {
    status = undefined
    const clock = new TestClock()
    const over = await posterTo({ timeoutMs: 1_000, maxInFlight: 1, clock, breaker, retries: 0 })
    over.sendBatch(batchOf(...[1, 2, 3, 4].map((n) => event(1, n))))
    over.mark(4)
    for (const n of [1, 2]) {
      await expect.poll(() => posted.length).toBe(n)
      await clock.advance(1_000)
    }
    status = 503
    await clock.advance(30_000)
    await expect.poll(() => confirmed).toEqual([4])
    expect(said.slice(3)).toEqual(['back', 'gave up 1: HTTP 503', 'gave up 1: HTTP 503'])
  })

  it('is not left alone for events that it refuses, nor for too few without an answer', async () => {
    const codes = [503, 503, 503, 204, 400, 500]
    const over = poster(
      await servers.http(async (request, response) => {
        posted.push({ headers: request.headers, body: await bodyOf(request), answer() {} })
        response.writeHead(codes.shift() ?? 204).end()
      }),
      { breaker },
    )
    over.sendBatch(batchOf(...[1, 2, 3, 4].map((n) => event(1, n))))
    over.mark(4)
    await expect.poll(() => confirmed).toEqual([4])
    expect(said).toEqual(['gave up 1: HTTP 400', 'gave up 1: HTTP 500'])
    expect(numbers()).toEqual([1, 1, 1, 1, 2, 3, 4])
  })
})

describe('closing', () => {
  it('waits for what is under way, and posts nothing more', async () => {
    status = undefined
    const over = await posterTo({ closeTimeoutMs: 5_000, maxInFlight: 1 })
    over.sendBatch(batchOf(event(1, 1), event(2, 2)))
    over.mark(2)
    await expect.poll(numbers).toEqual([1])
    const closing = over.close(1001, 'the end')
    expect(over.isOpen).toBe(false)
    over.send(Buffer.from(event(3, 3)))
    posted[0]?.answer(200, '{"reply":"a"}')
    expect(await closing).toEqual({ code: 1001, reason: 'the end' })
    expect(operations).toHaveLength(1)
    expect([numbers(), confirmed]).toEqual([[1], []])
  })

  it('breaks off what takes too long, and ends every attempt', async () => {
    status = undefined
    const silent = await posterTo()
    silent.sendBatch(batchOf(event(1, 1)))
    await expect.poll(numbers).toEqual([1])
    const clock = new TestClock()
    const away = poster(await servers.nowhere(), { clock })
    away.sendBatch(batchOf(event(1, 1)))
    await expect.poll(() => said.length).toBeGreaterThan(0)
    await Promise.all([silent.close(1001, 'a'), away.close(1001, 'b')])
    expect(await silent.closed).toEqual({ code: 1001, reason: 'a' })
    const attempts = said.length
    await clock.advance(60_000)
    expect(said).toHaveLength(attempts)
  })
})
