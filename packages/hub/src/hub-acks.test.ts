import { beforeEach, describe, expect, it } from 'vitest'
import { markText } from './history/index.js'
import { Kept } from './history/kept-store.fixture.js'
import { ask, askJson, postReceiver, reading } from './http-peers.fixture.js'
import type { SimulatedAccount, Stage, TestClient } from './hub.fixture.js'
import { eachOnStage, emitNumbered, got, gotBy, isGone, numbers, restarted } from './numbered.fixture.js'

const BOT = '?client_name=bot&confirm=ack'

let stage: Stage
let account: SimulatedAccount
eachOnStage((scene) => {
  ;({ stage, account } = scene)
})

const emit = (from: number, to = from): void => emitNumbered(account, numbers(from, to))
const say = (from: number, to = from): void => {
  for (const n of numbers(from, to))
    account.emit({ post_type: 'message', message_type: 'private', message: `${n}`, user_id: 5, n })
}
const admitted = (count: number) => expect.poll(() => stage.hub.journal.events).toBe(count)
const idOf = ({ events }: TestClient, n: number): string =>
  String(events.find((event) => event.n === n)?.rookery_id)

describe.each([
  ['with a store', () => new Kept()],
  ['in memory', () => undefined],
])('a client that confirms by acks, %s', (_name, kept) => {
  beforeEach(() => {
    stage.kept = kept()
  })

  it('gets again what it received and did not ack', async () => {
    await stage.start([account])
    const first = await stage.opened(BOT)
    emit(1, 5)
    await got(first, 5)
    await stage.clock.advance(2_000)
    expect(await first.call('ack_events', { id: idOf(first, 3) })).toMatchObject({ retcode: 0, data: null })
    first.ws.terminate()
    await isGone(stage, 1)
    const second = await stage.opened(BOT)
    await got(second, 5)
    emit(6)
    await got(second, 6)
    expect(gotBy(second)).toEqual([4, 5, 6])
  })

  it('confirms each account by itself', async () => {
    const other = await stage.account('10002')
    await stage.start([account, other])
    const first = await stage.opened(`${BOT}&self_id=all`)
    emit(1)
    await got(first, 1)
    other.emit({ post_type: 'notice', n: 2 })
    await got(first, 2)
    emit(3)
    await got(first, 3)
    await first.call('ack_events', { id: idOf(first, 3) })
    first.ws.terminate()
    await isGone(stage, 1)
    const second = await stage.opened(`${BOT}&self_id=all`)
    await got(second, 2)
    emit(4)
    await got(second, 4)
    expect(gotBy(second)).toEqual([2, 4])
  })

  it('loses nothing by an older ack', async () => {
    await stage.start([account])
    const first = await stage.opened(BOT)
    emit(1, 4)
    await got(first, 4)
    for (const n of [3, 1]) await first.call('ack_events', { id: idOf(first, n) })
    first.ws.terminate()
    await isGone(stage, 1)
    const second = await stage.opened(BOT)
    await got(second, 4)
    expect(gotBy(second)).toEqual([4])
  })

  it('is pinged, and suspected of breaking off at an event, as others are', async () => {
    await stage.start([account])
    const first = await stage.opened(BOT)
    emit(1)
    await got(first, 1)
    await stage.clock.advance(600)
    await expect.poll(() => first.pings.length).toBeGreaterThan(0)
    first.ws.terminate()
    await isGone(stage, 1)
    emit(2)
    for (let death = 2; death <= 4; death++) {
      const client = await stage.opened(BOT, {}, { autoPong: false })
      await expect.poll(() => gotBy(client)).toContain(1)
      client.ws.terminate()
      await isGone(stage, death)
    }
    const last = await stage.opened(BOT)
    await got(last, 2)
    expect(gotBy(last)).toEqual(['rookery_gap', 2])
  })

  it('may go back to confirmation by receipt, and on again', async () => {
    await stage.start([account])
    const first = await stage.opened(BOT)
    emit(1, 2)
    await got(first, 2)
    await first.call('ack_events', { id: idOf(first, 1) })
    first.ws.terminate()
    await isGone(stage, 1)
    const second = await stage.opened('?client_name=bot')
    await got(second, 2)
    await stage.clock.advance(1_000)
    second.ws.terminate()
    await isGone(stage, 2)
    emit(3)
    const third = await stage.opened(BOT)
    await got(third, 3)
    expect([gotBy(second), gotBy(third)]).toEqual([[2], [3]])
  })

  it('is told once of messages that were too old, and never said to confirm nothing for their sake', async () => {
    await stage.start([account], { resume: { maxAgeMs: 60_000 } })
    const first = await stage.opened(BOT)
    emit(1)
    await got(first, 1)
    await first.call('ack_events', { id: idOf(first, 1) })
    first.ws.terminate()
    await isGone(stage, 1)
    say(2, 4)
    await admitted(4)
    await stage.clock.advance(100_000)
    const cut = await stage.opened(BOT)
    await expect.poll(() => gotBy(cut)).toEqual(['rookery_gap'])
    cut.ws.terminate()
    await isGone(stage, 2)
    // The notice may have been lost with the connection.
    const second = await stage.opened(BOT)
    await expect.poll(() => gotBy(second)).toEqual(['rookery_gap'])
    await stage.clock.advance(60_000)
    second.ws.terminate()
    await isGone(stage, 3)
    const third = await stage.opened(BOT)
    emit(5)
    await got(third, 5)
    expect(gotBy(third)).toEqual([5])
    expect(stage.log.map(({ text }) => text)).not.toContain('client confirms nothing')
  })

  it('is told again of messages that were too old as long as it has not acked what came before them', async () => {
    await stage.start([account], { resume: { maxAgeMs: 60_000 } })
    const first = await stage.opened(BOT)
    await first.call('get_status')
    first.ws.terminate()
    await isGone(stage, 1)
    emit(1)
    say(2, 3)
    emit(4)
    say(5)
    await admitted(5)
    await stage.clock.advance(100_000)
    for (const death of [2, 3]) {
      const client = await stage.opened(BOT)
      await got(client, 4)
      expect(gotBy(client)).toEqual(['rookery_gap', 1, 4])
      if (death === 3) await client.call('ack_events', { id: idOf(client, 1) })
      client.ws.terminate()
      await isGone(stage, death)
    }
    const fourth = await stage.opened(BOT)
    await got(fourth, 4)
    expect([gotBy(fourth), fourth.events[0]?.count]).toEqual([['rookery_gap', 4], 1])
    await fourth.call('ack_events', { id: idOf(fourth, 4) })
    fourth.ws.terminate()
    await isGone(stage, 4)
    const fifth = await stage.opened(BOT)
    emit(6)
    await got(fifth, 6)
    expect(gotBy(fifth)).toEqual([6])
  })

  it.each([
    ['nothing', {}],
    ['a number', { id: 5 }],
    ['any text', { id: 'abc' }],
    [
      'a mark of two accounts',
      { id: markText({ accounts: new Map(['1', '2'].map((a) => [a, { epoch: 1, number: 1 }])) }, 0) },
    ],
    ['an event to come', { id: markText({ accounts: new Map([['10001', { epoch: 9e12, number: 1 }]]) }, 0) }],
    ['another account', { id: markText({ accounts: new Map([['10009', { epoch: 1, number: 1 }]]) }, 0) }],
  ])('is answered 1400 to %s as id', async (_what, params) => {
    await stage.start([account])
    const client = await stage.opened(BOT)
    emit(1)
    await got(client, 1)
    expect(await client.call('ack_events', params)).toMatchObject({ status: 'failed', retcode: 1400 })
  })
})

describe('acks', () => {
  it.each(['isUnreadable', 'isStuck'] as const)(
    'of an account that was not heard of yet are answered 1503 while the store %s',
    async (fault) => {
      const kept = new Kept()
      stage.kept = kept
      await stage.start([account])
      const client = await stage.opened(`${BOT}&self_id=all`)
      await client.call('get_status')
      kept[fault] = true
      const id = markText({ accounts: new Map([['10009', { epoch: 1, number: 1 }]]) }, 0)
      const answer = client.call('ack_events', { id })
      for (let second = 0; second < 10; second++) await stage.clock.advance(1_000)
      expect(await answer).toMatchObject({ status: 'failed', retcode: 1503 })
      kept[fault] = false
    },
  )

  it('go over what was too old when it came from the log', async () => {
    stage.kept = new Kept()
    const options = { resume: { maxAgeMs: 60_000 } }
    await stage.start([account], options)
    const first = await stage.opened(BOT)
    await first.call('get_status')
    first.ws.terminate()
    await isGone(stage, 1)
    emit(1)
    say(2, 4)
    await admitted(4)
    await stage.clock.advance(100_000)
    account = await restarted(stage, options)
    const second = await stage.opened(BOT)
    await got(second, 1)
    expect(gotBy(second)).toEqual(['rookery_gap', 1])
    account = await restarted(stage, options)
    const third = await stage.opened(BOT)
    await got(third, 1)
    expect(third.events[0]?.count).toBe(3)
    await third.call('ack_events', { id: idOf(third, 1) })
    account = await restarted(stage, options)
    const fourth = await stage.opened(BOT)
    say(5)
    await got(fourth, 5)
    expect(gotBy(fourth)).toEqual([5])
  })

  it('count after a restart of the hub, and what was not acked comes again', async () => {
    stage.kept = new Kept()
    await stage.start([account])
    const first = await stage.opened(BOT)
    emit(1, 5)
    await got(first, 5)
    await first.call('ack_events', { id: idOf(first, 2) })
    account = await restarted(stage)
    emit(6)
    const second = await stage.opened(BOT)
    await got(second, 6)
    expect(gotBy(second)).toEqual(numbers(3, 6))
    // An id of the earlier process still counts.
    await second.call('ack_events', { id: idOf(first, 4) })
    account = await restarted(stage)
    const third = await stage.opened(BOT)
    await got(third, 6)
    expect(gotBy(third)).toEqual([5, 6])
  })

  it('come over HTTP from a reader of /_events, by its app_id or its token', async () => {
    const clients = [{ name: 'mine', token: 'the-token-of-mine', confirm: 'ack' as const, seq: true }]
    const listen = { host: '127.0.0.1', port: 0, token: 'common-token' }
    await stage.start([account], { clients, listen })
    const mine = { Authorization: 'Bearer the-token-of-mine' }
    const common = { Authorization: 'Bearer common-token' }
    const readers = [await reading(stage, '', mine), await reading(stage, BOT, common)]
    emit(1, 3)
    for (const each of readers) await expect.poll(() => each.numbers.at(-1)).toBe(3)
    const id = readers[0]?.bodies.find(({ n }) => n === 2)?.rookery_id
    const appId = String(readers[1]?.response.headers['x-app-id'])
    const text = JSON.stringify({ id })
    expect((await askJson(stage, '/ack_events', text, mine)).json).toMatchObject({ retcode: 0 })
    const named = await askJson(stage, '/api/ack_events', text, { ...common, 'X-App-ID': appId })
    expect(named.json).toMatchObject({ retcode: 0 })
    expect((await ask(stage, '/ack_events', { headers: mine })).status).toBe(405)
    for (const each of readers) each.cut()
    await isGone(stage, 2)
    for (const again of [await reading(stage, '', mine), await reading(stage, BOT, common)])
      await expect.poll(() => again.numbers).toEqual([3])
  })

  it('confirm what was posted, in the place of its 2xx', async () => {
    stage.kept = new Kept()
    const hook = await postReceiver(stage)
    const entry = { name: 'hook', type: 'http-post' as const, url: hook.url, token: 'the-token-of-hook' }
    const clients = [{ ...entry, confirm: 'ack' as const, seq: true }]
    await stage.start([account], { clients })
    emit(1, 3)
    const posted = () => hook.events().map(({ n }) => n)
    await expect.poll(posted).toEqual([1, 2, 3])
    await stage.clock.advance(1_000)
    const text = JSON.stringify({ id: hook.events()[0]?.rookery_id })
    const headers = { Authorization: 'Bearer the-token-of-hook' }
    expect((await askJson(stage, '/ack_events', text, headers)).json).toMatchObject({ retcode: 0 })
    account = await restarted(stage, { clients })
    await expect.poll(posted).toEqual([1, 2, 3, 2, 3])
  })

  it('are refused to a client that confirms by receipt, and for accounts that it may not use', async () => {
    const token = 'the-token-of-mine'
    const clients = [{ name: 'mine', token, confirm: 'ack' as const, accounts: ['10001'] }]
    const listen = { host: '127.0.0.1', port: 0, token: 'common-token' }
    await stage.start([account, await stage.account('10002')], { clients, listen })
    const idOfFirst = (self: string) => markText({ accounts: new Map([[self, { epoch: 1, number: 1 }]]) }, 0)
    const mine = await stage.opened('', { Authorization: `Bearer ${token}` })
    expect(await mine.call('ack_events', { id: idOfFirst('10002') })).toMatchObject({ retcode: 1403 })
    const plain = await stage.opened('?client_name=plain', { Authorization: 'Bearer common-token' })
    const refusal = await plain.call('ack_events', { id: idOfFirst('10001') })
    expect(refusal).toMatchObject({ retcode: 1400, wording: expect.stringContaining('confirm=ack') })
  })

  it('that do not come are reported as a client that confirms nothing', async () => {
    await stage.start([account])
    const client = await stage.opened(BOT)
    emit(1)
    await got(client, 1)
    await stage.clock.advance(60_000)
    const lines = () => stage.log.filter(({ text }) => text === 'client confirms nothing')
    await expect.poll(() => lines().length).toBe(1)
    await client.call('ack_events', { id: idOf(client, 1) })
    await stage.clock.advance(10_000)
    await expect.poll(() => stage.log.map(({ text }) => text)).toContain('client has caught up')
  })
})
