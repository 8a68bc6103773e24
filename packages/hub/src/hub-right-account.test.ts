import { failedReply } from '@rookery/protocol'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { type SimulatedAccount, Stage } from './hub.fixture.js'
import { callsOf, groupMessage, inChats, recorded, upstreamsOf } from './sharing.fixture.js'

let stage: Stage
let one: SimulatedAccount
let two: SimulatedAccount
beforeEach(async () => {
  stage = new Stage()
  one = await stage.account('10001')
  two = await stage.account('10002')
  inChats(one, '10001', { groups: [1, 3], friends: [7] })
  inChats(two, '10002', { groups: [2, 3], friends: [8], firstId: 500 })
})
afterEach(() => stage.close())

describe('a call without self_id among several accounts', () => {
  it.each([
    [1, 10001],
    [2, 10002],
  ])('about group %i goes to the account in it, and its reply says so', async (group_id, served_by) => {
    await stage.start([one, two])
    const all = await stage.opened('?self_id=all')
    const reply = await all.call('get_group_info', { group_id })
    expect(reply).toMatchObject({ status: 'ok', served_by, data: { by: String(served_by) } })
    expect((await stage.http(`/get_group_info?group_id=${group_id}`)).json).toMatchObject({ served_by })
  })

  it('asks each account for its groups once, however many calls wait for that', async () => {
    await stage.start([one, two])
    const all = await stage.opened('?self_id=all')
    const calls = Array.from({ length: 50 }, (_, n) =>
      stage.http(`/send_group_msg?group_id=${1 + (n % 2)}&message=x`),
    )
    expect((await Promise.all(calls)).every(({ json }) => json.status === 'ok')).toBe(true)
    expect(await all.call('send_group_msg', { group_id: 2, message: 'x' })).toMatchObject({
      served_by: 10002,
    })
    for (const each of [one, two]) expect(callsOf(each, 'get_group_list')).toBe(1)
    expect([callsOf(one, 'send_group_msg'), callsOf(two, 'send_group_msg')]).toEqual([25, 26])
  })

  it('of two accounts in the group prefers the one whose event of it the client got last, else the first', async () => {
    await stage.start([one, two])
    const all = await stage.opened('?self_id=all')
    const ask = async () => (await all.call('get_group_info', { group_id: 3 })).served_by
    expect(await ask()).toBe(10001)
    two.emit(groupMessage(3, 1))
    await expect.poll(() => all.events.length).toBe(1)
    expect(await ask()).toBe(10002)
    one.emit(groupMessage(3, 1))
    two.emit(groupMessage(2, 1))
    await expect.poll(() => all.events.length).toBe(3)
    expect(await ask()).toBe(10001)
    expect((await stage.http('/get_group_info?group_id=3')).json).toMatchObject({ served_by: 10001 })
  })

  it('goes to an account that is online', async () => {
    await stage.start([one, two])
    const all = await stage.opened('?self_id=all')
    one.emit({
      post_type: 'meta_event',
      meta_event_type: 'heartbeat',
      status: { online: false },
      interval: 5e6,
    })
    await expect.poll(() => stage.hub.accounts()[0]?.online).toBe(false)
    expect(await all.call('get_group_info', { group_id: 3 })).toMatchObject({ served_by: 10002 })
    expect(await all.call('get_group_info', { group_id: 1 })).toMatchObject({ retcode: 1400 })
  })

  it('that nobody is in stays 1400, and says which accounts were asked', async () => {
    one.answer = ({ action }) =>
      action === 'get_group_list' ? new Promise(() => {}) : failedReply(1404, 'no such action')
    const upstreams = upstreamsOf([one, two])
    await stage.start([], { upstreams })
    await expect.poll(() => stage.hub.accounts().length).toBe(2)
    const all = await stage.opened('?self_id=all')
    const asked = all.call('get_group_info', { group_id: 99 })
    await expect.poll(() => callsOf(one, 'get_group_list')).toBe(1)
    await expect.poll(() => callsOf(two, 'get_group_list')).toBe(1)
    await stage.clock.advance(3_000)
    const { retcode, wording } = await asked
    expect(retcode).toBe(1400)
    expect(wording).toContain('self_id')
    expect(wording).toContain('group 99')
    expect(wording).toContain('10001 did not give its list of groups')
  })

  it('to a friend goes to the account that has him, and without any chat stays 1400', async () => {
    await stage.start([one, two])
    const all = await stage.opened('?self_id=all')
    expect(await all.call('send_private_msg', { user_id: 8, message: 'x' })).toMatchObject({
      served_by: 10002,
    })
    expect(await all.call('get_stranger_info', { user_id: 8 })).toMatchObject({ retcode: 1400 })
    expect(await all.call('get_status')).toMatchObject({ retcode: 1400 })
  })

  it('follows joins, kicks and calls that leave a group', async () => {
    await stage.start([one, two])
    const all = await stage.opened('?self_id=all')
    const by = async (group_id: number) => (await all.call('get_group_info', { group_id })).served_by
    expect(await by(1)).toBe(10001)
    const notice = { post_type: 'notice', group_id: 1 }
    two.emit({ ...notice, notice_type: 'group_increase', sub_type: 'approve', user_id: 10002 })
    one.emit({ ...notice, notice_type: 'group_decrease', sub_type: 'kick_me', user_id: 10001 })
    await recorded(stage, 2)
    expect(await by(1)).toBe(10002)
    two.emit({ ...notice, notice_type: 'group_decrease', sub_type: 'leave', user_id: 500 })
    await recorded(stage, 3)
    expect(await by(1)).toBe(10002)
    await all.call('set_group_leave', { group_id: 1, self_id: 10002 })
    expect(await by(1)).toBeUndefined()
  })

  it('names a message: of an event that came, or one that it sent before', async () => {
    await stage.start([one, two])
    const all = await stage.opened('?self_id=all')
    two.emit(groupMessage(3, 7))
    await expect.poll(() => all.events.length).toBe(1)
    expect(await all.call('delete_msg', { message_id: 70 })).toMatchObject({ served_by: 10002 })
    const sent = await all.call('send_group_msg', { group_id: 1, message: 'x' })
    expect(sent).toMatchObject({ served_by: 10001, data: { message_id: 1 } })
    expect(await all.call('get_msg', { message_id: 1 })).toMatchObject({ served_by: 10001 })
    expect(await all.call('delete_msg', { message_id: 12345 })).toMatchObject({ retcode: 1400 })
  })

  it('sees no account that the client may not use', async () => {
    const clients = [{ name: 'bot', token: 'bot', accounts: ['10001', '10003'] }]
    const three = await stage.account('10003')
    inChats(three, '10003', { groups: [4] })
    await stage.start([one, two, three], { clients, listen: { host: '127.0.0.1', port: 0, token: 't' } })
    const all = await stage.opened('?self_id=all&access_token=bot')
    expect(await all.call('get_group_info', { group_id: 3 })).toMatchObject({ served_by: 10001 })
    expect(await all.call('get_group_info', { group_id: 2 })).toMatchObject({ retcode: 1400 })
    expect(callsOf(two, 'get_group_list')).toBe(0)
  })

  it('with an idempotency key needs a self_id', async () => {
    await stage.start([one, two])
    const all = await stage.opened('?self_id=all&client_name=bot')
    const frame = { action: 'send_group_msg', params: { group_id: 1, message: 'x' }, idempotency_key: 'k' }
    expect(JSON.parse(await all.ask(JSON.stringify(frame)))).toMatchObject({ retcode: 1400 })
    expect(callsOf(one, 'send_group_msg')).toBe(0)
  })
})

it('keeps a bound connection at its account, whatever the group', async () => {
  await stage.start([one, two])
  const bound = await stage.opened('?self_id=10001')
  const reply = await bound.call('get_group_info', { group_id: 2 })
  expect(reply).toMatchObject({ data: { by: '10001' } })
  expect(reply).not.toHaveProperty('served_by')
  for (const each of [one, two]) expect(callsOf(each, 'get_group_list')).toBe(0)
})

it('answers _async calls by the account in the group, too', async () => {
  await stage.start([one, two])
  const all = await stage.opened('?self_id=all')
  const params = { group_id: 2, message: 'x' }
  expect(await all.call('send_group_msg_async', params)).toMatchObject({ status: 'async', served_by: 10002 })
  await expect.poll(() => callsOf(two, 'send_group_msg')).toBe(1)
})
