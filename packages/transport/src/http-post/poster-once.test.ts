import type net from 'node:net'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { Batch } from '../frames/batch.js'
import { frameText } from '../frames/websocket-frame.js'
import { Servers } from '../http/http.fixture.js'
import { Poster, type PosterSettings } from './poster.js'

const OK = 'HTTP/1.1 204 No Content\r\n\r\n'
const answerOf = (status: string, body = ''): string =>
  `HTTP/1.1 ${status}\r\nContent-Length: ${body.length}\r\n\r\n${body}`

/** A post as it came over a raw connection: the number of its event, and what it is called. */
interface Seen {
  readonly n: number
  readonly id: string
}

let servers: Servers
let seen: Seen[]
let said: string[]
let confirmed: number[]
const posters: Poster[] = []

beforeEach(() => {
  servers = new Servers()
  seen = []
  said = []
  confirmed = []
})
afterEach(async () => {
  await Promise.all(posters.splice(0).map((each) => each.close(1000, 'done')))
  await servers.close()
})

/** Has a test answer each post with bytes of its own; `nth` counts the posts of one connection. */
function receiver(answer: (socket: net.Socket, post: Seen, nth: number) => void): Promise<string> {
  return servers.raw((socket) => {
    let text = ''
    let nth = 0
    socket.on('data', (chunk) => {
      text += chunk.toString('latin1')
      const n = /"n":(\d+)\}$/.exec(text)?.[1]
      if (n === undefined) return
      const post = { id: /^X-Event-Id: (.*)\r$/im.exec(text)?.[1] ?? '', n: Number(n) }
      text = ''
      seen.push(post)
      answer(socket, post, ++nth)
    })
  })
}

function poster(url: string, settings: Partial<PosterSettings> = {}): Poster {
  const made = new Poster(
    { url, delays: { firstMs: 5, maxMs: 5 }, closeTimeoutMs: 50, ...settings },
    {
      confirmed: (position) => void confirmed.push(position),
      gaveUp: (count, why) => void said.push(`gave up ${count}: ${why}`),
    },
  )
  posters.push(made)
  return made
}

const event = (n: number): string => `{"post_type":"message","self_id":10001,"group_id":1,"n":${n}}`

/** Posts events one after the other, and waits until the last of them is settled. */
async function settled(over: Poster, ...numbers: readonly number[]): Promise<number[]> {
  over.sendBatch(new Batch(numbers.map((n) => frameText(Buffer.from(event(n))))))
  const last = numbers.at(-1) ?? 0
  over.mark(last)
  await expect.poll(() => confirmed.at(-1), { timeout: 5_000 }).toBe(last)
  return seen.map(({ n }) => n)
}

describe('an event that may have been handled is posted once', () => {
  const cut = [
    ['no byte of an answer over a fresh connection', ''],
    ['a bad header', 'HTTP/1.1 200 OK\r\nBad Header: x\r\n\r\n'],
    ['a header without a colon', 'HTTP/1.1 200 OK\r\nnothing\r\n\r\n'],
    ['a control character in a header', 'HTTP/1.1 200 OK\r\nX-A: \x01\r\nContent-Length: 0\r\n\r\n'],
    ['bare LF', 'HTTP/1.1 200 OK\nContent-Length: 0\n\n'],
    ['a length that is no number', 'HTTP/1.1 200 OK\r\nContent-Length: x\r\n\r\n'],
    ['two lengths', 'HTTP/1.1 200 OK\r\nContent-Length: 1\r\nContent-Length: 2\r\n\r\nab'],
    ['a length that is too large', 'HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\n{}'],
    ['a bad chunk', 'HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n{}\r\n'],
    ['chunks without an end', 'HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n2\r\n{}\r\n'],
    ['HTTP/0.9', '<html>ok</html>'],
    ['an unknown version', 'HTTP/9.9 200 OK\r\nContent-Length: 0\r\n\r\n'],
    ['half a status line', 'HTTP/1.1 20'],
    ['half a header', 'HTTP/1.1 200 OK\r\nContent-Le'],
    ['a 503 that is cut', 'HTTP/1.1 503 Service Unavailable\r\nContent-Length: 9\r\n\r\nno'],
    ['a 502 with a bad header', 'HTTP/1.1 502 Bad Gateway\r\nBad Header: x\r\n\r\n'],
    ['headers without an end', `HTTP/1.1 200 OK\r\n${'X-A: aaaaaaaaaaaaaaaaaaaa\r\n'.repeat(2_000)}`],
    [
      'a switch of protocols',
      'HTTP/1.1 101 Switching Protocols\r\nUpgrade: x\r\nConnection: Upgrade\r\n\r\n',
    ],
    ['nothing but an interim answer', 'HTTP/1.1 102 Processing\r\n\r\n'],
  ] as const

  it.each(cut)('when the answer is %s', async (_, bytes) => {
    const url = await receiver((socket, { n }) => void socket.end(n === 1 ? bytes : OK))
    expect(await settled(poster(url), 1, 2)).toEqual([1, 2])
    expect(said).toHaveLength(1)
  })

  it.each(cut)('when the answer is %s, and the connection is reset', async (_, bytes) => {
    const url = await receiver((socket, { n }) => {
      if (n === 2) socket.end(OK)
      else if (bytes) socket.write(bytes, () => socket.resetAndDestroy())
      else socket.resetAndDestroy()
    })
    expect(await settled(poster(url), 1, 2)).toEqual([1, 2])
    expect(said).toHaveLength(1)
  })

  it('when more follows than the length says', async () => {
    const url = await receiver((socket) => void socket.end(`${answerOf('200 OK', '{}')}more`))
    expect(await settled(poster(url), 1)).toEqual([1])
  })

  it.each([
    '500 Error',
    '501 No',
    '504 Gateway Timeout',
    '505 No',
    '507 Full',
    '599 X',
    '404 No',
    '302 Found',
  ])('when the answer is %s', async (status) => {
    const url = await receiver((socket, { n }) => void socket.write(n === 1 ? answerOf(status) : OK))
    expect(await settled(poster(url), 1, 2)).toEqual([1, 2])
    expect(said).toEqual([`gave up 1: HTTP ${status.slice(0, 3)}`])
  })

  it('when a kept connection closes after the first byte of an answer', async () => {
    const url = await receiver((socket, { n }) => {
      if (n === 2) socket.end('H')
      else socket.write(OK)
    })
    expect(await settled(poster(url), 1, 2, 3)).toEqual([1, 2, 3])
    expect(said).toHaveLength(1)
  })

  it('when no answer comes in time, over a kept connection as well', async () => {
    const url = await receiver((socket, { n }) => {
      if (n !== 2) socket.write(OK)
    })
    expect(await settled(poster(url, { timeoutMs: 200 }), 1, 2, 3)).toEqual([1, 2, 3])
    expect(said).toEqual(['gave up 1: no answer within 200 ms'])
  })
})

describe('an event that was not handled is posted again', () => {
  it.each([
    ['502 Bad Gateway', undefined, 4],
    ['503 Service Unavailable', undefined, 4],
    ['503 Service Unavailable', 1, 2],
    ['502 Bad Gateway', 0, 1],
  ])('after %s, with %s retries, and comes %i times', async (status, retries, times) => {
    const url = await receiver((socket, { n }) => void socket.write(n === 1 ? answerOf(status, 'x') : OK))
    const over = poster(url, retries === undefined ? {} : { retries })
    expect(await settled(over, 1, 2)).toEqual([...Array.from({ length: times }, () => 1), 2])
    expect(said).toEqual([`gave up 1: HTTP ${status.slice(0, 3)}`])
  })

  it.each(['end', 'resetAndDestroy'] as const)(
    'once, over a fresh connection, when a kept one closes (%s) before any byte of an answer',
    async (closing) => {
      const url = await receiver((socket, _, nth) => {
        if (nth > 1) socket[closing]()
        else socket.write(OK)
      })
      expect(await settled(poster(url), 1, 2)).toEqual([1, 2, 2])
      expect(said).toEqual([])
    },
  )

  it('no second time when the fresh connection closes as well', async () => {
    const url = await receiver((socket, { n }) => {
      if (n === 2) socket.end()
      else socket.write(OK)
    })
    expect(await settled(poster(url), 1, 2, 3)).toEqual([1, 2, 2, 3])
    expect(said).toHaveLength(1)
  })
})

describe('X-Event-Id', () => {
  it('is the same whenever an event is posted again, and another for each event and poster', async () => {
    const counts = new Map<string, number>()
    const url = await receiver((socket, { id }) => {
      counts.set(id, (counts.get(id) ?? 0) + 1)
      socket.write(counts.get(id) === 2 ? OK : answerOf('503 Busy'))
    })
    await settled(poster(url), 1, 2)
    await settled(poster(url), 3)
    expect(seen.map(({ n }) => n)).toEqual([1, 1, 2, 2, 3, 3])
    expect([...counts.values()]).toEqual([2, 2, 2])
    for (const id of counts.keys()) expect(id).toMatch(/^[\w.-]{8,64}$/)
  })

  it('is on what only this receiver gets, too', async () => {
    const url = await receiver((socket) => void socket.write(OK))
    const over = poster(url)
    over.send(Buffer.from(event(1)))
    over.send(Buffer.from(event(1)))
    await expect.poll(() => over.queuedBytes).toBe(0)
    expect(new Set(seen.map(({ id }) => id)).size).toBe(2)
  })
})
