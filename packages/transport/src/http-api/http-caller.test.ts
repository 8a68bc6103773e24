import { readCall, replyBody } from '@rookery/protocol'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { byteReader } from '../frames/byte-reader.js'
import { bodyOf, Servers } from '../http/http.fixture.js'
import { TestClock } from '../time/clock.fixture.js'
import { HttpCaller, type HttpCallerSettings } from './http-caller.js'

let servers: Servers
const callers: HttpCaller[] = []
beforeEach(() => {
  servers = new Servers()
})
afterEach(async () => {
  for (const each of callers.splice(0)) await each.close(1000, 'done')
  await servers.close()
})

function caller(url: string, settings: Partial<HttpCallerSettings> = {}): HttpCaller {
  const made = new HttpCaller({ reader: byteReader, url, ...settings })
  callers.push(made)
  return made
}

function callOf(text: string) {
  const reading = readCall(Buffer.from(text))
  if ('reason' in reading) throw new TypeError(reading.reason)
  return reading.call
}

const CALL = callOf('{"action":"get_status"}')

/** Answers everything in one way, and gives what a call makes of it. */
async function replyTo(status: number, body: string, contentType = 'text/html'): Promise<unknown> {
  const url = await servers.http((_request, response) =>
    response.writeHead(status, { 'Content-Type': contentType }).end(body),
  )
  const { retcode, wording } = replyBody(await caller(url).call(CALL))
  return [retcode, wording]
}

describe('a call to an HTTP API', () => {
  it('posts the bytes of the params to the path of the action', async () => {
    const seen: unknown[] = []
    const url = await servers.http(async (request, response) => {
      const { authorization, 'content-type': type } = request.headers
      seen.push([request.method, request.url, authorization, type, await bodyOf(request)])
      response.end('{"status":"ok","retcode":0,"data":null}')
    })
    const over = caller(`${url}/base/?x=1`, { token: '令牌' })
    await over.call(callOf('{"params":{"self_id":1,"id":9007199254740993,"x":"\\u4f60"},"action":"a/b"}'))
    await over.call(callOf('{"action":"get_status","params":null,"echo":1}'))
    const authorization = Buffer.from('Bearer 令牌').toString('latin1')
    expect(seen).toEqual([
      ['POST', '/base/a%2Fb?x=1', authorization, 'application/json', '{"id":9007199254740993,"x":"\\u4f60"}'],
      ['POST', '/base/get_status?x=1', authorization, 'application/json', '{}'],
    ])
  })

  it('gives the reply with its bytes, whatever the status', async () => {
    const body = '{"data":{"id":9007199254740993},"retcode":100,"status":"failed"}'
    for (const status of [200, 404, 500]) {
      const url = await servers.http((_request, response) => response.writeHead(status).end(body))
      expect(Buffer.from((await caller(url).call(CALL)).bytes).toString()).toBe(body)
    }
  })

  it('turns what HTTP says into a retcode', async () => {
    for (const [status, retcode] of [
      [401, 1401],
      [403, 1403],
      [404, 1404],
      [400, 1400],
      [406, 1400],
      [413, 1413],
      [429, 1429],
      [302, 1500],
      [500, 1500],
      [502, 1504],
      [503, 1504],
      [504, 1504],
    ] as const) {
      expect(await replyTo(status, 'Sorry,\n no')).toEqual([
        retcode,
        `the implementation answered HTTP ${status}: Sorry, no`,
      ])
    }
  })

  it('takes nothing for a reply that is none', async () => {
    for (const body of ['', 'ok', '[]', '{}', '{"detail":"x"}', '{"retcode":0', 'null'])
      expect(await replyTo(200, body, 'application/json')).toEqual([
        1500,
        expect.stringContaining('no reply'),
      ])
  })

  it('says 1503 when nobody is there, and that nothing was sent', async () => {
    const over = caller(await servers.nowhere())
    expect(replyBody(await over.call(CALL))).toMatchObject({
      retcode: 1503,
      outcome: 'unsent',
      wording: expect.stringMatching(/ECONNREFUSED.*was not sent/),
    })
  })

  it('says 1504 when the connection breaks after the request was written', async () => {
    const before = await servers.raw((socket) => socket.once('data', () => socket.destroy()))
    const amid = await servers.raw((socket) =>
      socket.once('data', () => socket.end('HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\n{"ret')),
    )
    for (const url of [before, amid]) {
      expect(replyBody(await caller(url).call(CALL))).toMatchObject({
        retcode: 1504,
        outcome: 'unknown',
        wording: expect.stringContaining('unknown'),
      })
    }
  })

  it('waits for ever where that is asked', async () => {
    const clock = new TestClock()
    let answer: (() => void) | undefined
    const url = await servers.http((_request, response) => {
      answer = () => response.end('{"status":"ok","retcode":0,"data":null}')
    })
    const reply = caller(url, { clock }).call(CALL, { timeoutMs: Number.POSITIVE_INFINITY })
    await expect.poll(() => answer).toBeDefined()
    await clock.advance(365 * 24 * 60 * 60_000)
    answer?.()
    expect(replyBody(await reply)).toMatchObject({ retcode: 0 })
  })

  it('says 1504 when the answer takes too long', async () => {
    const silent = caller(await servers.http(() => {}))
    expect(replyBody(await silent.call(CALL, { timeoutMs: 30 }))).toMatchObject({
      retcode: 1504,
      wording: expect.stringContaining('unknown'),
    })
    expect(silent.waitingCalls).toBe(0)
  })

  it('takes no answer larger than allowed', async () => {
    const url = await servers.http((_request, response) =>
      response.end(`{"retcode":0,"x":"${'x'.repeat(1000)}"}`),
    )
    expect(replyBody(await caller(url, { maxBodyBytes: 100 }).call(CALL))).toMatchObject({
      retcode: 1504,
      wording: expect.stringContaining('100 bytes'),
    })
  })

  it('settles what waits when it is closed, and sends nothing more', async () => {
    let arrived = 0
    const over = caller(await servers.http(() => void arrived++))
    const waiting = [over.call(CALL), over.call(CALL)]
    await expect.poll(() => arrived).toBe(2)
    expect(over.waitingCalls).toBe(2)
    expect(await over.close(1001, 'the end')).toEqual({ code: 1001, reason: 'the end' })
    for (const reply of await Promise.all(waiting)) expect(replyBody(reply).retcode).toBe(1504)
    expect(replyBody(await over.call(CALL))).toMatchObject({ retcode: 1503 })
  })

  it('never rejects', async () => {
    const over = caller(await servers.nowhere(), { token: 'a\nb' })
    for (const action of ['..', '.', '\\ud800', 'x']) {
      expect(replyBody(await over.call(callOf(`{"action":"${action}"}`))).retcode).toBe(
        action === 'x' ? 1503 : 1404,
      )
    }
  })

  it('keeps its connection', async () => {
    const ports = new Set<number | undefined>()
    const url = await servers.http((request, response) => {
      ports.add(request.socket.remotePort)
      response.end('{"retcode":0}')
    })
    const over = caller(url)
    for (let n = 0; n < 3; n++) await over.call(CALL)
    expect(ports.size).toBe(1)
  })

  it('refuses what is no HTTP URL', () => {
    for (const url of ['ws://a', '', 'http://', 'a.b']) {
      expect(() => new HttpCaller({ reader: byteReader, url })).toThrow(
        expect.objectContaining({ code: 'bad_url' }),
      )
    }
  })
})

describe('the observer of a call to an HTTP API', () => {
  const heard: string[] = []
  const observer = {
    answered: () => void heard.push('answered'),
    unanswered: (isLate: boolean) => void heard.push(isLate ? 'late' : 'unanswered'),
  }
  const hears = async (over: HttpCaller, timeoutMs = 5_000): Promise<readonly string[]> => {
    heard.length = 0
    await over.call(CALL, { observer, timeoutMs })
    return [...heard]
  }
  const answering = async (status: number): Promise<HttpCaller> =>
    caller(await servers.http((_request, response) => response.writeHead(status).end('{}')))

  it('hears whether the implementation answered, whatever it said', async () => {
    for (const status of [200, 403, 404, 429, 500])
      expect(await hears(await answering(status))).toEqual(['answered'])
  })

  it('hears that it did not: nobody is there, it breaks off, or a proxy answers for it', async () => {
    for (const status of [502, 503, 504]) expect(await hears(await answering(status))).toEqual(['unanswered'])
    expect(await hears(caller(await servers.nowhere()))).toEqual(['unanswered'])
    const breaking = await servers.raw((socket) => socket.once('data', () => socket.destroy()))
    expect(await hears(caller(breaking))).toEqual(['unanswered'])
    const clock = new TestClock()
    let requests = 0
    const silent = caller(await servers.http(() => void requests++), { clock })
    const waiting = hears(silent, 1_000)
    await expect.poll(() => requests).toBe(1)
    await clock.advance(1_100)
    expect(await waiting).toEqual(['late'])
  })

  it('hears nothing of what this side closes or never sends', async () => {
    const over = caller(await servers.http(() => {}))
    const broken = hears(over)
    await expect.poll(() => over.waitingCalls).toBe(1)
    await over.close(1000, 'done')
    expect(await broken).toEqual([])
    expect(await hears(over)).toEqual([])
  })
})
