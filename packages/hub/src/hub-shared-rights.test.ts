import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { AuditEntry } from './audit/audit-log.js'
import { type SimulatedAccount, Stage, type TestClient } from './hub.fixture.js'
import type { ClientRights } from './options.js'
import { callsOf, groupMessage, inChats, recorded } from './sharing.fixture.js'

let stage: Stage
let one: SimulatedAccount
let two: SimulatedAccount
beforeEach(async () => {
  stage = new Stage()
  one = await stage.account('10001')
  two = await stage.account('10002')
  inChats(one, '10001', { groups: [1, 3] })
  inChats(two, '10002', { groups: [2, 3], firstId: 500 })
})
afterEach(() => stage.close())

const client = (name: string, rights: ClientRights = {}) => ({ name, token: name, ...rights })
const listen = { host: '127.0.0.1', port: 0, token: 't' }

async function start(clients: readonly object[], options = {}): Promise<void> {
  const upstreams = [one, two].map(({ url }, index) => ({
    name: `up${index}`,
    type: 'ws' as const,
    url,
    failOver: 'same-group' as const,
  }))
  await stage.start([], { clients: clients as never, listen, upstreams, ...options })
  await expect.poll(() => stage.hub.accounts().length).toBe(2)
}

const join = (name: string, options = {}, selfId = 'all') =>
  stage.opened(`?self_id=${selfId}&access_token=${name}`, {}, options)

async function said(by: SimulatedAccount, group: number, seq: number, more: object = {}): Promise<void> {
  const before = stage.hub.journal.events
  by.emit(groupMessage(group, seq, more))
  await recorded(stage, before + 1)
}

const seqs = ({ events }: TestClient): number[] => events.map(({ real_seq }) => Number(real_seq))

async function loggedOut(account: SimulatedAccount, selfId: string, online = false): Promise<void> {
  account.emit({
    post_type: 'meta_event',
    meta_event_type: 'heartbeat',
    status: { online },
    interval: 5e6,
  })
  const isOnline = () => stage.hub.accounts().find(({ self_id }) => self_id === selfId)?.online
  await expect.poll(isOnline).toBe(online)
}

describe('members of a balance group', () => {
  const balance = { name: 'workers', sticky: 'user' } as const

  it('get each only what their own chats are, though the same person speaks in others, in order', async () => {
    await start([client('a', { balance, groups: ['1'] }), client('b', { balance, groups: ['2'] })])
    const [a, b] = [await join('a', { autoPong: false }), await join('b', { autoPong: false })]
    for (let seq = 1; seq <= 6; seq++) await said(one, seq % 2 ? 1 : 2, seq)
    await expect.poll(() => seqs(a)).toEqual([1])
    // What one may not get waits until the other has confirmed what comes before it.
    while (seqs(a).length + seqs(b).length < 6) {
      for (const each of [a, b]) if (each.pings.length > 0) each.ws.pong(each.pings.at(-1))
      await stage.clock.advance(500)
    }
    expect([seqs(a), seqs(b)]).toEqual([
      [1, 3, 5],
      [2, 4, 6],
    ])
  })

  it('get what passes their filter, in the form that their entry says, and what passes none goes to nobody', async () => {
    const rights = {
      balance: { name: 'workers' },
      events: { raw_message: { prefix: '/' } },
      stripPrefix: true,
      redact: ['user_id'],
    }
    await start([client('a', rights), client('other')])
    const [a, other] = [await join('a'), await join('other')]
    await said(one, 1, 1, { raw_message: '/roll 1', message: '/roll 1' })
    await said(one, 1, 2)
    await said(one, 1, 3, { raw_message: '/roll 3', message: '/roll 3' })
    await expect.poll(() => seqs(other)).toEqual([1, 2, 3])
    await expect.poll(() => seqs(a)).toEqual([1, 3])
    expect(a.events[0]).toMatchObject({ raw_message: 'roll 1', user_id: 0 })
  })

  it('act on the messages of their own chats alone', async () => {
    await start([client('a', { balance, groups: ['1'] }), client('b', { balance, groups: ['2'] })])
    const [a, b] = [await join('a', {}, '10001'), await join('b', {}, '10001')]
    await said(one, 1, 1)
    await said(one, 2, 2)
    await expect.poll(() => [seqs(a), seqs(b)]).toEqual([[1], [2]])
    expect(await a.call('delete_msg', { message_id: 10 })).toMatchObject({ status: 'ok' })
    expect(await a.call('delete_msg', { message_id: 20 })).toMatchObject({ retcode: 1403 })
  })
})

it('a client with same_message: once gets of its groups each message once, and nothing of others', async () => {
  await start([client('a', { sameMessage: 'once', groups: ['3'], events: { user_id: 500 } })])
  const a = await join('a')
  for (const each of [one, two]) {
    await said(each, 3, 1)
    await said(each, 2, 2)
    await said(each, 3, 3, { user_id: 501 })
    await said(each, 3, 4)
  }
  await expect.poll(() => seqs(a)).toEqual([1, 4])
})

it('a reply to what the account sent by a call of its own concerns it, though another one is elected', async () => {
  await start([client('a', { sameMessage: 'once' }), client('other')])
  const [a, other] = [await join('a'), await join('other')]
  await said(one, 3, 1)
  const { data } = await other.call('send_group_msg', { group_id: 3, message: 'x', self_id: 10002 })
  const message_id = (data as { message_id: number }).message_id
  await said(two, 3, 2)
  await said(two, 3, 3, { message: [{ type: 'reply', data: { id: String(message_id) } }] })
  await expect.poll(() => seqs(a)).toEqual([1, 3])
})

describe('a call without an account by a client of some groups', () => {
  it('is refused for other groups before any account is asked for its own', async () => {
    await start([client('a', { groups: ['1'] })])
    const a = await join('a')
    expect(await a.call('send_group_msg', { group_id: 2, message: 'x' })).toMatchObject({ retcode: 1403 })
    for (const each of [one, two]) expect(callsOf(each, 'get_group_list')).toBe(0)
    expect(await a.call('send_group_msg', { group_id: 1, message: 'x' })).toMatchObject({
      status: 'ok',
      served_by: 10001,
    })
  })

  it('goes to the account whose message it names, and to none if it names one that it was not sent', async () => {
    await start([client('a', { groups: ['3'] })])
    const a = await join('a')
    await said(two, 3, 7)
    await said(two, 2, 8)
    await expect.poll(() => seqs(a)).toEqual([7])
    expect(await a.call('delete_msg', { message_id: 70 })).toMatchObject({ served_by: 10002 })
    expect(await a.call('delete_msg', { message_id: 80 })).toMatchObject({ retcode: 1403 })
    expect([one, two].map((each) => callsOf(each, 'delete_msg'))).toEqual([0, 1])
  })
})

describe('an account that stands in', () => {
  const send = { group_id: 3, message: 'x' }

  it('has given the id of what it sent: nobody may take it for one of the other account', async () => {
    await start([client('a', { groups: ['3'] })])
    const a = await join('a', {}, '10001')
    await loggedOut(one, '10001')
    expect(await a.call('send_group_msg', send)).toMatchObject({
      served_by: 10002,
      data: { message_id: 500 },
    })
    await loggedOut(one, '10001', true)
    expect(await a.call('delete_msg', { message_id: 500, self_id: 10001 })).toMatchObject({ retcode: 1403 })
    expect(await a.call('delete_msg', { message_id: 500 })).toMatchObject({ served_by: 10002 })
    expect([one, two].map((each) => callsOf(each, 'delete_msg'))).toEqual([0, 1])
  })

  it('does nothing with ids that the client has from the other account alone', async () => {
    await start([client('a', { groups: ['3'] })])
    const a = await join('a', {}, '10001')
    const forward = [{ type: 'forward', data: { id: 'of-one' } }]
    await said(one, 3, 1, { message: forward })
    await expect.poll(() => seqs(a)).toEqual([1])
    await loggedOut(one, '10001')
    const reply = await a.call('send_group_msg', { group_id: 3, message: forward })
    expect(reply).not.toHaveProperty('served_by')
    expect([one, two].map((each) => callsOf(each, 'send_group_msg'))).toEqual([1, 0])
  })

  it('stands in the audit log, as does one that was chosen', async () => {
    const entries: AuditEntry[] = []
    stage.audit = { write: (entry) => void entries.push(entry) }
    await start([client('a')])
    const [all, bound] = [await join('a'), await join('a', {}, '10001')]
    await all.call('send_group_msg', { group_id: 2, message: 'x' })
    await bound.call('send_group_msg', send)
    await loggedOut(one, '10001')
    await bound.call('send_group_msg', send)
    expect(entries.map(({ account }) => account)).toEqual(['10002', '10001', '10002'])
  })

  it('is paced by its own windows', async () => {
    const pace = { account: { count: 1, perMs: 10_000 }, deadlineMs: 1_000 }
    await start([client('a')], { pace })
    const [first, second] = [await join('a', {}, '10001'), await join('a', {}, '10002')]
    expect(await first.call('send_group_msg', send)).toMatchObject({ retcode: 0 })
    await loggedOut(one, '10001')
    expect(await first.call('send_group_msg', send)).toMatchObject({ served_by: 10002, retcode: 0 })
    expect(await first.call('send_group_msg', send)).toMatchObject({ served_by: 10002, retcode: 1429 })
    expect(await second.call('send_group_msg', send)).toMatchObject({ retcode: 1429 })
    expect([one, two].map((each) => callsOf(each, 'send_group_msg'))).toEqual([1, 1])
  })

  it('is logged once while the other one is offline, and its end', async () => {
    await start([client('a')])
    const a = await join('a', {}, '10001')
    const lines = () =>
      stage.log
        .filter(({ text }) => /in the group|itself again/.test(text))
        .map(({ level, text, fields }) => [level, text, fields])
    for (let outage = 0; outage < 2; outage++) {
      await loggedOut(one, '10001')
      for (let n = 0; n < 3; n++) await a.call('send_group_msg', send)
      await loggedOut(one, '10001', true)
    }
    const replaced = [
      'info',
      'another account in the group executes calls while the account is offline',
      { account: '10001', stand_in: '10002' },
    ]
    const back = ['info', 'the account executes its calls itself again', { account: '10001' }]
    expect(lines()).toEqual([replaced, back, replaced, back])
  })
})

describe('of clients with responder: first', () => {
  const reply = (id: number, text = 'pong') => ({
    group_id: 1,
    self_id: 10001,
    message: [
      { type: 'reply', data: { id: String(id) } },
      { type: 'text', data: { text } },
    ],
  })

  it('none learns of an answer to what its filter hides, and each may answer that', async () => {
    const filter = { raw_message: { prefix: '/' } }
    await start([
      client('a', { responder: 'first' }),
      client('b', { responder: 'first', events: filter }),
      client('c', { responder: 'first', events: filter }),
    ])
    const [a, b, c] = [await join('a'), await join('b'), await join('c')]
    await said(one, 1, 1)
    await said(one, 1, 2, { raw_message: '/roll' })
    await expect.poll(() => seqs(c)).toEqual([2])
    expect(await a.call('send_group_msg', reply(10))).toMatchObject({ status: 'ok' })
    expect(await b.call('send_group_msg', reply(10))).toMatchObject({ status: 'ok' })
    const mention = { group_id: 1, self_id: 10001, message: '[CQ:at,qq=500] pong' }
    expect(await b.call('send_group_msg', reply(20))).toMatchObject({ status: 'ok' })
    for (const params of [reply(20), mention])
      expect(await c.call('send_group_msg', params)).toMatchObject({ retcode: 1409 })
    // An id that never was is like one that is hidden.
    expect(await a.call('send_group_msg', reply(777))).toMatchObject({ status: 'ok' })
    expect(await b.call('send_group_msg', reply(777))).toMatchObject({ status: 'ok' })
  })

  it('one of other chats is refused by its rights, whoever has answered', async () => {
    await start([client('a', { responder: 'first' }), client('b', { responder: 'first', groups: ['2'] })])
    const [a, b] = [await join('a'), await join('b')]
    await said(one, 1, 1)
    expect(await a.call('send_group_msg', reply(10))).toMatchObject({ status: 'ok' })
    expect(await b.call('send_group_msg', { ...reply(10), group_id: 2 })).toMatchObject({ retcode: 1403 })
  })
})
