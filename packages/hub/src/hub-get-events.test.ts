import { beforeEach, describe, expect, it } from 'vitest'
import { beginning, markText } from './history/index.js'
import { Kept } from './history/kept-store.fixture.js'
import { ask } from './http-peers.fixture.js'
import type { SimulatedAccount, Stage } from './hub.fixture.js'
import { eachOnStage, emitNumbered, hasCome, numbers } from './numbered.fixture.js'

const HOUR = 3_600_000
const LITTLE = { journal: { engine: 'memory', keep: { ageMs: 9 * HOUR, events: 5, bytes: 1e9 } } } as const

const MUCH = { journal: { engine: 'memory', keep: { ...LITTLE.journal.keep, events: 1_000 } } } as const

type Event = Readonly<Record<string, unknown>>
interface Page {
  readonly events: readonly Event[]
  readonly next: string
  readonly more: boolean
  readonly missing: number
}

let stage: Stage
let account: SimulatedAccount
eachOnStage((scene) => {
  ;({ stage, account } = scene)
})

const emit = (from: number, to = from): void => emitNumbered(account, numbers(from, to))
const bearer = (token: string) => ({ Authorization: `Bearer ${token}` })

/** A page by GET. */
async function page(query = '', headers: object = {}): Promise<Page> {
  const { status, json } = await ask(stage, `/api/get_events${query}`, { headers })
  expect([status, json.retcode]).toEqual([200, 0])
  return json.data as Page
}
const read = ({ events }: Page): unknown[] => events.map(({ n }) => n)

/** All events, page by page. */
async function allPages(query: string, headers: object = {}): Promise<unknown[]> {
  const got: unknown[] = []
  let since = ''
  for (;;) {
    const each = await page(`?${query}${since}`, headers)
    got.push(...read(each))
    if (!each.more) return got
    since = `&since=${each.next}`
  }
}

describe.each([
  ['with a store', () => new Kept(), LITTLE],
  ['in memory', () => undefined, MUCH],
])('get_events, %s', (_name, kept, options) => {
  beforeEach(async () => {
    stage.kept = kept()
    if (stage.kept) stage.kept.now = () => stage.clock.now()
    await stage.start([account, await stage.account('10002')], options)
  })

  it('gives everything page by page, in order, each event with its id', async () => {
    emit(1, 23)
    await hasCome(stage, 23)
    for (const limit of [1, 7, 23, 1000]) expect(await allPages(`limit=${limit}`)).toEqual(numbers(1, 23))
    const first = await page('?limit=2')
    expect(first).toMatchObject({ more: true, missing: 0 })
    const [, second] = first.events
    expect(read(await page(`?limit=2&since=${second?.rookery_id}`))).toEqual([3, 4])
  })

  it('goes on from next with what has come meanwhile', async () => {
    emit(1, 3)
    await hasCome(stage, 3)
    const first = await page()
    expect(first).toMatchObject({ more: false })
    expect(read(await page(`?since=${first.next}`))).toEqual([])
    emit(4)
    await hasCome(stage, 4)
    expect(read(await page(`?since=${first.next}`))).toEqual([4])
  })

  it('selects by time and account', async () => {
    const started = stage.clock.now()
    emit(1, 2)
    await hasCome(stage, 2)
    await stage.clock.advance(HOUR)
    emit(3, 4)
    await hasCome(stage, 4)
    await stage.clock.advance(HOUR)
    emit(5)
    await hasCome(stage, 5)
    const at = (hours: number) => Math.floor(started + hours * HOUR)
    expect(await allPages(`since=${at(0.5)}`)).toEqual([3, 4, 5])
    expect(read(await page(`?since=${at(0.5)}&until=${at(1.5)}`))).toEqual([3, 4])
    expect(read(await page('?since=90m'))).toEqual([3, 4, 5])
    expect(read(await page('?since=90m&limit=1&until=30m'))).toEqual([3])
    expect(read(await page('?account=10001'))).toEqual(numbers(1, 5))
    expect(read(await page('?account=10002'))).toEqual([])
    expect(read(await page('?account=all&limit=2'))).toEqual([1, 2])
  })

  it('is an action over every transport', async () => {
    emit(1, 3)
    await hasCome(stage, 3)
    const client = await stage.opened('?self_id=10001')
    const { data } = await client.call('get_events', { limit: 2, account: 10001 })
    expect(read(data as Page)).toEqual([1, 2])
    const { json } = await stage.http('/get_events', { limit: 1 }, { 'Content-Type': 'application/json' })
    expect(read(json.data as Page)).toEqual([1])
    expect((await ask(stage, '/get_events?limit=1')).json).toMatchObject({ retcode: 0 })
  })

  it('leaves every digit as it came', async () => {
    account.emit('{"post_type":"notice","time":1,"self_id":10001,"big":9007199254740993}')
    await hasCome(stage, 1)
    expect((await ask(stage, '/api/get_events')).text).toContain('"big":9007199254740993,"rookery_id":"')
  })

  it('gives a large event whole, and alone', async () => {
    account.emit({ post_type: 'notice', n: 1, pad: 'x'.repeat(700_000) })
    emit(2)
    await hasCome(stage, 2)
    const first = await page()
    expect([read(first), first.more]).toEqual([[1], true])
    expect(read(await page(`?since=${first.next}`))).toEqual([2])
  })

  it.each([
    ['since=yesterday', 'since'],
    ['until=AAAA', 'until'],
    ['until=-5', 'until'],
    ['account=me', 'account'],
    ['limit=0', 'limit'],
    ['limit=1001', 'limit'],
    ['limit=1.5', 'limit'],
    ['limit=all', 'limit'],
  ])('answers 1400 to %s', async (query, name) => {
    const { json } = await ask(stage, `/api/get_events?${query}`)
    expect(json).toMatchObject({ status: 'failed', retcode: 1400 })
    expect(json.wording).toContain(name)
  })
})

describe('the rights to read events', () => {
  const listen = { host: '127.0.0.1', port: 0, token: 'common-token' }
  const clients = [
    { name: 'one', token: 'token-of-one', accounts: ['10001'], selfMessages: false },
    { name: 'historian', token: 'token-of-historian', history: true, messageFormat: 'string' as const },
  ]
  beforeEach(() => {
    stage.kept = new Kept()
    stage.kept.now = () => stage.clock.now()
  })

  it('are those to the accounts and messages that a client is sent', async () => {
    const other = await stage.account('10002')
    await stage.start([account, other], { listen, clients })
    emit(1)
    other.emit({ post_type: 'notice', n: 2 })
    account.emit({ post_type: 'message_sent', n: 3 })
    account.emit({ post_type: 'message', message: [{ type: 'text', data: { text: 'hi' } }], n: 4 })
    await hasCome(stage, 4)
    expect(await allPages('', bearer('token-of-one'))).toEqual([1, 4])
    const forged = markText(beginning, 0)
    expect(read(await page(`?since=${forged}`, bearer('token-of-one')))).toEqual([1, 4])
    const refusal = await ask(stage, '/api/get_events?account=10002', { headers: bearer('token-of-one') })
    expect(refusal.json).toMatchObject({ retcode: 1403 })
    const all = await page('', bearer('token-of-historian'))
    expect(read(all).sort()).toEqual([1, 2, 3, 4])
    expect(all.events).toContainEqual(expect.objectContaining({ n: 4, message: 'hi' }))
    expect((await ask(stage, '/api/get_events')).status).toBe(401)
    expect((await ask(stage, '/api/get_events', { headers: bearer('wrong') })).status).toBe(403)
  })

  it('begin when the client was first known, unless its entry has history: true', async () => {
    await stage.start([account], { listen })
    emit(1, 3)
    await hasCome(stage, 3)
    await stage.clock.advance(HOUR)
    await stage.hub.close()
    account = await stage.account()
    await stage.start([account], { listen, clients })
    emit(4, 5)
    await hasCome(stage, 5)
    const id = (number: number) => {
      const found = stage.kept?.events[number - 1]
      return found ? markText({ accounts: new Map([[found.id.account, found.id]]) }, 0) : ''
    }
    for (const query of ['', 'since=0', `since=${markText(beginning, 0)}`, `since=${id(1)}`])
      expect(await allPages(query, bearer('token-of-one'))).toEqual([4, 5])
    expect(await allPages(`since=${id(4)}`, bearer('token-of-one'))).toEqual([5])
    expect(await allPages('limit=2', bearer('token-of-historian'))).toEqual(numbers(1, 5))
    expect(await allPages('', bearer('common-token'))).toEqual(numbers(1, 5))
  })

  it('to a history that cannot be read end in 1503', async () => {
    await stage.start([account], { listen, clients })
    if (stage.kept) stage.kept.isUnreadable = true
    const { json } = await ask(stage, '/api/get_events', { headers: bearer('token-of-one') })
    expect(json).toMatchObject({ retcode: 1503, outcome: 'unsent' })
  })
})
