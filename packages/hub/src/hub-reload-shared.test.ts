import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { Kept } from './history/kept-store.fixture.js'
import { type SimulatedAccount, Stage, type TestClient } from './hub.fixture.js'
import { type ClientOptions, type ClientRights, defaultOptions, type HubOptions } from './options.js'
import { callsOf, groupMessage, inChats, recorded, upstreamsOf } from './sharing.fixture.js'

let stage: Stage
let one: SimulatedAccount
let two: SimulatedAccount
let options: HubOptions
beforeEach(async () => {
  stage = new Stage()
  one = await stage.account('10001')
  two = await stage.account('10002')
  inChats(one, '10001', { groups: [1, 3] })
  inChats(two, '10002', { groups: [2, 3], firstId: 500 })
})
afterEach(() => stage.close())

const entry = (name: string, rights: ClientRights = {}): ClientOptions => ({ name, token: name, ...rights })
const balance = { name: 'workers' }
const worker = (name: string, rights: ClientRights = {}) => entry(name, { balance, ...rights })

async function start(clients: readonly ClientOptions[], more: Partial<HubOptions> = {}): Promise<void> {
  options = {
    ...defaultOptions,
    upstreams: upstreamsOf([one, two]),
    clients,
    listen: { host: '127.0.0.1', port: 0, token: 't' },
    ...more,
  }
  await stage.start([], options)
  await expect.poll(() => stage.hub.accounts().filter(({ online }) => online).length).toBe(2)
}

const reload = (given: Partial<HubOptions>) => {
  options = { ...options, ...given }
  return stage.hub.reload(options)
}

const join = (name: string, more = {}) => stage.opened(`?self_id=all&access_token=${name}`, {}, more)
const seqs = ({ events }: TestClient): number[] => events.map(({ real_seq }) => Number(real_seq))
const sorted = (...clients: TestClient[]): number[] => clients.flatMap(seqs).sort((a, b) => a - b)
const range = (count: number, from = 1): number[] => Array.from({ length: count }, (_, n) => from + n)

async function said(seq: number, by = one, group = 1 + (seq % 5)): Promise<void> {
  const before = stage.hub.journal.events
  by.emit(groupMessage(group, seq))
  await recorded(stage, before + 1)
}

async function emit(count: number, from = 1): Promise<void> {
  for (let seq = from; seq < from + count; seq++) await said(seq)
}

describe.each([
  ['in memory', () => undefined],
  ['with a store', () => new Kept()],
])('a reload, %s,', (_, keptOf) => {
  beforeEach(() => {
    stage.kept = keptOf()
  })

  it('that adds a member to a balance group cuts nobody, and the new one takes its share', async () => {
    await start([worker('a')])
    const a = await join('a')
    await emit(10)
    await expect.poll(() => seqs(a)).toEqual(range(10))
    await reload({ clients: [worker('a'), worker('b')] })
    expect(a.closed).toBeUndefined()
    const b = await join('b')
    await stage.clock.advance(1_000)
    await emit(40, 11)
    await expect.poll(() => sorted(a, b)).toEqual(range(50))
    expect(b.events.length).toBeGreaterThan(0)
  })

  it('that removes a member gives what it had not confirmed to the others', async () => {
    await start([worker('a'), worker('b')])
    const gone = await join('a', { autoPong: false })
    await emit(20)
    await expect.poll(() => gone.events.length).toBe(20)
    const stays = await join('b')
    const reloaded = reload({ clients: [worker('b')] })
    await reloaded
    expect(gone.closed?.code).toBe(1008)
    await expect.poll(() => sorted(stays)).toEqual(range(20))
    expect(stays.closed).toBeUndefined()
  })

  it('that takes a member out of its group leaves the others what it had, and gives it what comes from then on', async () => {
    await start([worker('a'), worker('b')])
    const before = await join('a', { autoPong: false })
    await emit(10)
    await expect.poll(() => before.events.length).toBe(10)
    const b = await join('b')
    await reload({ clients: [entry('a'), worker('b')] })
    await expect.poll(() => sorted(b)).toEqual(range(10))
    await emit(5, 11)
    const alone = await join('a')
    await emit(5, 16)
    await expect.poll(() => seqs(alone)).toEqual(range(10, 11))
    await expect.poll(() => sorted(b)).toEqual(range(20))
  })

  it('that makes a group of two clients loses nothing that came meanwhile, and deals each event once', async () => {
    await start([entry('a'), entry('b')])
    const before = [await join('a'), await join('b')]
    await emit(5)
    for (const each of before) await expect.poll(() => seqs(each)).toEqual(range(5))
    await reload({ clients: [worker('a'), worker('b')] })
    await emit(20, 6)
    const [a, b] = [await join('a'), await join('b')]
    await expect.poll(() => sorted(a, b)).toEqual(range(20, 6))
    await emit(10, 26)
    await expect.poll(() => sorted(a, b)).toEqual(range(30, 6))
  })

  it('that gives a group another name lets it go on where it was', async () => {
    await start([worker('a')])
    const before = await join('a', { autoPong: false })
    await emit(5)
    await expect.poll(() => before.events.length).toBe(5)
    await reload({ clients: [entry('a', { balance: { name: 'others' } })] })
    await emit(5, 6)
    const after = await join('a')
    await expect.poll(() => seqs(after)).toEqual(range(10))
  })

  it('that keeps events together by something else does so, and loses none', async () => {
    await start([worker('a'), worker('b')])
    const before = [await join('a'), await join('b')]
    await emit(10)
    await expect.poll(() => sorted(...before)).toEqual(range(10))
    await stage.clock.advance(1_000)
    const none = { balance: { ...balance, sticky: 'none' } } as const
    await reload({ clients: [entry('a', none), entry('b', none)] })
    const [a, b] = [await join('a'), await join('b')]
    for (let seq = 11; seq <= 30; seq++) await said(seq, one, 1)
    await expect.poll(() => sorted(a, b).filter((seq) => seq > 10)).toEqual(range(20, 11))
    expect([a, b].map((each) => seqs(each).filter((seq) => seq > 10).length)).toEqual([10, 10])
  })

  it('that lets several accounts count as one, or no more, is in force from then on', async () => {
    await start([entry('a')])
    const both = async (seq: number): Promise<void> => {
      await said(seq, one, 3)
      await said(seq, two, 3)
    }
    const all = await join('a')
    await both(1)
    await expect.poll(() => seqs(all)).toEqual([1, 1])
    await reload({ clients: [entry('a', { sameMessage: 'once' })] })
    await both(2)
    const once = await join('a')
    await both(3)
    await expect.poll(() => seqs(once)).toEqual([2, 3])
    await reload({ clients: [entry('a')] })
    await both(4)
    const again = await join('a')
    await expect.poll(() => seqs(again)).toEqual([4, 4])
  })

  it('that gives other chats to a client with same_message: once shows it nothing else', async () => {
    const once = (groups: readonly string[]) => entry('a', { sameMessage: 'once', groups })
    await start([once(['1', '3'])])
    const before = await join('a')
    await said(1, one, 1)
    await expect.poll(() => seqs(before)).toEqual([1])
    await reload({ clients: [once(['2'])] })
    await said(2, one, 1)
    await said(3, two, 2)
    const after = await join('a')
    await said(4, one, 3)
    await said(5, two, 2)
    await expect.poll(() => seqs(after)).toEqual([3, 5])
  })

  it('that gives other chats to a member drops what none may get any more', async () => {
    await start([worker('a', { groups: ['1'] }), worker('b', { groups: ['2'] })])
    const b = await join('b')
    const before = await join('a', { autoPong: false })
    for (let seq = 1; seq <= 3; seq++) await said(seq, one, 1)
    await expect.poll(() => before.events.length).toBe(3)
    await reload({ clients: [worker('a', { groups: ['2'] }), worker('b', { groups: ['2'] })] })
    const after = await join('a')
    for (let seq = 4; seq <= 9; seq++) await said(seq, two, seq % 2 ? 1 : 2)
    await expect.poll(() => sorted(after, b)).toEqual([4, 6, 8])
    await reload({ clients: [worker('a'), worker('b', { groups: ['2'] })] })
    const all = await join('a')
    await said(10, one, 1)
    await expect.poll(() => seqs(all)).toContain(10)
    expect(seqs(all).every((seq) => seq > 3)).toBe(true)
  })
})

it('a member whose token expires is cut, and what it had not confirmed goes to the others', async () => {
  const expiresAt = stage.clock.now() + 60_000
  await start([worker('a', { expiresAt }), worker('b')])
  const gone = await join('a', { autoPong: false })
  await emit(10)
  await expect.poll(() => gone.events.length).toBe(10)
  const stays = await join('b')
  await emit(5, 11)
  expect(seqs(stays).every((seq) => seq > 10)).toBe(true)
  for (let passed = 0; passed < 65_000; passed += 5_000) await stage.clock.advance(5_000)
  await expect.poll(() => gone.closed?.code).toBe(1008)
  await expect.poll(() => sorted(stays)).toEqual(range(15))
})

it('responder: first and fail_over are in force after a reload, without cutting anybody', async () => {
  await start([entry('a'), entry('b')])
  const [a, b] = [await join('a'), await join('b')]
  const bound = await stage.opened('?self_id=10001&access_token=a')
  const send = { group_id: 3, message: '[CQ:reply,id=10]pong', self_id: 10001 }
  await reload({
    clients: [entry('a', { responder: 'first' }), entry('b', { responder: 'first' })],
    upstreams: upstreamsOf([one, two], { failOver: 'same-group' }),
  })
  await said(1, one, 3)
  expect(await a.call('send_group_msg', send)).toMatchObject({ status: 'ok' })
  expect(await b.call('send_group_msg', send)).toMatchObject({ retcode: 1409 })
  const offline = { post_type: 'meta_event', meta_event_type: 'heartbeat', status: { online: false } }
  one.emit({ ...offline, interval: 5e6 })
  await expect.poll(() => stage.hub.accounts()[0]?.online).toBe(false)
  const plain = { group_id: 3, message: 'x' }
  expect(await bound.call('send_group_msg', plain)).toMatchObject({ served_by: 10002 })
  await reload({ clients: [entry('a'), entry('b')], upstreams: upstreamsOf([one, two]) })
  expect(await bound.call('send_group_msg', plain)).not.toHaveProperty('served_by')
  expect(await b.call('send_group_msg', send)).toMatchObject({ status: 'ok' })
  expect([a, b, bound].map(({ closed }) => closed)).toEqual([undefined, undefined, undefined])
  expect(callsOf(two, 'send_group_msg')).toBe(1)
})
