import { okReply, replyBody } from '@rookery/protocol'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { type Client, Clients } from '../clients/clients.js'
import { httpImplementation } from '../http-peers.fixture.js'
import { type SimulatedAccount, Stage, type TestClient } from '../hub.fixture.js'
import { silentLog } from '../log/log.js'
import { dialledIn } from '../peers.fixture.js'
import { Allowance } from './allowance.js'
import { LaterCalls } from './later.js'

const MEBIBYTE = 1024 * 1024

describe('an allowance', () => {
  it('ends at a number of calls, and at their bytes, and begins again when they are over', () => {
    const many = new Allowance()
    const done = Array.from({ length: 10_000 }, () => many.take(1))
    expect(many.fullFor(1)).toContain('10000 calls')
    done[0]?.()
    expect(many.fullFor(1)).toBeUndefined()
    const large = new Allowance()
    const over = large.take(60 * MEBIBYTE)
    expect(large.fullFor(4 * MEBIBYTE)).toBeUndefined()
    expect(large.fullFor(5 * MEBIBYTE)).toContain('bytes')
    over()
    expect(large.fullFor(100 * MEBIBYTE)).toBeUndefined()
  })
})

describe('calls that were answered at once and are not over', () => {
  let stage: Stage
  let account: SimulatedAccount
  beforeEach(async () => {
    stage = new Stage()
    account = await stage.account()
    const { answer } = account
    account.answer = (call, sendPart) =>
      call.action.startsWith('never') ? new Promise(() => {}) : answer(call, sendPart)
  })
  afterEach(() => stage.close())

  const retcodes = ({ frames }: TestClient) =>
    frames.filter(({ retcode }) => retcode !== undefined).map(({ retcode }) => retcode)
  const flood = async (client: TestClient, action: string, count: number, more = ''): Promise<unknown[]> => {
    const before = retcodes(client).length
    for (let n = 0; n < count; n++)
      client.ws.send(`{"action":"${action}","params":{"x":"${more}"},"echo":${n}}`)
    const replies = () => client.texts.filter((text) => text.includes('"retcode"')).length
    await expect.poll(replies, { timeout: 20_000 }).toBe(before + count)
    return retcodes(client).slice(before)
  }
  const count = (codes: unknown[], code: number) => codes.filter((each) => each === code).length

  it('are refused with 1429 beyond 10,000 of one client, which leaves the others theirs', async () => {
    const upstreams = [{ name: 'x', type: 'ws-reverse', path: '/up' } as const]
    await stage.start([], { upstreams, rateLimitIntervalMs: 100_000 })
    const implementation = await dialledIn(stage, '/up', '10001', {
      answer: ({ action }) => (action === 'never' ? undefined : 'done'),
    })
    const [one, other] = [await stage.opened(), await stage.opened()]
    const codes = await flood(one, 'never_async', 10_100)
    expect([count(codes, 1), count(codes, 1429)]).toEqual([10_000, 100])
    expect(await one.call('never_rate_limited')).toMatchObject({ retcode: 1429 })
    expect(await one.call('get_status')).toMatchObject({ data: 'done' })
    expect(await other.call('never_async')).toMatchObject({ status: 'async' })
    const asked = () => implementation.calls.filter(({ action }) => action === 'never')
    await expect.poll(() => asked().length).toBe(10_001)
    for (const { echo } of asked()) implementation.emit({ status: 'ok', retcode: 0, data: null, echo })
    await expect.poll(async () => (await one.call('never_async')).status).toBe('async')
  }, 30_000)

  it.each(['never_async', 'never_rate_limited'])(
    'are refused beyond 64 MiB of %s',
    async (action) => {
      await stage.start([account], { rateLimitIntervalMs: 100_000 })
      const client = await stage.opened()
      const codes = await flood(client, action, 18, 'x'.repeat(4 * MEBIBYTE))
      expect([count(codes, 1), count(codes, 1429)]).toEqual([15, 3])
    },
    30_000,
  )

  it('count over HTTP, too, to the client of the token', async () => {
    await stage.start([account], { rateLimitIntervalMs: 100_000 })
    const body = { x: 'x'.repeat(20 * MEBIBYTE) }
    const headers = { 'Content-Type': 'application/json' }
    const replies = []
    for (let n = 0; n < 5; n++) replies.push((await stage.http('/never_async', body, headers)).json.retcode)
    expect(replies).toEqual([1, 1, 1, 1429, 1429])
  }, 30_000)

  it('count over an implementation that is called by HTTP', async () => {
    const implementation = await httpImplementation(stage, '10001')
    await stage.start([], {
      upstreams: [{ name: 'h', type: 'http', url: implementation.url, post: { path: '/h' } }],
      rateLimitIntervalMs: 100_000,
    })
    await expect.poll(() => stage.hub.accounts().length).toBe(1)
    const codes = await flood(await stage.opened(), 'x_rate_limited', 18, 'x'.repeat(4 * MEBIBYTE))
    expect(count(codes, 1429)).toBeGreaterThan(0)
  }, 30_000)
})

describe('what waits for its turn', () => {
  const bytes = 60 * MEBIBYTE
  const execute = async () => okReply()

  it('is bounded for each account, though the clients come and go; `_async` ones do not wait', () => {
    vi.useFakeTimers()
    const later = new LaterCalls({ rateLimitIntervalMs: 1_000 }, silentLog)
    const clients = new Clients([])
    const taken = (account: string, when: 'rate_limited' | 'async'): number => {
      const statuses = Array.from({ length: 50 }, () => {
        const caller = { client: clients.identify(undefined) as Client, account: 'all' }
        return replyBody(later.take({ caller, account, action: 'x', when, bytes, execute })).status
      })
      return statuses.filter((each) => each === 'async').length
    }
    // The first has its turn at once.
    expect([taken('1', 'rate_limited'), taken('2', 'rate_limited')]).toEqual([5, 5])
    expect(taken('1', 'async')).toBe(50)
    vi.advanceTimersByTime(2_000)
    expect(taken('1', 'rate_limited')).toBe(2)
    later.close()
    expect(taken('1', 'rate_limited')).toBe(5)
    later.close()
    vi.useRealTimers()
  })

  it('counts no more once it is dropped with its account or with the hub', async () => {
    vi.useFakeTimers()
    const later = new LaterCalls({ rateLimitIntervalMs: 1_000 }, silentLog)
    const caller = {
      client: new Clients([]).nobody,
      account: 'all',
    }
    const take = () =>
      later.take({
        caller,
        account: '1',
        action: 'x',
        when: 'rate_limited',
        bytes: 60 * MEBIBYTE,
        execute: async () => okReply(),
      })
    take()
    await vi.advanceTimersByTimeAsync(0)
    take()
    expect(JSON.stringify(take())).toBeDefined()
    expect(vi.getTimerCount()).toBe(1)
    later.forget('1')
    expect(vi.getTimerCount()).toBe(0)
    expect(Buffer.from(take().bytes).toString()).toContain('async')
    later.close()
    expect(vi.getTimerCount()).toBe(0)
    vi.useRealTimers()
  })
})
