import { beforeEach, describe, expect, it } from 'vitest'
import { beginning, markText } from './history/index.js'
import { Kept } from './history/kept-store.fixture.js'
import { postReceiver, readEvents, reading } from './http-peers.fixture.js'
import type { SimulatedAccount, Stage } from './hub.fixture.js'
import { eachOnStage, got, gotBy, hasCome, isGone, numbers, restarted } from './numbered.fixture.js'
import { application } from './peers.fixture.js'

const HOUR = 3_600_000

let stage: Stage
let account: SimulatedAccount
eachOnStage((scene) => {
  ;({ stage, account } = scene)
})

const emit = (from: number, to = from): void => {
  for (const n of numbers(from, to))
    account.emit({ post_type: 'message', message_type: 'private', user_id: 1, message: 'x', n })
}

describe.each([
  ['with a store', () => new Kept()],
  ['in memory', () => undefined],
])('since, %s', (_name, kept) => {
  beforeEach(async () => {
    stage.kept = kept()
    if (stage.kept) stage.kept.now = () => stage.clock.now()
    await stage.start([account], {
      journal: { engine: 'memory', keep: { ageMs: 9 * HOUR, events: 1000, bytes: 1e9 } },
    })
  })

  it.each([
    ['without a name', '?'],
    ['with a name', '?client_name=bot&'],
  ])(
    'gives a client %s the events from a time on, and messages however old they are',
    async (_who, query) => {
      emit(1, 3)
      await hasCome(stage, 3)
      await stage.clock.advance(HOUR)
      const from = Math.floor(stage.clock.now() / 1_000)
      await stage.clock.advance(2_000)
      emit(4, 6)
      await hasCome(stage, 6)
      await stage.clock.advance(HOUR)
      const later = await stage.opened(`${query}since=${from}`)
      await got(later, 6)
      emit(7)
      await got(later, 7)
      expect(gotBy(later)).toEqual(numbers(4, 7))
      expect(later.frames[0]).toMatchObject({ meta_event_type: 'lifecycle' })
    },
  )

  it('takes an id, and goes on behind that event', async () => {
    const first = await stage.opened('?seq=1')
    emit(1, 5)
    await got(first, 5)
    await hasCome(stage, 5)
    const id = String(first.events[2]?.rookery_id)
    const [client, reader] = [await stage.opened(`?since=${id}`), await reading(stage, `?since=${id}`)]
    await got(client, 5)
    await expect.poll(() => reader.numbers).toEqual([4, 5])
    expect(gotBy(client)).toEqual([4, 5])
  })

  it('does not rewind behind a confirmed event, nor skip one that is not', async () => {
    const first = await stage.opened('?client_name=bot&since=1h')
    emit(1, 3)
    await got(first, 3)
    await stage.clock.advance(1_000)
    first.ws.terminate()
    await isGone(stage, 1)
    emit(4)
    await hasCome(stage, 4)
    const second = await stage.opened('?client_name=bot&since=1h')
    await got(second, 4)
    await stage.clock.advance(1_000)
    second.ws.terminate()
    await isGone(stage, 2)
    emit(5, 6)
    await hasCome(stage, 6)
    await stage.clock.advance(60_000)
    const third = await stage.opened('?client_name=bot&since=1s')
    await got(third, 6)
    expect([gotBy(second), gotBy(third)]).toEqual([[4], [5, 6]])
  })

  it('yields to the Last-Event-ID of a reader', async () => {
    const first = await reading(stage, '?since=1h')
    emit(1, 3)
    await expect.poll(() => first.numbers).toEqual([1, 2, 3])
    await hasCome(stage, 3)
    const again = await reading(stage, '?since=1h', { 'Last-Event-ID': first.received[2]?.id ?? '' })
    await expect.poll(() => again.numbers).toEqual([3])
  })

  it('in the time to come means from now on', async () => {
    emit(1)
    await hasCome(stage, 1)
    const client = await stage.opened('?since=2100-01-01')
    emit(2)
    await got(client, 2)
    expect(gotBy(client)).toEqual([2])
  })

  it.each(['yesterday', '-5', '10x', '2026-99-99', 'AAAA'])('%s is refused with 400', async (since) => {
    expect(await stage.client(`?since=${since}`).opened()).toBe(400)
    expect(await readEvents(stage, `?since=${since}`)).toBe(400)
  })
})

describe('older events', () => {
  const listen = { host: '127.0.0.1', port: 0, token: 'common-token' }
  const bearer = (token: string) => ({ Authorization: `Bearer ${token}` })
  beforeEach(() => {
    stage.kept = new Kept()
    stage.kept.now = () => stage.clock.now()
  })

  it('reach back to when a client was first known, and further with history: true, by no time and no id', async () => {
    await stage.start([account], { listen })
    emit(1, 3)
    await hasCome(stage, 3)
    await stage.clock.advance(HOUR)
    const clients = [
      { name: 'new', token: 'token-of-new' },
      { name: 'historian', token: 'token-of-historian', history: true },
    ]
    account = await restarted(stage, { listen, clients })
    emit(4)
    await hasCome(stage, 4)
    const all = markText(beginning, 0)
    const second = stage.kept?.events[1]
    const forged = markText(
      { accounts: new Map(second ? [[second.id.account, second.id]] : []), othersFrom: stage.clock.now() },
      0,
    )
    let n = 4
    const asks: readonly [query: string, id: string | undefined, first: number][] = [
      ['?since=2000-01-01', undefined, 4],
      [`?since=${all}`, undefined, 4],
      [`?since=${forged}`, undefined, 5],
      ['', all, 4],
      ['', forged, 5],
    ]
    for (const [query, id, first] of asks) {
      const reader = await reading(stage, query, {
        ...bearer('token-of-new'),
        ...(id && { 'Last-Event-ID': id }),
      })
      emit(++n)
      await expect.poll(() => reader.numbers.at(-1)).toBe(n)
      expect(reader.numbers).toEqual(numbers(first, n))
      await stage.hub.close()
      stage.kept?.cursors.clear()
      account = await stage.account()
      await stage.start([account], { listen, clients })
    }
    const historian = await stage.opened('?since=2000-01-01', bearer('token-of-historian'))
    await got(historian, n)
    expect(gotBy(historian)).toEqual(numbers(1, n))
    const anybody = await stage.opened('?since=2000-01-01&client_name=somebody', bearer('common-token'))
    await got(anybody, n)
    expect(gotBy(anybody)).toEqual(numbers(1, n))
  })

  it('are those of the accounts that the client may see', async () => {
    const other = await stage.account('10002')
    const clients = [{ name: 'new', token: 'token-of-new', accounts: ['10001'], selfMessages: false }]
    await stage.start([account, other], { listen, clients })
    emit(1)
    other.emit({ post_type: 'notice', n: 2 })
    account.emit({ post_type: 'message_sent', n: 3 })
    await hasCome(stage, 3)
    for (const since of ['1h', markText(beginning, 0)]) {
      const client = await stage.opened(`?self_id=all&since=${since}`, bearer('token-of-new'))
      await expect.poll(() => gotBy(client)).toEqual([1])
      client.ws.terminate()
      await expect.poll(() => stage.hub.clients()).toEqual([])
      await stage.hub.close()
      stage.kept?.cursors.clear()
      account = await stage.account()
      await stage.start([account, await stage.account('10002')], { listen, clients })
    }
  })

  it('come to an application that is posted to or dialled, by since in its entry, once', async () => {
    const [hook, app] = [await postReceiver(stage), await application(stage)]
    await stage.start([account], { listen })
    emit(1, 3)
    await hasCome(stage, 3)
    const entry = { since: '2h', history: true }
    const clients = [
      { name: 'hook', type: 'http-post' as const, url: hook.url, ...entry },
      { name: 'app', type: 'ws-reverse' as const, url: app.url, ...entry },
    ]
    await stage.clock.advance(HOUR)
    account = await restarted(stage, { listen, clients })
    const posted = () => hook.events().map(({ n }) => n)
    const dialled = () => app.texts.map((text) => JSON.parse(text)).flatMap(({ n }) => n ?? [])
    await expect.poll(posted).toEqual([1, 2, 3])
    await expect.poll(dialled).toEqual([1, 2, 3])
    await stage.clock.advance(2_000)
    account = await restarted(stage, { listen, clients })
    emit(4)
    await expect.poll(posted).toEqual([1, 2, 3, 4])
    await expect.poll(dialled).toEqual([1, 2, 3, 4])
  })
})

it('asks the log no more often for an id that names accounts without end', async () => {
  stage.kept = new Kept()
  await stage.start([account])
  emit(1)
  await hasCome(stage, 1)
  const named = Array.from({ length: 500 }, (_, n) => [`${20_000 + n}`, { epoch: 1, number: 1 }] as const)
  const before = stage.kept.reads
  const client = await stage.opened(`?self_id=all&since=${markText({ accounts: new Map(named) }, 0, 1e6)}`)
  await got(client, 1)
  const page = await client.call('get_events', { since: markText({ accounts: new Map(named) }, 0, 1e6) })
  expect(page.retcode).toBe(0)
  expect(stage.kept.reads - before).toBeLessThan(10)
})
