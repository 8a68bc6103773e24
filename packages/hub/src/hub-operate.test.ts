import { okReply, replyBody } from '@rookery/protocol'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { AuditEntry } from './audit/audit-log.js'
import { Kept } from './history/kept-store.fixture.js'
import { postReceiver, reading } from './http-peers.fixture.js'
import { type SimulatedAccount, Stage, type TestClient } from './hub.fixture.js'
import { application } from './peers.fixture.js'

const SECOND = 1_000
const MINUTE = 60 * SECOND

let stage: Stage
let account: SimulatedAccount
let entries: AuditEntry[]
beforeEach(async () => {
  stage = new Stage()
  entries = []
  stage.audit = { write: (entry) => void entries.push(entry) }
  account = await stage.account()
})
afterEach(() => stage.close())

const emit = (...numbers: number[]): void => {
  for (const n of numbers)
    account.emit({ post_type: 'message', message_type: 'group', group_id: 1, message_id: n, message: 'x', n })
}
const gotBy = ({ events }: TestClient): unknown[] => events.map(({ n, notice_type }) => n ?? notice_type)
const all = (count: number) => expect.poll(() => stage.hub.journal.events).toBe(count)
const acts = () => entries.map(({ client, target, action, retcode }) => [client, target, action, retcode])

describe('an operator who disconnects a client', () => {
  it('closes all of its connections, by its name or id; it may come back', async () => {
    const other = await stage.account('10002')
    await stage.start([account, other])
    const [one, two] = [
      await stage.opened('?client_name=bot&self_id=10001'),
      await stage.opened('?client_name=bot&self_id=10002'),
    ]
    const neighbour = await stage.opened('?client_name=neighbour&self_id=10001')
    expect(await stage.hub.operate.disconnect('bot')).toEqual({ done: true, connections: 2, events: 0 })
    await expect.poll(() => [one.closed?.code, two.closed?.code]).toEqual([1008, 1008])
    expect(neighbour.closed).toBeUndefined()
    await stage.opened('?client_name=bot&self_id=10001')
    expect(await stage.hub.operate.disconnect(neighbour.appId)).toMatchObject({ done: true })
    expect(acts()).toEqual([
      ['admin', 'bot', 'disconnect', 0],
      ['admin', neighbour.appId, 'disconnect', 0],
    ])
  })

  it('is told whom there is, and that an application that is posted to has no connection', async () => {
    const hook = await postReceiver(stage)
    await stage.start([account], { clients: [{ name: 'hook', type: 'http-post', url: hook.url }] })
    expect(await stage.hub.operate.disconnect('nobody')).toMatchObject({
      done: false,
      code: 'no_client',
      message: 'no client nobody is known; clients: hook',
    })
    expect(await stage.hub.operate.disconnect('hook')).toMatchObject({ done: false, code: 'not_possible' })
    expect(acts().map(([, , , retcode]) => retcode)).toEqual([1400, 1400])
  })
})

describe('an operator who drains a client', () => {
  const workers = ['w1', 'w2'].map((name) => ({ name, token: name, balance: { name: 'workers' } }))

  it('takes it out of its balance group: what comes goes to the others', async () => {
    await stage.start([account], { clients: workers })
    const [one, two] = [await stage.opened('?access_token=w1'), await stage.opened('?access_token=w2')]
    expect(await stage.hub.operate.drain('w1')).toEqual({ done: true, connections: 1, events: 0 })
    emit(1, 2, 3, 4)
    await expect.poll(() => gotBy(two)).toEqual([1, 2, 3, 4])
    expect(gotBy(one)).toEqual([])
    expect(acts()).toEqual([['admin', 'w1', 'drain', 0]])
  })

  it('is told what has no group, and moves none that shares events', async () => {
    await stage.start([account], { clients: [...workers, { name: 'alone', token: 'alone' }] })
    await stage.opened('?access_token=w1')
    await stage.opened('?access_token=alone')
    expect(await stage.hub.operate.drain('alone')).toMatchObject({
      done: false,
      message: 'client alone has no balance: in its entry in clients:',
    })
    for (const act of [stage.hub.operate.jumpToNow('w1'), stage.hub.operate.replay('w1', 0)])
      expect(await act).toMatchObject({ done: false, code: 'not_possible' })
  })
})

describe.each([
  ['in memory', () => undefined],
  ['on disk', () => new Kept()],
])('a client whose events are kept %s', (_, keep) => {
  beforeEach(() => {
    stage.kept = keep()
  })

  it('goes on with what comes from now on after a jump, and is told of what it misses', async () => {
    await stage.start([account])
    const before = await stage.opened('?client_name=bot')
    emit(1)
    await expect.poll(() => gotBy(before)).toEqual([1])
    await expect.poll(() => stage.hub.state().clients[0]?.lag_events).toBe(0)
    before.ws.terminate()
    await expect.poll(() => stage.hub.clients()).toEqual([])
    emit(2, 3, 4)
    await all(4)
    expect(await stage.hub.operate.jumpToNow('bot')).toEqual({ done: true, connections: 0, events: 3 })
    emit(5)
    await all(5)
    expect(await stage.hub.operate.jumpToNow('bot')).toEqual({ done: true, connections: 0, events: 1 })
    emit(6)
    await all(6)
    const back = await stage.opened('?client_name=bot')
    await expect.poll(() => gotBy(back)).toEqual(['rookery_gap', 6])
    expect(back.events[0]).toMatchObject({ count: 4 })
    expect(stage.hub.state().clients[0]?.gaps).toBe(1)
    expect(acts()).toEqual(Array(2).fill(['admin', 'bot', 'jump_to_now', 0]))
  })

  it('is cut when it jumps, and goes on from there when it is back', async () => {
    await stage.start([account], { deadAfterMs: 1e9 })
    const hung = await stage.opened('?client_name=bot', {}, { autoPong: false })
    emit(1, 2)
    await expect.poll(() => gotBy(hung)).toEqual([1, 2])
    expect(await stage.hub.operate.jumpToNow('bot')).toEqual({ done: true, connections: 1, events: 2 })
    await expect.poll(() => hung.closed?.code).toBe(1012)
    const back = await stage.opened('?client_name=bot')
    emit(3)
    await expect.poll(() => gotBy(back)).toEqual(['rookery_gap', 3])
  })

  it('gets again what came since a time, however old it is', async () => {
    await stage.start([account])
    const bot = await stage.opened('?client_name=bot')
    emit(1, 2)
    await expect.poll(() => gotBy(bot)).toEqual([1, 2])
    await expect.poll(() => stage.hub.state().clients[0]?.lag_events).toBe(0)
    await stage.clock.advance(10 * MINUTE)
    const since = stage.clock.now() - MINUTE
    emit(3)
    await expect.poll(() => gotBy(bot)).toEqual([1, 2, 3])
    await expect.poll(() => stage.hub.state().clients[0]?.lag_events).toBe(0)
    await stage.clock.advance(10 * MINUTE)
    expect(await stage.hub.operate.replay('bot', since)).toEqual({ done: true, connections: 1, events: 1 })
    await expect.poll(() => bot.closed?.code).toBe(1012)
    const again = await stage.opened('?client_name=bot')
    await expect.poll(() => gotBy(again)).toEqual([3])
    emit(4)
    await expect.poll(() => gotBy(again)).toEqual([3, 4])
    expect(acts()).toEqual([['admin', 'bot', 'replay', 0]])
  })

  it('goes on by itself where the hub dials or posts to it', async () => {
    const [hook, app] = [await postReceiver(stage), await application(stage)]
    await stage.start([account], {
      clients: [
        { name: 'hook', type: 'http-post', url: hook.url },
        { name: 'app', type: 'ws-reverse', url: app.url },
      ],
    })
    const posted = () => hook.events().map(({ n }) => n)
    const sent = () => app.texts.flatMap((text) => JSON.parse(text).n ?? [])
    await expect.poll(() => stage.hub.clients().length).toBe(2)
    const since = stage.clock.now() - SECOND
    emit(1, 2)
    await expect
      .poll(() => [posted(), sent()])
      .toEqual([
        [1, 2],
        [1, 2],
      ])
    for (const name of ['hook', 'app'])
      expect(await stage.hub.operate.replay(name, since)).toMatchObject({ done: true, connections: 1 })
    await expect.poll(posted).toEqual([1, 2, 1, 2])
    await expect
      .poll(async () => {
        await stage.clock.advance(SECOND)
        return sent()
      })
      .toEqual([1, 2, 1, 2])
  })
})

it('a client that is moved several times at once has one connection afterwards, and is sent everything', async () => {
  const hook = await postReceiver(stage)
  await stage.start([account], { clients: [{ name: 'hook', type: 'http-post', url: hook.url }] })
  const posted = () => hook.events().map(({ n }) => n)
  await expect.poll(() => stage.hub.clients().length).toBe(1)
  const since = stage.clock.now() - SECOND
  emit(1)
  await expect.poll(posted).toEqual([1])
  const { operate } = stage.hub
  const outcomes = await Promise.all([operate.replay('hook', since), operate.replay('hook', since)])
  expect(outcomes.map(({ done }) => done)).toEqual([true, true])
  expect(stage.hub.state().clients[0]?.connections.length).toBe(1)
  await expect.poll(() => posted().length).toBeGreaterThan(1)
  emit(2)
  await expect.poll(() => posted().at(-1)).toBe(2)
  emit(3)
  await expect.poll(() => posted().at(-1)).toBe(3)
  expect(posted().filter((n) => n === 2)).toHaveLength(1)
})

describe('a client that cannot be moved', () => {
  it.each([
    ['has no name', '', 'no name'],
    ['makes calls alone', '/api?client_name=bot', 'no position'],
  ])('is one that %s', async (_, query, why) => {
    await stage.start([account])
    const client = await stage.opened(query)
    expect(await stage.hub.operate.jumpToNow(client.appId)).toMatchObject({
      done: false,
      code: 'not_possible',
      message: expect.stringContaining(why),
    })
    expect(client.closed).toBeUndefined()
  })

  it('is one that reads over SSE', async () => {
    await stage.start([account])
    await reading(stage, '?client_name=reader')
    expect(await stage.hub.operate.replay('reader', 0)).toMatchObject({
      done: false,
      message: expect.stringContaining('SSE'),
    })
  })
})

describe('a call of an operator', () => {
  const call = async (action: string, params: string, selfId = '10001') =>
    replyBody(await stage.hub.operate.call(selfId, action, Buffer.from(params)))

  it('is executed for the account, with all rights, and recorded', async () => {
    const clients = [{ name: 'bot', token: 'token-of-the-bot-1' }]
    const other = await stage.account('10002')
    await stage.start([account, other], { clients })
    other.answer = () => okReply({ cookies: 'c' })
    expect(await call('get_cookies', '{"domain":"qq.com"}', '10002')).toMatchObject({ retcode: 0 })
    expect(other.calls.at(-1)).toMatchObject({ action: 'get_cookies', params: { domain: 'qq.com' } })
    other.answer = () => okReply()
    expect(
      await call('send_group_msg', '{"group_id":9007199254740993,"message":"x"}', '10002'),
    ).toMatchObject({
      retcode: 0,
    })
    expect(other.calls.at(-1)?.text).toContain('9007199254740993')
    expect(entries).toMatchObject([
      { client: 'admin', account: '10002', action: 'send_group_msg', group: '9007199254740993', retcode: 0 },
    ])
  })

  it.each([
    ['is no JSON', '{"a":', '10001', 1400],
    ['is a list', '[1]', '10001', 1400],
    ['closes more than it opens', '{}}', '10001', 1400],
    ['is for an account that nobody knows', '{}', '5', 1400],
  ])('that %s is refused', async (_, params, selfId, retcode) => {
    await stage.start([account])
    const before = account.calls.length
    expect(await call('send_group_msg', params, selfId)).toMatchObject({ status: 'failed', retcode })
    expect(account.calls.length).toBe(before)
  })

  it('is shown as one of the hub', async () => {
    await stage.start([account])
    const sources: unknown[] = []
    stage.hub.traffic.tap((item) => item.kind === 'call' && sources.push([item.source, item.client]))
    await call('get_group_list', '{}')
    expect(sources).toEqual([['hub', 'admin']])
  })
})
