import { createHash } from 'node:crypto'
import { failedReply, okReply } from '@rookery/protocol'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { ioTurns } from '../../transport/src/time/clock.fixture.js'
import { Kept } from './history/kept-store.fixture.js'
import { postReceiver } from './http-peers.fixture.js'
import { type SimulatedAccount, Stage, type TestClient } from './hub.fixture.js'
import type { ClientOptions, HubOptions, UpstreamOptions } from './options.js'
import { defaultOptions } from './options.js'
import { type Application, application } from './peers.fixture.js'

let stage: Stage
let one: SimulatedAccount
let two: SimulatedAccount
let options: HubOptions
beforeEach(async () => {
  stage = new Stage()
  one = await stage.account('10001')
  two = await stage.account('10002')
})
afterEach(() => stage.close())

const entry = (name: string, more: object = {}): ClientOptions => ({ name, token: `${name}-token`, ...more })
const upstream = (name: string, { url }: SimulatedAccount, more: object = {}): UpstreamOptions => ({
  name,
  type: 'ws',
  url,
  ...more,
})

/** Starts a hub with both accounts; later options are those of now with some others. */
async function start(given: Partial<HubOptions> = {}): Promise<void> {
  options = {
    ...defaultOptions,
    upstreams: [upstream('one', one), upstream('two', two)],
    clients: [entry('a'), entry('b'), entry('c')],
    ...given,
    listen: { host: '127.0.0.1', port: 0, ...given.listen },
  }
  await stage.start([], options)
  await expect.poll(() => stage.hub.accounts().filter(({ online }) => online).length).toBe(2)
}

const reload = (given: Partial<HubOptions> = {}) => {
  options = { ...options, ...given }
  return stage.hub.reload(options)
}

const come = (name: string, query = '&self_id=all'): Promise<TestClient> =>
  stage.opened(`?access_token=${name}-token${query}`)
const numbers = ({ events }: TestClient): unknown[] => events.map(({ n }) => n)
const sha256 = (token: string): string => createHash('sha256').update(token).digest('hex')
const message = (n: number, self = false) => ({
  post_type: self ? 'message_sent' : 'message',
  message_type: 'private',
  user_id: 2,
  n,
})

describe('a reload', () => {
  it('cuts nobody whose lines are the same, and loses and doubles no event for anybody', async () => {
    await start()
    const [a, b, c] = [await come('a'), await come('b'), await come('c')]
    for (let n = 1; n <= 3; n++) one.emit(message(n))
    for (const client of [a, b, c]) await expect.poll(() => numbers(client)).toEqual([1, 2, 3])
    const report = await reload({
      clients: [entry('b'), entry('c', { messageFormat: 'string' }), entry('a'), entry('d')],
      upstreams: [upstream('two', two, { maxFrameBytes: 1e6 }), upstream('one', one)],
    })
    expect(report).toEqual({
      upstreams: { added: [], changed: ['two'], removed: [] },
      clients: { added: ['d'], changed: ['c'], removed: [] },
      applied: [],
      needsRestart: [],
    })
    expect(c.closed).toEqual({ code: 1012, reason: 'the entry of this client was changed' })
    for (let n = 4; n <= 6; n++) one.emit(message(n))
    const again = await come('c')
    await expect.poll(() => stage.hub.accounts().every(({ online }) => online)).toBe(true)
    two.emit(message(7))
    for (const client of [a, b]) await expect.poll(() => numbers(client)).toEqual([1, 2, 3, 4, 5, 6, 7])
    await expect.poll(() => numbers(again)).toEqual([4, 5, 6, 7])
    expect([a.closed, b.closed, one.link().isOpen]).toEqual([undefined, undefined, true])
    expect(await a.call('get_login_info', { self_id: 10002 })).toMatchObject({ data: { user_id: 10002 } })
    expect((await stage.http('/get_status?self_id=10001&access_token=d-token')).code).toBe(200)
  })

  it('amid a flood, again and again, loses and doubles nothing either, and keeps the order', async () => {
    await start()
    const stays = await come('a')
    const comes: TestClient[] = [await come('c')]
    let sent = 0
    for (let round = 1; round <= 8; round++) {
      for (let n = 0; n < 40; n++) one.emit(message(++sent))
      const reloaded = reload({
        clients: [entry('a'), entry('c', { messageFormat: round % 2 ? 'string' : 'array' })],
      })
      for (let n = 0; n < 40; n++) one.emit(message(++sent))
      await reloaded
      comes.push(await come('c'))
    }
    const all = Array.from({ length: sent }, (_, n) => n + 1)
    await expect.poll(() => numbers(stays)).toEqual(all)
    await expect.poll(() => comes.flatMap(numbers)).toEqual(all)
    expect(stays.closed).toBeUndefined()
  })

  it('that says nothing else does nothing, fifty times at once', async () => {
    await start()
    const a = await come('a')
    const reports = await Promise.all(Array.from({ length: 50 }, () => reload()))
    const none = { added: [], changed: [], removed: [] }
    for (const report of reports)
      expect(report).toEqual({ upstreams: none, clients: none, applied: [], needsRestart: [] })
    one.emit(message(1))
    await expect.poll(() => numbers(a)).toEqual([1])
    expect([one.link().isOpen, two.link().isOpen]).toEqual([true, true])
  })

  it('that comes again and again brings the last options in force', async () => {
    await start()
    const last = Array.from({ length: 20 }, (_, index) =>
      reload({ clients: [entry('a', { messageFormat: index % 2 ? 'array' : 'string' }), entry('b')] }),
    )
    await Promise.all([...last, reload({ clients: [entry('b')] })])
    expect(await stage.client('?access_token=a-token').opened()).toBe(403)
    expect((await come('b')).closed).toBeUndefined()
  })

  it('that cannot be used is refused, and changes nothing', async () => {
    await start()
    const a = await come('a')
    const before = options
    const bad: Partial<HubOptions>[] = [
      { upstreams: [{ name: 'x', type: 'ws', url: 'no url' }], clients: [] },
      { listen: { host: '0.0.0.0', port: 0 }, clients: [] },
    ]
    for (const each of bad) {
      await expect(reload(each)).rejects.toThrow(/url|listening on/i)
      options = before
    }
    expect(await a.call('get_login_info', { self_id: 10001 })).toMatchObject({ retcode: 0 })
    expect((await reload()).clients.removed).toEqual([])
    expect(a.closed).toBeUndefined()
  })

  it('says what needs a restart, again each time, and applies the rest', async () => {
    await start()
    const other = {
      listen: { host: '127.0.0.2', port: 1, names: 'any' },
      journal: { engine: 'memory', keep: { ageMs: 1, events: 1, bytes: 1 } },
      backfill: false,
      holdMs: 1,
    } as const
    const { needsRestart, applied } = await reload(other)
    expect(needsRestart).toEqual(['listen.host', 'listen.port', 'journal', 'backfill'])
    expect(applied).toEqual(['listen.names', 'hold'])
    expect(await reload()).toMatchObject({ needsRestart, applied: [] })
    expect((await come('a')).closed).toBeUndefined()
  })
})

describe.each([
  ['in memory', () => undefined],
  ['with a store', () => new Kept()],
])('a client, %s,', (_, keptOf) => {
  beforeEach(() => {
    stage.kept = keptOf()
  })

  it('goes on where it was with another token and in another form, once all it had is confirmed or not', async () => {
    await start()
    const a = await come('a')
    one.emit(message(1))
    await expect.poll(() => numbers(a)).toEqual([1])
    const silent = await stage.opened('?access_token=b-token&self_id=all', {}, { autoPong: false })
    one.emit(message(2))
    await expect.poll(() => numbers(silent)).toEqual([2])
    await reload({ clients: [entry('a', { token: 'other-token' }), entry('b', { seq: true })] })
    one.emit(message(3))
    const again = await stage.opened('?access_token=other-token&self_id=all')
    await expect.poll(() => numbers(again)).toEqual([3])
    await expect.poll(() => numbers(a)).toEqual([1, 2])
    const unconfirmed = await come('b')
    await expect.poll(() => numbers(unconfirmed)).toEqual([2, 3])
  })

  it('keeps its place among other events, which its entry shows it now', async () => {
    await start()
    const c = await come('c')
    for (let n = 1; n <= 6; n++) one.emit(message(n, n % 2 === 0))
    await expect.poll(() => numbers(c)).toEqual([1, 2, 3, 4, 5, 6])
    await reload({ clients: [entry('c', { selfMessages: false })] })
    for (let n = 7; n <= 10; n++) one.emit(message(n, n % 2 === 0))
    const fewer = await come('c')
    await expect.poll(() => numbers(fewer)).toEqual([7, 9])
    await reload({ clients: [entry('c', { accounts: ['10001'] })] })
    for (let n = 11; n <= 12; n++) one.emit(message(n, n % 2 === 0))
    two.emit(message(99))
    const again = await come('c')
    await expect.poll(() => numbers(again)).toEqual([11, 12])
    again.ws.terminate()
    await expect.poll(() => stage.hub.clients()).toEqual([])
    one.emit(message(13))
    await expect.poll(() => stage.hub.journal.events).toBeGreaterThanOrEqual(14)
    // It is away, and behind.
    await reload({ clients: [entry('c', { accounts: ['10001'], selfMessages: false })] })
    one.emit(message(14, true))
    one.emit(message(15))
    const last = await come('c')
    await expect.poll(() => numbers(last).at(-1)).toBe(15)
    expect(numbers(last).filter((n) => Number(n) > 12)).toEqual([13, 15])
  })
})

describe('a client whose entry', () => {
  it('has another token is cut with 1008, and goes on with the new one where it was', async () => {
    await start()
    const a = await come('a')
    one.emit(message(1))
    await expect.poll(() => numbers(a)).toEqual([1])
    await reload({ clients: [entry('a', { token: 'other-token' }), entry('b')] })
    expect(a.closed).toEqual({ code: 1008, reason: 'the token of this client was changed' })
    one.emit(message(2))
    expect(await stage.client('?access_token=a-token').opened()).toBe(403)
    const again = await stage.opened('?access_token=other-token&self_id=all')
    await expect.poll(() => numbers(again)).toEqual([2])
  })

  it('has the SHA-256 of another token is cut with 1008, too', async () => {
    const hashed = (token: string): ClientOptions => ({ name: 'a', tokenSha256: sha256(token) })
    await start({ clients: [hashed('a-token'), entry('b')] })
    const a = await come('a')
    await reload({ clients: [hashed('other-token'), entry('b')] })
    expect(a.closed).toEqual({ code: 1008, reason: 'the token of this client was changed' })
  })

  it('is gone is cut with 1008, and its token is worth nothing', async () => {
    await start()
    const a = await come('a')
    await reload({ clients: [entry('b')] })
    expect(a.closed).toEqual({ code: 1008, reason: 'the entry of this client was removed' })
    expect(await stage.client('?access_token=a-token').opened()).toBe(403)
    expect((await stage.http('/get_status?access_token=a-token')).code).toBe(403)
    expect(stage.hub.clients()).toEqual([])
  })

  it('is new takes over the name, with its positions, from whoever used it without a token', async () => {
    await start({ clients: [] })
    const claimed = await stage.opened('?client_name=a&self_id=all')
    const other = await stage.opened('?client_name=z&self_id=all')
    one.emit(message(1))
    await expect.poll(() => numbers(claimed)).toEqual([1])
    await reload({ clients: [entry('a')] })
    expect(claimed.closed?.code).toBe(1008)
    // The hub was open, and is no more.
    expect(other.closed).toEqual({ code: 1008, reason: 'the token was changed' })
    one.emit(message(2))
    const again = await come('a')
    await expect.poll(() => numbers(again)).toEqual([2])
  })

  it('is gone makes no call any more, though it does not close its side', async () => {
    await start()
    const a = await come('a')
    a.ws.close = () => {}
    // Nothing is read of the close frame.
    a.ws.pause()
    const gone = reload({ clients: [entry('b')] })
    a.ws.send(JSON.stringify({ action: 'send_msg', params: { self_id: 10001 }, echo: 1 }))
    await stage.clock.advance(4_000)
    await gone
    expect(one.calls.map(({ action }) => action)).not.toContain('send_msg')
  })

  it('allows it less has what it asked for refused, if its turn has not come', async () => {
    const limits = { pace: { account: { count: 1, perMs: 10_000 } }, rateLimitIntervalMs: 5_000 }
    await start({ ...limits, clients: [entry('a', { actions: ['*'] }), entry('b')] })
    const a = await come('a')
    const sent = () => one.calls.filter(({ action }) => action === 'send_msg').map(({ params }) => params.n)
    const params = (n: number) => ({ self_id: 10001, user_id: 2, n })
    for (const n of [1, 2]) await a.call('send_msg_async', params(n), n)
    for (const n of [3, 4]) await a.call('send_msg_rate_limited', params(n), n)
    await expect.poll(sent).toEqual([1])
    await reload({ clients: [entry('a', { actions: ['get_*'] }), entry('b')] })
    expect(a.closed).toBeUndefined()
    await reload({ pace: 'off' })
    await stage.clock.advance(60_000)
    expect(sent()).toEqual([1])
    expect(stage.log.filter(({ fields }) => fields.retcode === 1403)).toHaveLength(3)
  })

  it('is gone has what it asked for over HTTP refused, if its turn has not come', async () => {
    await start({ pace: { account: { count: 1, perMs: 10_000 } } })
    const b = await come('b')
    const send = (n: number) => ({ self_id: 10001, user_id: 2, n })
    expect(await b.call('send_msg', send(1))).toMatchObject({ retcode: 0 })
    const json = { 'Content-Type': 'application/json' }
    const waiting = stage.http('/send_msg?access_token=a-token', send(2), json)
    const queued = async () => Object((await b.call('get_queue_status', {}, 'q')).data).accounts[0].queued
    await expect.poll(queued).toBe(1)
    await reload({ clients: [entry('b')] })
    await stage.clock.advance(11_000)
    expect((await waiting).json).toMatchObject({
      retcode: 1403,
      wording: expect.stringContaining('the entry of this client was removed'),
    })
    expect(one.calls.filter(({ action }) => action === 'send_msg')).toHaveLength(1)
  })

  it.each([
    ['its token', 'a-token', { clients: [entry('a', { token: 'new-token' }), entry('b')] }],
    ['the shared token', 'shared', { listen: { host: '127.0.0.1', port: 0, token: 'other' } }],
  ])(
    'or the config has another token in place of %s has what waits by it over HTTP refused',
    async (_, token, changed) => {
      await start({
        pace: { account: { count: 1, perMs: 10_000 } },
        listen: { host: '127.0.0.1', port: 0, token: 'shared' },
      })
      const b = await come('b')
      const send = (n: number) => ({ self_id: 10001, user_id: 2, n })
      expect(await b.call('send_msg', send(1))).toMatchObject({ retcode: 0 })
      const json = { 'Content-Type': 'application/json' }
      const waiting = stage.http(`/send_msg?access_token=${token}`, send(2), json)
      const queued = async () => Object((await b.call('get_queue_status', {}, 'q')).data).accounts[0].queued
      await expect.poll(queued).toBe(1)
      await reload(changed)
      await stage.clock.advance(11_000)
      expect((await waiting).json).toMatchObject({
        retcode: 1403,
        wording: expect.stringContaining('token'),
      })
      expect(one.calls.filter(({ action }) => action === 'send_msg')).toHaveLength(1)
    },
  )

  it('is gone has what is held for a lost connection refused', async () => {
    await start({ holdMs: 60_000, upstreams: [upstream('one', one), upstream('two', two)] })
    const json = { 'Content-Type': 'application/json' }
    const b = await come('b')
    await one.close()
    await expect.poll(() => stage.hub.accounts()[0]?.online).toBe(false)
    const waiting = stage.http('/send_msg?access_token=a-token', { self_id: 10001, user_id: 2 }, json)
    await ioTurns()
    await reload({ clients: [entry('b')] })
    const back = await stage.account('10001')
    await reload({ upstreams: [upstream('one', back), upstream('two', two)] })
    expect((await waiting).json).toMatchObject({ retcode: 1403 })
    expect(back.calls.map(({ action }) => action)).not.toContain('send_msg')
    expect(b.closed).toBeUndefined()
  })

  it.each([
    ['is gone', { clients: [entry('b')] }],
    ['allows it less', { clients: [entry('a'), entry('b')] }],
    [
      'has another token',
      { clients: [entry('a', { token: 'new-token', allow: ['set_restart'] }), entry('b')] },
    ],
  ])('%s has the restart dropped that it asked for with a delay', async (_, changed) => {
    await start({ clients: [entry('a', { allow: ['set_restart'] }), entry('b')] })
    const a = await come('a', '&self_id=10001')
    expect(await a.call('set_restart', { delay: 5_000 })).toMatchObject({ status: 'async' })
    await reload(changed)
    await stage.clock.advance(6_000)
    expect(one.calls.map(({ action }) => action)).not.toContain('set_restart')
    expect(stage.log.map(({ text }) => text)).toContain(
      'restart dropped: its client may not ask for it any more',
    )
  })

  it('has its token by its SHA-256 now is not cut, nor the other way round', async () => {
    await start()
    const a = await come('a')
    const hashed: ClientOptions = { name: 'a', tokenSha256: sha256('a-token').toUpperCase() }
    const report = await reload({ clients: [hashed, entry('b')] })
    expect(report.clients).toMatchObject({ changed: ['a'] })
    one.emit(message(1))
    await expect.poll(() => numbers(a)).toEqual([1])
    await reload({ clients: [entry('a'), entry('b')] })
    one.emit(message(2))
    await expect.poll(() => numbers(a)).toEqual([1, 2])
    expect(a.closed).toBeUndefined()
    expect((await stage.opened('?access_token=a-token&self_id=10001')).closed).toBeUndefined()
  })

  it('allows it more is not cut', async () => {
    await start()
    const a = await come('a')
    expect(await a.call('get_cookies', { self_id: 10001 })).toMatchObject({ retcode: 1403 })
    await reload({ clients: [entry('a', { allow: ['get_cookies'] })] })
    expect(await a.call('get_cookies', { self_id: 10001 })).toMatchObject({ retcode: 1404 })
  })

  it('has another address is dialled there', async () => {
    const [first, second, same] = [
      await application(stage),
      await application(stage),
      await application(stage),
    ]
    const dialled = (url: string): ClientOptions => ({ name: 'd', type: 'ws-reverse', url })
    const stays: ClientOptions = { name: 's', type: 'ws-reverse', url: same.url }
    await start({ clients: [dialled(first.url), stays] })
    await expect.poll(() => first.links.length).toBe(2)
    await expect.poll(() => same.links.length).toBe(2)
    await reload({ clients: [dialled(second.url), stays] })
    await expect.poll(() => second.links.length).toBe(2)
    expect(first.links.map(({ isOpen }) => isOpen)).toEqual([false, false])
    expect([first, same].map(({ requests }) => requests.length)).toEqual([2, 2])
    expect(same.links.every(({ isOpen }) => isOpen)).toBe(true)
    await reload({ clients: [stays] })
    expect(second.links.map(({ isOpen }) => isOpen)).toEqual([false, false])
  })

  it('has another receiver gets its posts there', async () => {
    const [first, second] = [await postReceiver(stage), await postReceiver(stage)]
    const posted = (url: string): ClientOptions => ({ name: 'p', type: 'http-post', url })
    await start({ clients: [posted(first.url)] })
    one.emit(message(1))
    const got = (receiver: typeof first): unknown[] => receiver.events().map(({ n }) => n)
    await expect.poll(() => got(first)).toEqual([1])
    await reload({ clients: [posted(second.url)] })
    one.emit(message(2))
    await expect.poll(() => got(second)).toEqual([2])
    expect(got(first)).toEqual([1])
  })
})

describe('clients without an entry', () => {
  it('are cut when the shared token is another one, and those with an entry are not', async () => {
    await start({ listen: { host: '127.0.0.1', port: 0, token: 'shared' } })
    const [a, outsider] = [await come('a'), await stage.opened('?access_token=shared&self_id=10001')]
    await reload({ listen: { host: '127.0.0.1', port: 0, token: 'other' } })
    expect([a.closed, outsider.closed?.code]).toEqual([undefined, 1008])
    expect(await stage.client('?access_token=shared').opened()).toBe(403)
    expect((await stage.opened('?access_token=other&self_id=10001')).closed).toBeUndefined()
  })

  it('are cut if they have a name, once names need an entry', async () => {
    await start({ listen: { host: '127.0.0.1', port: 0, token: 'shared' } })
    const [named, nameless] = [
      await stage.opened('?access_token=shared&self_id=10001&client_name=x'),
      await stage.opened('?access_token=shared&self_id=10001'),
    ]
    await reload({ listen: { host: '127.0.0.1', port: 0, token: 'shared', names: 'configured' } })
    expect([named.closed?.code, nameless.closed]).toEqual([1008, undefined])
  })
})

describe('an upstream', () => {
  it('that is removed ends its calls, and one that is added serves its account', async () => {
    await start({ holdMs: 0 })
    one.answer = () => new Promise(() => {})
    const a = await come('a')
    const pending = a.call('send_msg', { self_id: 10001 }, 'pending')
    await expect.poll(() => one.calls.at(-1)?.action).toBe('send_msg')
    await reload({ upstreams: [upstream('two', two)] })
    expect(await pending).toMatchObject({ retcode: 1504, outcome: 'unknown' })
    expect(await a.call('send_msg', { self_id: 10001 })).toMatchObject({ retcode: 1503, outcome: 'unsent' })
    one.answer = () => okReply({ user_id: 10001 })
    await reload({ upstreams: [upstream('two', two), upstream('anew', one)] })
    await expect.poll(() => stage.hub.accounts().every(({ online }) => online)).toBe(true)
    expect(await a.call('send_msg', { self_id: 10001 })).toMatchObject({ retcode: 0 })
    expect([a.closed, two.link().isOpen]).toEqual([undefined, true])
  })

  it('that is removed takes its account with it after the time to hold, if no other one serves that', async () => {
    await start({ clients: [entry('a'), entry('b', { accounts: ['10002'] })] })
    const a = await come('a')
    const [bound, other] = [await come('a', '&self_id=10001'), await come('b', '&self_id=10002')]
    await reload({ upstreams: [upstream('anew', one)] })
    await expect
      .poll(() => stage.hub.accounts().find(({ self_id }) => self_id === '10001')?.online)
      .toBe(true)
    await stage.clock.advance(6_000)
    expect(stage.hub.accounts().map(({ self_id }) => self_id)).toEqual(['10001', '10002'])
    await reload({ upstreams: [] })
    await stage.clock.advance(6_000)
    // An entry of clients: names the other one.
    expect(stage.hub.accounts().map(({ self_id }) => self_id)).toEqual(['10002'])
    await expect.poll(() => bound.closed).toEqual({ code: 1001, reason: 'the account was forgotten' })
    expect([a.closed, other.closed]).toEqual([undefined, undefined])
  })

  it('that is removed and back within that time keeps its account', async () => {
    await start()
    const bound = await come('a', '&self_id=10002')
    await reload({ upstreams: [upstream('one', one)] })
    await stage.clock.advance(3_000)
    await reload({ upstreams: [upstream('one', one), upstream('two', two)] })
    await stage.clock.advance(6_000)
    expect(bound.closed).toBeUndefined()
    two.emit(message(1))
    await expect.poll(() => numbers(bound)).toEqual([1])
  })

  it('that is changed keeps the calls that wait for it', async () => {
    await start()
    const a = await come('a')
    const changing = reload({
      upstreams: [upstream('one', one, { maxFrameBytes: 1e6 }), upstream('two', two)],
    })
    const asked = a.call('send_msg', { self_id: 10001 })
    await changing
    expect(await asked).toMatchObject({ retcode: 0 })
  })

  it('that only may have more accounts stays connected', async () => {
    const path = { name: 'in', type: 'ws-reverse', path: '/in' } as const
    await start()
    await reload({ upstreams: [...options.upstreams, { ...path, maxAccounts: 1 }] })
    const report = await reload({
      upstreams: [...options.upstreams.slice(0, 2), { ...path, maxAccounts: 9 }],
    })
    expect(report.upstreams.changed).toEqual(['in'])
    expect([one.link().isOpen, two.link().isOpen]).toEqual([true, true])
  })
})

describe('a token that expires while connections hold up a reload', () => {
  const HANGS = entry('hangs')
  const expiring = (url: string, more: object) => ({ name: 'app', type: 'ws-reverse', url, ...more }) as const
  let hanging: TestClient
  let app: Application
  let expiresAt: number
  beforeEach(async () => {
    app = await application(stage)
    expiresAt = stage.clock.now() + 3_000
    await start({ clients: [expiring(app.url, { expiresAt, accounts: ['10001'] }), HANGS] })
    await expect.poll(() => app.links.length).toBe(1)
    hanging = await come('hangs')
  })
  /** Begins a reload with these clients, which a connection holds up that does not close. */
  const begin = (clients: readonly ClientOptions[]) => {
    hanging.ws.pause()
    return reload({ clients })
  }
  const end = async (reloaded: Promise<unknown>): Promise<void> => {
    hanging.ws.terminate()
    await reloaded
  }

  it('does no harm if its entry was removed', async () => {
    const reloaded = begin([])
    await expect.poll(() => app.links[0]?.isOpen).toBe(false)
    await stage.clock.advance(4_000)
    await end(reloaded)
    expect((await stage.http('/status')).code).toBe(200)
  })

  it('cuts nobody whose token is good for longer now', async () => {
    const reloaded = begin([expiring(app.url, { expiresAt: expiresAt + 1e9, accounts: ['10001'] })])
    await expect.poll(() => app.links.length).toBe(2)
    await stage.clock.advance(4_000)
    await end(reloaded)
    await stage.clock.advance(10_000)
    expect(app.links.map(({ isOpen }) => isOpen)).toEqual([false, true])
  })

  it('has its client neither dialled nor told of anything, if that was changed later', async () => {
    await stage.clock.advance(4_000)
    await expect.poll(() => app.links[0]?.isOpen).toBe(false)
    const reloaded = begin([expiring(app.url, { expiresAt, seq: true })])
    await expect.poll(() => hanging.ws.isPaused).toBe(true)
    await ioTurns()
    one.emit(message(1))
    await expect.poll(() => stage.hub.journal.events).toBe(1)
    await ioTurns()
    await end(reloaded)
    expect(app.links).toHaveLength(1)
    expect(app.texts.filter((text) => text.includes('"n":1'))).toEqual([])
  })

  it('cuts its client at once, if its entry says something else meanwhile', async () => {
    const reloaded = begin([expiring(app.url, { expiresAt, accounts: ['10001'], seq: true })])
    await expect.poll(() => app.links.length).toBe(2)
    await stage.clock.advance(4_000)
    await expect.poll(() => app.links.at(-1)?.isOpen).toBe(false)
    await end(reloaded)
  })
})

describe('another pace', () => {
  const IN_A_MINUTE = { account: { count: 2, perMs: 60_000 } }
  const send = (client: TestClient, n: number) =>
    client.call('send_group_msg', { self_id: 10001, group_id: 1, message: 'x' }, n)
  const status = async (client: TestClient, n: number) =>
    Object((await client.call('get_queue_status', { self_id: 10001 }, `status ${n}`)).data).accounts[0]
  const online = async (isOnline: boolean): Promise<void> => {
    one.emit({
      post_type: 'meta_event',
      meta_event_type: 'heartbeat',
      status: { online: isOnline, good: true },
    })
    await expect.poll(() => stage.hub.accounts()[0]?.online).toBe(isOnline)
  }

  it('counts what was sent before, where its limit is the same', async () => {
    await start({ pace: IN_A_MINUTE })
    const a = await come('a')
    for (const n of [1, 2]) expect(await send(a, n)).toMatchObject({ retcode: 0 })
    await reload({ pace: { ...IN_A_MINUTE, deadlineMs: 10_000 } })
    expect(await send(a, 3)).toMatchObject({ retcode: 1429 })
    await reload({ pace: { account: { count: 3, perMs: 60_000 } } })
    expect(await send(a, 4)).toMatchObject({ retcode: 0 })
  })

  it('counts what was sent in the last minute, where its limit is another one', async () => {
    await start({ pace: IN_A_MINUTE })
    const a = await come('a')
    for (const n of [1, 2]) expect(await send(a, n)).toMatchObject({ retcode: 0 })
    await reload({ pace: { account: { count: 2, perMs: 50_000 } } })
    expect(await send(a, 3)).toMatchObject({ retcode: 1429 })
    await reload({ pace: { group: { count: 1, perMs: 60_000 } } })
    expect(await send(a, 4)).toMatchObject({ retcode: 1429 })
    await reload({ pace: { account: { count: 3, perMs: 60_000 } } })
    expect(await send(a, 5)).toMatchObject({ retcode: 0 })
    expect(await send(a, 6)).toMatchObject({ retcode: 1429 })
  })

  it('does not let an account go on that signs of risk control have stopped', async () => {
    const pace = { account: { count: 1_000, perMs: 1_000 } }
    one.answer = ({ action }) => (action === 'send_group_msg' ? failedReply(9000, 'x') : okReply())
    await start({ pace })
    const a = await come('a')
    for (const n of [1, 2, 3]) expect(await send(a, n)).toMatchObject({ retcode: 9000 })
    await reload({ pace: { account: { count: 2_000, perMs: 1_000 } } })
    expect(await send(a, 4)).toMatchObject({ retcode: 1503, outcome: 'unsent' })
    expect(await status(a, 1)).toMatchObject({ send_breaker: 'open', slowness: 8 })
  })

  it('with a warm-up goes by the last login, though there was no pace so far', async () => {
    await start({ pace: 'off' })
    const a = await come('a')
    await stage.clock.advance(1_800_000)
    await expect.poll(() => stage.hub.accounts().every((each) => each.online)).toBe(true)
    const warm = { account: { count: 10, perMs: 1_000 }, warmUpMs: 1_200_000 }
    await reload({ pace: warm })
    expect(await status(a, 1)).toMatchObject({ paced: true, slowness: 1 })
    await online(false)
    await online(true)
    expect((await status(a, 2)).slowness).toBeGreaterThan(4.5)
  })
})

describe('settings', () => {
  it('are in force for what comes from now on', async () => {
    await start({ callTimeoutMs: 100_000, heartbeatIntervalMs: 1e9 })
    const a = await come('a')
    one.answer = () => new Promise(() => {})
    const { applied } = await reload({ callTimeoutMs: 5_000, heartbeatIntervalMs: 1_000, askOnce: false })
    expect(applied).toEqual(['heartbeat_interval', 'call_timeout', 'ask_once'])
    const late = a.call('send_msg', { self_id: 10001 })
    await expect.poll(() => one.calls.at(-1)?.action).toBe('send_msg')
    await stage.clock.advance(5_500)
    expect(await late).toMatchObject({ retcode: 1504 })
    await expect
      .poll(() => a.frames.find(({ meta_event_type }) => meta_event_type === 'heartbeat'))
      .toMatchObject({ interval: 1_000 })
  })
})

describe('POST /api/reload', () => {
  const post = (token = '') =>
    stage.http('/api/reload', {}, token ? { Authorization: `Bearer ${token}` } : {})

  it('is for whoever has the shared token', async () => {
    await start({ listen: { host: '127.0.0.1', port: 0, token: 'shared' } })
    expect((await post()).code).toBe(401)
    expect((await post('a-token')).json).toMatchObject({ retcode: 1403 })
    // This hub was given its options by a program.
    expect((await post('shared')).json).toMatchObject({ retcode: 1404 })
    expect((await stage.http('/api/reload?access_token=shared')).code).toBe(405)
  })
})
