import { failedReply } from '@rookery/protocol'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { postReceiver } from './http-peers.fixture.js'
import { type SimulatedAccount, Stage, type TestClient } from './hub.fixture.js'
import { callsOf, groupMessage, inChats, recorded } from './sharing.fixture.js'

let stage: Stage
let account: SimulatedAccount
beforeEach(async () => {
  stage = new Stage()
  account = await stage.account('10001')
  inChats(account, '10001', { firstId: 900 })
})
afterEach(() => stage.close())

const responder = (name: string) => ({ name, token: name, responder: 'first' as const })

async function start(clients: object[] = [responder('a'), responder('b'), { name: 'c', token: 'c' }]) {
  await stage.start([account], {
    clients: clients as never,
    listen: { host: '127.0.0.1', port: 0, token: 't' },
  })
}

const join = (name: string) => stage.opened(`?access_token=${name}`)

async function said(seq: number, more: object = {}): Promise<void> {
  const before = stage.hub.journal.events
  account.emit(groupMessage(1, seq, more))
  await recorded(stage, before + 1)
}

const at = (qq: number) => ({ type: 'at', data: { qq: String(qq) } })
const text = { type: 'text', data: { text: 'pong' } }
const reply = (id: number) => ({ type: 'reply', data: { id: String(id) } })

describe('of clients with responder: first', () => {
  let a: TestClient
  let b: TestClient
  let c: TestClient
  beforeEach(async () => {
    await start()
    ;[a, b, c] = [await join('a'), await join('b'), await join('c')]
  })

  it.each([
    ['a reply segment', { group_id: 1, message: [reply(10), text] }],
    ['a CQ code', { group_id: 1, message: '[CQ:reply,id=10]pong' }],
    ['a mention within 30 s', { group_id: 1, message: [at(500), text] }],
    ['a mention as CQ code', { group_id: 1, message: '[CQ:at,qq=500] pong' }],
  ])('the first to answer by %s wins, and another learns who', async (_, params) => {
    await said(1)
    expect(await a.call('send_group_msg', params)).toMatchObject({ status: 'ok' })
    const refused = await b.call('send_group_msg', params)
    expect(refused).toMatchObject({ status: 'failed', retcode: 1409 })
    expect(refused.wording).toContain('client a')
    expect(await a.call('send_group_msg', params)).toMatchObject({ status: 'ok' })
    expect(await c.call('send_group_msg', params)).toMatchObject({ status: 'ok' })
    expect(callsOf(account, 'send_group_msg')).toBe(3)
  })

  it('all ways of answering mean the same message, HTTP and suffixes included', async () => {
    await said(1)
    const operation = { context: { message_id: 10, post_type: 'message' }, operation: { reply: 'pong' } }
    expect(await b.call('.handle_quick_operation', operation)).not.toMatchObject({ retcode: 1409 })
    account.answer = () => failedReply(1404, 'no such action')
    const quoting = { group_id: 1, message: [reply(10), text] }
    const headers = { Authorization: 'Bearer a', 'Content-Type': 'application/json' }
    const answers = [
      await a.call('send_group_msg', { group_id: 1, message: [at(500), text] }),
      await a.call('send_group_msg_async', quoting),
      await a.call('.handle_quick_operation', operation),
      (await stage.http('/send_group_msg', quoting, headers)).json,
    ]
    for (const each of answers) expect(each).toMatchObject({ retcode: 1409 })
  })

  it('each message has its own winner, and what answers none is free', async () => {
    await said(1)
    await said(2)
    const quoting = (id: number) => ({ group_id: 1, message: [reply(id), text] })
    expect(await a.call('send_group_msg', quoting(10))).toMatchObject({ status: 'ok' })
    expect(await b.call('send_group_msg', quoting(20))).toMatchObject({ status: 'ok' })
    expect(await a.call('send_group_msg', quoting(20))).toMatchObject({ retcode: 1409 })
    for (const each of [a, b])
      for (const message of ['hello', [at(600), text]])
        expect(await each.call('send_group_msg', { group_id: 1, message })).toMatchObject({ status: 'ok' })
  })

  it('a mention answers nothing after 30 s', async () => {
    await said(1)
    const params = { group_id: 1, message: [at(500), text] }
    await a.call('send_group_msg', params)
    await stage.clock.advance(31_000)
    expect(await b.call('send_group_msg', params)).toMatchObject({ status: 'ok' })
  })

  it('an answer that failed gives the message back', async () => {
    await said(1)
    const params = { group_id: 1, message: [reply(10), text] }
    account.answer = () => failedReply(1200, 'risk control')
    expect(await a.call('send_group_msg', params)).toMatchObject({ retcode: 1200 })
    inChats(account, '10001')
    expect(await b.call('send_group_msg', params)).toMatchObject({ status: 'ok' })
    expect(await a.call('send_group_msg', params)).toMatchObject({ retcode: 1409 })
  })
})

it('the answer to a post counts, too', async () => {
  const receiver = await postReceiver(stage)
  receiver.answer = ({ event }) =>
    event.post_type === 'message' ? { status: 200, body: '{"reply":"pong"}' } : {}
  await start([{ name: 'p', type: 'http-post', url: receiver.url, responder: 'first' }, responder('a')])
  const a = await join('a')
  await said(1)
  await expect.poll(() => callsOf(account, '.handle_quick_operation')).toBe(1)
  const refused = await a.call('send_group_msg', { group_id: 1, message: [reply(10), text] })
  expect(refused).toMatchObject({ retcode: 1409 })
  expect(refused.wording).toContain('client p')
})

it('one message that two accounts got is one, where it has a real sequence', async () => {
  const two = await stage.account('10002')
  inChats(two, '10002')
  const clients = [responder('a'), responder('b')]
  await stage.start([account, two], { clients, listen: { host: '127.0.0.1', port: 0, token: 't' } })
  const a = await stage.opened('?self_id=10001&access_token=a')
  const b = await stage.opened('?self_id=10002&access_token=b')
  account.emit(groupMessage(1, 1, { message_id: 11 }))
  two.emit(groupMessage(1, 1, { message_id: 22 }))
  await recorded(stage, 2)
  const quoting = (id: number) => ({ group_id: 1, message: [reply(id), text] })
  expect(await a.call('send_group_msg', quoting(11))).toMatchObject({ status: 'ok' })
  expect(await b.call('send_group_msg', quoting(22))).toMatchObject({ retcode: 1409 })
})

it('a repetition with the same key is told the same, and one that was refused may be sent again', async () => {
  await start()
  const [a, b] = [await join('a'), await join('b')]
  await said(1)
  const frame = (key: string) =>
    JSON.stringify({
      action: 'send_group_msg',
      params: { group_id: 1, message: [reply(10), text] },
      idempotency_key: key,
    })
  const first = JSON.parse(await a.ask(frame('k')))
  expect(JSON.parse(await a.ask(frame('k')))).toEqual(first)
  for (let n = 0; n < 2; n++) expect(JSON.parse(await b.ask(frame('k')))).toMatchObject({ retcode: 1409 })
  expect(callsOf(account, 'send_group_msg')).toBe(1)
})
