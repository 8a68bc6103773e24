import { failedReply } from '@rookery/protocol'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { type SimulatedAccount, Stage } from './hub.fixture.js'
import { callsOf, groupMessage, inChats, upstreamsOf } from './sharing.fixture.js'

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

async function start(failOver: 'none' | 'same-group' = 'same-group', options = {}) {
  await stage.start([], { upstreams: upstreamsOf([one, two], { failOver }), ...options })
  await expect.poll(() => stage.hub.accounts().length).toBe(2)
  return stage.opened('?self_id=10001')
}

const OFFLINE = {
  post_type: 'meta_event',
  meta_event_type: 'heartbeat',
  status: { online: false },
  interval: 5e6,
}

async function loggedOut(): Promise<void> {
  one.emit(OFFLINE)
  await expect.poll(() => stage.hub.accounts()[0]?.online).toBe(false)
}

const send = { group_id: 3, message: 'x' }

describe('while the account of a call is logged out', () => {
  it('another account in the group sends it, says so, and is asked about that message later', async () => {
    const bot = await start()
    await loggedOut()
    const sent = await bot.call('send_group_msg', send)
    expect(sent).toMatchObject({ status: 'ok', served_by: 10002, data: { message_id: 500 } })
    expect(callsOf(one, 'send_group_msg')).toBe(0)
    expect(await bot.call('delete_msg', { message_id: 500 })).toMatchObject({ served_by: 10002 })
    const quoting = [
      { type: 'reply', data: { id: '500' } },
      { type: 'text', data: { text: 'x' } },
    ]
    expect(await bot.call('send_group_msg', { group_id: 3, message: quoting })).toMatchObject({
      served_by: 10002,
    })
    expect([callsOf(one, 'delete_msg'), callsOf(two, 'delete_msg')]).toEqual([0, 1])
  })

  it('goes on so for the message, but not for others, once the account is back', async () => {
    const bot = await start()
    await loggedOut()
    await bot.call('send_group_msg', send)
    one.emit({ ...OFFLINE, status: { online: true } })
    await expect.poll(() => stage.hub.accounts()[0]?.online).toBe(true)
    expect(await bot.call('get_msg', { message_id: 500 })).toMatchObject({ served_by: 10002 })
    expect(await bot.call('send_group_msg', send)).not.toHaveProperty('served_by')
    expect(await bot.call('get_msg', { message_id: 500, self_id: 10001 })).toMatchObject({
      data: { by: '10001' },
    })
  })

  it('a message of the same number that came over the connection itself stays there', async () => {
    const bot = await start()
    await loggedOut()
    await bot.call('send_group_msg', send)
    one.emit(groupMessage(3, 50))
    await expect.poll(() => bot.events.length).toBe(1)
    expect(await bot.call('delete_msg', { message_id: 500 })).not.toHaveProperty('served_by')
    expect([callsOf(one, 'delete_msg'), callsOf(two, 'delete_msg')]).toEqual([1, 0])
  })

  it.each([
    ['by default', 'none', 'send_group_msg', send],
    ['in a group of its own', 'same-group', 'send_group_msg', { ...send, group_id: 1 }],
    ['to a person', 'same-group', 'send_private_msg', { user_id: 5, message: 'x' }],
    ['that leaves the group', 'same-group', 'set_group_leave', { group_id: 3 }],
    ['that names a message', 'same-group', 'set_essence_msg', { group_id: 3, message_id: 9 }],
    ['that quotes a message', 'same-group', 'send_group_msg', { group_id: 3, message: '[CQ:reply,id=9]x' }],
    [
      'that forwards messages by their ids',
      'same-group',
      'send_group_forward_msg',
      { group_id: 3, messages: [{ type: 'node', data: { id: 9 } }] },
    ],
    ['that names its account', 'same-group', 'send_group_msg', { ...send, self_id: 10001 }],
  ] as const)('%s a call stays with its account', async (_, failOver, action, params) => {
    const bot = await start(failOver)
    await loggedOut()
    expect(await bot.call(action, params)).not.toHaveProperty('served_by')
    expect(callsOf(two, action)).toBe(0)
    expect(callsOf(one, action)).toBe(1)
  })

  it('_async calls stay with their account: their replies could not tell', async () => {
    const bot = await start()
    await loggedOut()
    await bot.call('send_group_msg_async', send)
    await expect.poll(() => callsOf(one, 'send_group_msg')).toBe(1)
    expect(callsOf(two, 'send_group_msg')).toBe(0)
  })

  it('an account that the client may not use does not stand in', async () => {
    const clients = [{ name: 'bot', token: 'bot', accounts: ['10001'] }]
    const upstreams = upstreamsOf([one, two], { failOver: 'same-group' })
    await stage.start([], { clients, upstreams, listen: { host: '127.0.0.1', port: 0, token: 't' } })
    await expect.poll(() => stage.hub.accounts().length).toBe(2)
    const bot = await stage.opened('?access_token=bot')
    await loggedOut()
    expect(await bot.call('send_group_msg', send)).not.toHaveProperty('served_by')
    expect(callsOf(two, 'get_group_list')).toBe(0)
  })
})

describe('while the connection of the account is lost', () => {
  it('a call waits as long as ever, and only then goes to another account', async () => {
    const bot = await start('same-group', { holdMs: 5_000 })
    await one.close()
    await expect.poll(() => stage.hub.accounts()[0]?.online).toBe(false)
    bot.ws.send(JSON.stringify({ action: 'send_group_msg', params: send, echo: 'held' }))
    await bot.call('get_status')
    const reply = () => bot.frames.find(({ echo }) => echo === 'held')
    expect(callsOf(two, 'send_group_msg')).toBe(0)
    expect(reply()).toBeUndefined()
    await stage.clock.advance(5_000)
    await expect.poll(reply).toMatchObject({ status: 'ok', served_by: 10002 })
  })

  it('a call whose outcome is unknown is not sent again by another', async () => {
    const bot = await start('same-group', { holdMs: 0 })
    one.answer = () => new Promise(() => {})
    const sent = bot.call('send_group_msg', send)
    await expect.poll(() => callsOf(one, 'send_group_msg')).toBe(1)
    await one.close()
    expect(await sent).toMatchObject({ retcode: 1504 })
    expect(callsOf(two, 'send_group_msg')).toBe(0)
  })

  it('a call whose caller has left is sent by nobody', async () => {
    const bot = await start('same-group', { holdMs: 5_000 })
    await one.close()
    await expect.poll(() => stage.hub.accounts()[0]?.online).toBe(false)
    bot.ws.send(JSON.stringify({ action: 'send_group_msg', params: send }))
    await bot.call('get_status')
    const other = await stage.opened('?self_id=10002')
    bot.ws.terminate()
    await expect.poll(() => stage.hub.clients().length).toBe(1)
    await stage.clock.advance(5_000)
    await other.call('get_status')
    expect(callsOf(two, 'send_group_msg')).toBe(0)
  })

  it('a call with a key is executed once, and told the same again', async () => {
    await start('same-group', { holdMs: 0 })
    const bot = await stage.opened('?self_id=10001&client_name=bot')
    await one.close()
    await expect.poll(() => stage.hub.accounts()[0]?.online).toBe(false)
    const frame = JSON.stringify({ action: 'send_group_msg', params: send, idempotency_key: 'k' })
    const first = JSON.parse(await bot.ask(frame))
    expect(first).toMatchObject({ status: 'ok', served_by: 10002 })
    expect(JSON.parse(await bot.ask(frame))).toEqual(first)
    expect(callsOf(two, 'send_group_msg')).toBe(1)
  })

  it('and nobody else is in the group, the answer is the one of before', async () => {
    const bot = await start('same-group', { holdMs: 0 })
    two.answer = () => failedReply(1404, 'no such action')
    await one.close()
    await expect.poll(() => stage.hub.accounts()[0]?.online).toBe(false)
    two.emit(groupMessage(3, 1))
    expect(await bot.call('send_group_msg', send)).toMatchObject({ retcode: 1503, outcome: 'unsent' })
  })
})
