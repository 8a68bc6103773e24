import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { WebSocket } from 'ws'
import { ioTurns } from '../../transport/src/time/clock.fixture.js'
import { Stage, type TestClient } from './hub.fixture.js'
import { dialledIn } from './peers.fixture.js'

let stage: Stage
beforeEach(() => {
  stage = new Stage()
})
afterEach(() => stage.close())

const LIFECYCLE = { post_type: 'meta_event', meta_event_type: 'lifecycle', sub_type: 'connect' }
const beat = (online: boolean, interval: number) => ({
  post_type: 'meta_event',
  meta_event_type: 'heartbeat',
  status: { online, good: online },
  interval,
})
const reverse = (name: string) => ({ name, type: 'ws-reverse', path: `/upstream/${name}` }) as const
const start = (...names: string[]) => stage.start([], { upstreams: names.map(reverse) })

const seen = (client: TestClient): unknown[] => client.events.map(({ n }) => n)

describe('an implementation that dials the hub', () => {
  it('is bound to the account in X-Self-ID, and its events and calls flow', async () => {
    await start('a')
    const account = await dialledIn(stage, '/upstream/a/', '10001')
    account.answer = ({ action, params }) => ({ action, params })
    const client = await stage.opened()
    account.emit({ self_id: 10001, time: 1, post_type: 'notice', n: 1 })
    await expect.poll(() => seen(client)).toEqual([1])
    expect(await client.call('test', { x: 1 })).toMatchObject({ data: { action: 'test', params: { x: 1 } } })
  })

  it('is bound by its first event, or by its answer to get_login_info, where it sent no header', async () => {
    await start('a', 'b')
    const byEvent = await dialledIn(stage, '/upstream/a', undefined, { answer: () => undefined })
    byEvent.emit({ self_id: 10001, post_type: 'notice' })
    await expect.poll(() => stage.hub.accounts()).toEqual([{ self_id: '10001', online: true }])
    await dialledIn(stage, '/upstream/b', undefined, {
      answer: ({ action }) => (action === 'get_login_info' ? { user_id: 10002 } : null),
    })
    await expect.poll(() => stage.hub.accounts().map(({ self_id }) => self_id)).toEqual(['10001', '10002'])
  })

  it('has events without self_id or time admitted with its own', async () => {
    await start('a')
    const account = await dialledIn(stage, '/upstream/a', '9007199254740993')
    const client = await stage.opened()
    const before = Math.floor(Date.now() / 1000)
    account.emit({ post_type: 'notice', n: 1 })
    account.emit({ post_type: 'notice', n: 2, time: 5 })
    await expect.poll(() => seen(client)).toEqual([1, 2])
    expect(client.texts.slice(1).join()).toMatch(/"self_id":9007199254740993.*"self_id":9007199254740993/)
    const [first, second] = client.events
    expect(Number(first?.time)).toBeGreaterThanOrEqual(before)
    expect(Number(first?.time)).toBeLessThanOrEqual(Math.ceil(Date.now() / 1000))
    expect(second?.time).toBe(5)
  })

  it('cannot speak for another account: such an event is dropped', async () => {
    await start('a', 'b')
    const [a] = [
      await dialledIn(stage, '/upstream/a', '10001'),
      await dialledIn(stage, '/upstream/b', '10002'),
    ]
    const clients = [await stage.opened('?self_id=10001'), await stage.opened('?self_id=10002')]
    a.emit({ self_id: 10002, post_type: 'notice', n: 'forged' })
    a.emit({ self_id: 10001, post_type: 'notice', n: 'true' })
    await expect.poll(() => clients.map(seen)).toEqual([['true'], []])
    expect(stage.log.some(({ text }) => text.includes('an event of account 10002'))).toBe(true)
  })

  it('moves to the account that logs in on the same connection', async () => {
    await start('a')
    const account = await dialledIn(stage, '/upstream/a', '10001')
    await expect.poll(() => stage.hub.accounts()).toHaveLength(1)
    account.emit({ self_id: 10002, ...LIFECYCLE })
    await expect
      .poll(() => stage.hub.accounts())
      .toEqual([
        { self_id: '10001', online: false },
        { self_id: '10002', online: true },
      ])
    const client = await stage.opened('?self_id=10002')
    account.emit({ self_id: 10002, post_type: 'notice', n: 1 })
    await expect.poll(() => seen(client)).toEqual([1])
  })

  it('takes over at once from a connection of the same name, also from a silent one', async () => {
    await start('a')
    const old = await dialledIn(stage, '/upstream/a', '10001', { options: { autoPong: false } })
    const client = await stage.opened()
    const began = performance.now()
    const young = await dialledIn(stage, '/upstream/a', '10001')
    young.answer = () => 'young'
    young.emit({ self_id: 10001, post_type: 'notice', n: 'young' })
    await expect.poll(() => seen(client), { interval: 5 }).toEqual(['young'])
    expect(await client.call('test')).toMatchObject({ data: 'young' })
    expect(performance.now() - began).toBeLessThan(2_000)
    await expect.poll(() => old.closed?.code).toBe(1008)
    // The old socket's end does not take the new one away.
    expect(await client.call('test')).toMatchObject({ data: 'young' })
    expect(stage.hub.accounts()).toEqual([{ self_id: '10001', online: true }])
  })

  it('settles its waiting calls with 1504 when it goes', async () => {
    await start('a')
    const account = await dialledIn(stage, '/upstream/a', '10001')
    account.answer = () => undefined
    const client = await stage.opened()
    const reply = client.call('test')
    await expect.poll(() => account.calls.some(({ action }) => action === 'test')).toBe(true)
    account.ws.terminate()
    expect(await reply).toMatchObject({ status: 'failed', retcode: 1504, outcome: 'unknown', echo: 'e' })
  })
})

describe('another upstream for the same account', () => {
  it('stands by: nothing comes twice, and calls go to the first', async () => {
    await start('a', 'b')
    const [a, b] = [
      await dialledIn(stage, '/upstream/a', '10001'),
      await dialledIn(stage, '/upstream/b', '10001'),
    ]
    a.answer = () => 'a'
    b.answer = () => 'b'
    const client = await stage.opened()
    b.emit({ self_id: 10001, post_type: 'notice', n: 'b' })
    await expect.poll(() => b.calls.length).toBeGreaterThan(0)
    a.emit({ self_id: 10001, post_type: 'notice', n: 'a' })
    await expect.poll(() => seen(client)).toEqual(['a'])
    expect(await client.call('test')).toMatchObject({ data: 'a' })
    expect(stage.log.some(({ text }) => text.includes('standing by'))).toBe(true)
  })

  it('takes over when the first one goes, and serves on when that comes back', async () => {
    await start('a', 'b')
    const [a, b] = [
      await dialledIn(stage, '/upstream/a', '10001'),
      await dialledIn(stage, '/upstream/b', '10001'),
    ]
    b.answer = () => 'b'
    const client = await stage.opened()
    a.emit({ self_id: 10001, ...beat(false, 5_000) })
    await expect.poll(() => stage.hub.accounts()).toEqual([{ self_id: '10001', online: false }])
    a.ws.terminate()
    await expect.poll(() => stage.log.some(({ text }) => text.includes('handed to the next'))).toBe(true)
    expect(stage.hub.accounts()).toEqual([{ self_id: '10001', online: true }])
    b.emit({ self_id: 10001, post_type: 'notice', n: 'b' })
    await expect.poll(() => seen(client)).toEqual(['b'])
    expect(await client.call('test')).toMatchObject({ data: 'b' })
    await dialledIn(stage, '/upstream/a', '10001')
    expect(await client.call('test')).toMatchObject({ data: 'b' })
  })
})

describe('a half-open upstream', () => {
  it.each([1e12, '1e999', -1, 0, '"5000"'])(
    'is not made of one with a heartbeat interval of %s',
    async (wrong) => {
      await start('a')
      const account = await dialledIn(stage, '/upstream/a', '10001')
      account.ws.send(
        `{"self_id":10001,"post_type":"meta_event","meta_event_type":"heartbeat","interval":${wrong}}`,
      )
      account.emit({ self_id: 10001, ...beat(false, 0) })
      await expect.poll(() => stage.hub.accounts()).toEqual([{ self_id: '10001', online: false }])
      const client = await stage.opened()
      for (let n = 0; n < 5; n++) expect(await client.call('test')).toMatchObject({ status: 'ok' })
      expect(account.closed).toBeUndefined()
    },
  )

  it('is noticed within two of its heartbeat intervals, whether it serves or stands by', async () => {
    await start('a', 'b', 'c', 'd')
    const silent = { options: { autoPong: false } }
    const serving = await dialledIn(stage, '/upstream/a', '10001', silent)
    const next = await dialledIn(stage, '/upstream/b', '10001', { ...silent, answer: () => 'next' })
    const beating = await dialledIn(stage, '/upstream/c', '10002', { ...silent, answer: () => 'beating' })
    const standing = await dialledIn(stage, '/upstream/d', '10002', silent)
    const interval = 15_000
    for (const each of [serving, standing]) each.emit(beat(true, interval))
    for (let passed = 0; passed < 2 * interval; passed += interval / 3) {
      expect([next.closed, beating.closed]).toEqual([undefined, undefined])
      for (const each of [next, beating]) each.emit(beat(true, interval))
      await ioTurns()
      await stage.clock.advance(interval / 3)
    }
    const isOver = () => serving.closed !== undefined && standing.closed !== undefined
    await expect.poll(isOver).toBe(true)
    expect([next.closed, beating.closed]).toEqual([undefined, undefined])
    const client = await stage.opened('?self_id=all')
    expect(await client.call('test', { self_id: 10001 })).toMatchObject({ data: 'next' })
    expect(await client.call('test', { self_id: 10002 })).toMatchObject({ data: 'beating' })
  })
})

describe('an implementation that dialled in and has left', () => {
  const left = () =>
    stage.log.filter(({ text }) => text === 'upstream disconnected').map(({ fields }) => fields)

  it.each([
    [
      'closes with a reason',
      (ws: WebSocket) => ws.close(4001, 'kicked offline'),
      'closed with 4001 (kicked offline)',
    ],
    ['closes without one', (ws: WebSocket) => ws.close(1000), 'closed with 1000'],
    [
      'takes no frame so large',
      (ws: WebSocket) => ws.close(1009),
      'closed with 1009: a frame was larger than what is taken there',
    ],
    ['breaks off', (ws: WebSocket) => ws.terminate(), 'closed with 1006: the connection broke off'],
  ])('is told of with the reason, when it %s', async (_, leave, why) => {
    await start('a')
    const account = await dialledIn(stage, '/upstream/a', '10001')
    leave(account.ws)
    await expect.poll(left).toMatchObject([{ upstream: 'a', account: '10001', role: 'Universal', why }])
    const gone = stage.log.find(({ text }) => text === 'account gone')
    expect(gone?.fields).toMatchObject({ why })
  })

  it('is told of although it never said who it is, and when another took over', async () => {
    await start('a')
    const stranger = await dialledIn(stage, '/upstream/a', undefined, { answer: () => undefined })
    stranger.ws.close(1008, 'no')
    await expect.poll(left).toMatchObject([{ account: undefined, why: 'closed with 1008 (no)' }])
    await dialledIn(stage, '/upstream/a', '10001')
    await dialledIn(stage, '/upstream/a', '10001')
    await expect
      .poll(() => left()[1])
      .toMatchObject({ why: 'closed with 1008 (a newer connection took over)' })
  })

  it('is not told of by a hub that stops', async () => {
    await start('a')
    await dialledIn(stage, '/upstream/a', '10001')
    await stage.hub.close()
    expect(left()).toEqual([])
  })
})
