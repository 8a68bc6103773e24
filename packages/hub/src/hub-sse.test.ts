import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { ask, type EventReader, readEvents, reading } from './http-peers.fixture.js'
import { type SimulatedAccount, Stage } from './hub.fixture.js'

let stage: Stage
let account: SimulatedAccount
beforeEach(async () => {
  stage = new Stage()
  account = await stage.account()
})
afterEach(() => stage.close())

const numbers = (from: number, to: number) => Array.from({ length: to - from + 1 }, (_, n) => from + n)
const emit = (from: number, to = from, pad = ''): void => {
  for (const n of numbers(from, to)) account.emit({ post_type: 'notice', n, pad })
}
const got = (reader: EventReader, to: number): Promise<void> =>
  expect.poll(() => reader.numbers.at(-1), { timeout: 10_000 }).toBe(to)
const hasGone = () => expect.poll(() => stage.log.filter(({ text }) => text === 'client disconnected').length)
const LIFECYCLE = { post_type: 'meta_event', meta_event_type: 'lifecycle', sub_type: 'connect' }

describe('/_events', () => {
  it('sends the lifecycle event first, then what comes, each with an id of its own', async () => {
    await stage.start([account])
    emit(1)
    await expect.poll(() => stage.hub.journal.events).toBe(1)
    const reader = await reading(stage)
    expect(reader.response.headers).toMatchObject({ 'content-type': 'text/event-stream' })
    expect(reader.response.headers['x-app-id']).toMatch(/./)
    emit(2, 4)
    await got(reader, 4)
    expect(reader.bodies[0]).toMatchObject({ ...LIFECYCLE, self_id: 10001 })
    expect(reader.numbers).toEqual([2, 3, 4])
    const [first, ...ids] = reader.received.map(({ id }) => id)
    expect(first).toBeUndefined()
    expect(new Set(ids).size).toBe(3)
  })

  it('leaves integers and unknown fields as they came', async () => {
    await stage.start([account])
    const reader = await reading(stage)
    const text = '{"time":1,"self_id":10001,"post_type":"new","id":18446744073709551615,"名":{"x":[1.50]}}'
    account.emit(text)
    await expect.poll(() => reader.received.at(-1)?.text).toBe(text)
  })

  it('has heartbeats, without an id', async () => {
    await stage.start([account], { heartbeatIntervalMs: 20 })
    const reader = await reading(stage)
    await expect.poll(() => reader.bodies.at(-1)?.meta_event_type).toBe('heartbeat')
    expect(reader.lastId).toBe('')
  })

  it('serves the account asked for, or all of them with one lifecycle event each', async () => {
    const second = await stage.account('10002')
    await stage.start([account, second])
    const [one, all] = [await reading(stage, '?self_id=10002'), await reading(stage, '?self_id=all')]
    emit(1)
    second.emit({ post_type: 'notice', n: 2 })
    await expect.poll(() => [...all.numbers].sort()).toEqual([1, 2])
    await expect.poll(() => one.numbers).toEqual([2])
    const lifecycles = all.bodies.filter(({ meta_event_type }) => meta_event_type === 'lifecycle')
    expect(lifecycles.map(({ self_id }) => self_id).sort()).toEqual([10001, 10002])
  })

  it('asks for the token first, and refuses what a WebSocket would be refused', async () => {
    const clients = [{ name: 'bot', token: 'bot-token', accounts: ['10001'] }]
    await stage.start([account], { clients, listen: { host: '127.0.0.1', port: 0, token: 'open' } })
    const bot = { Authorization: 'Bearer bot-token' }
    expect(await readEvents(stage)).toBe(401)
    expect(await readEvents(stage, '?access_token=wrong')).toBe(403)
    expect(await readEvents(stage, '?self_id=10009', bot)).toBe(403)
    expect(await readEvents(stage, '?self_id=10009&access_token=open')).toBe(503)
    expect(await readEvents(stage, '?self_id=x&access_token=open')).toBe(400)
    expect(await readEvents(stage, '?client_name=bot&access_token=open')).toBe(409)
    const name = { 'X-Client-Name': 'a\tb', Authorization: 'Bearer open' }
    expect(await readEvents(stage, '', name)).toBe(400)
    const posted = await ask(stage, '/_events', { method: 'POST', headers: bot })
    expect(posted.status).toBe(405)
    expect(stage.log.filter(({ text }) => text === 'client connected')).toEqual([])
  })

  it('answers 503 until an account was seen', async () => {
    await stage.start([])
    expect(await readEvents(stage)).toBe(503)
  })

  it('believes a client that comes anew: one stream stays, however many it asks for', async () => {
    await stage.start([account])
    const old = await reading(stage, '?client_name=bot')
    const asked = await Promise.all([1, 2, 3].map(() => readEvents(stage, '?client_name=bot')))
    expect(asked.filter((each) => typeof each === 'number' && each !== 409)).toEqual([])
    const streams = [old, ...asked.filter((each) => typeof each !== 'number')]
    await expect.poll(() => streams.filter(({ hasEnded }) => !hasEnded)).toHaveLength(1)
    expect(old.hasEnded).toBe(true)
    emit(1)
    await expect.poll(() => streams.flatMap((each) => each.numbers)).toEqual([1])
    // A WebSocket of the same client is another connection.
    await stage.opened('?client_name=bot')
  })

  it('ends when the hub is closed', async () => {
    const hub = await stage.start([account])
    const reader = await reading(stage)
    await hub.close()
    await expect.poll(() => reader.hasEnded).toBe(true)
  })
})

describe('Last-Event-ID', () => {
  it('goes on behind that event, without loss or duplicates, however often', async () => {
    await stage.start([account])
    let reader = await reading(stage, '?client_name=bot')
    const all: unknown[] = []
    for (let round = 0; round < 5; round++) {
      emit(round * 10 + 1, round * 10 + 5)
      await got(reader, round * 10 + 5)
      all.push(...reader.numbers)
      reader.cut()
      await hasGone().toBe(round + 1)
      emit(round * 10 + 6, round * 10 + 10)
      await expect.poll(() => stage.hub.journal.events).toBe(round * 10 + 10)
      reader = await reading(stage, '?client_name=bot', { 'Last-Event-ID': reader.lastId })
      await got(reader, round * 10 + 10)
      expect(reader.bodies[0]).toMatchObject(LIFECYCLE)
    }
    all.push(...reader.numbers)
    expect(all).toEqual(numbers(1, 50))
  })

  it('counts more than what had left the socket, for clients without a name, too', async () => {
    await stage.start([account])
    const reader = await reading(stage)
    emit(1, 9)
    await got(reader, 9)
    const third = reader.received.find(({ text }) => text.includes('"n":3'))?.id ?? ''
    reader.cut()
    const again = await reading(stage, '', { 'Last-Event-ID': third })
    await got(again, 9)
    expect(again.numbers).toEqual(numbers(4, 9))
  })

  it('means nothing where it is nobody’s', async () => {
    await stage.start([account])
    const reader = await reading(stage)
    emit(1, 3)
    await got(reader, 3)
    const word = reader.lastId
    for (const id of [
      '2',
      'other.1',
      `${word}A`,
      `${word}.1`,
      word.slice(1),
      word.slice(0, -1),
      '"',
      'x'.repeat(2_000),
    ]) {
      const young = await reading(stage, '', { 'Last-Event-ID': id })
      const n = stage.hub.journal.events + 1
      emit(n)
      await got(young, n)
      expect(young.numbers).toEqual([n])
    }
  })

  it('counts for all accounts, too: of the others it brings what came later', async () => {
    const second = await stage.account('10002')
    await stage.start([account, second])
    const [one, other] = [await reading(stage, '?self_id=10001'), await reading(stage, '?self_id=10002')]
    second.emit({ post_type: 'notice', n: 1 })
    await got(other, 1)
    await stage.clock.advance(10)
    emit(2)
    await got(one, 2)
    await stage.clock.advance(10)
    second.emit({ post_type: 'notice', n: 3 })
    await got(other, 3)
    emit(4)
    await got(one, 4)
    const all = await reading(stage, '?self_id=all', { 'Last-Event-ID': one.received[1]?.id ?? '' })
    await got(all, 4)
    expect(all.numbers).toEqual([3, 4])
    emit(5)
    await got(all, 5)
    const again = await reading(stage, '?self_id=all', { 'Last-Event-ID': all.received.at(-2)?.id ?? '' })
    await got(again, 5)
    expect(again.numbers).toEqual([5])
  })

  it('of an earlier run brings all that came since the hub started', async () => {
    await stage.start([account])
    const reader = await reading(stage)
    emit(1, 3)
    await got(reader, 3)
    await stage.hub.close()
    await stage.clock.advance(1_000)
    const young = await stage.account()
    await stage.start([young])
    const first = await reading(stage)
    for (const n of [4, 5]) young.emit({ post_type: 'notice', n })
    await got(first, 5)
    const other = await reading(stage, '', { 'Last-Event-ID': reader.lastId })
    await got(other, 5)
    expect(other.numbers).toEqual([4, 5])
  })

  it('of events that were forgotten meanwhile brings a gap first', async () => {
    await stage.start([account], {
      journal: { engine: 'memory', keep: { ageMs: 1e9, events: 5, bytes: 1e9 } },
    })
    const reader = await reading(stage)
    emit(1)
    await got(reader, 1)
    reader.cut()
    emit(2, 11)
    await expect.poll(() => stage.hub.journal.events).toBe(5)
    const again = await reading(stage, '', { 'Last-Event-ID': reader.lastId })
    await got(again, 11)
    expect(again.bodies[1]).toMatchObject({ notice_type: 'rookery_gap', count: 5 })
    expect(again.numbers.slice(1)).toEqual(numbers(7, 11))
  })
})

describe('a reader that does not read', () => {
  it('disturbs nobody, takes no memory, and gets everything in order later', async () => {
    await stage.start([account])
    const [slow, quick, client] = [await reading(stage), await reading(stage), await stage.opened()]
    slow.response.pause()
    emit(1, 500, 'x'.repeat(20_000))
    await got(quick, 500)
    expect(await client.call('get_status')).toMatchObject({ status: 'ok' })
    expect(slow.numbers.length).toBeLessThan(500)
    slow.response.resume()
    await got(slow, 500)
    expect(slow.numbers).toEqual(numbers(1, 500))
    expect(quick.numbers).toEqual(numbers(1, 500))
  })
})
