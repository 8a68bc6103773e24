import { okReply } from '@rookery/protocol'
import { afterEach, beforeEach, expect, it } from 'vitest'
import type { AuditEntry } from './audit/audit-log.js'
import { type SimulatedAccount, Stage } from './hub.fixture.js'

let stage: Stage
let account: SimulatedAccount
let entries: AuditEntry[]
beforeEach(async () => {
  stage = new Stage()
  entries = []
  stage.audit = { write: (entry) => void entries.push(entry) }
  account = await stage.account()
  const clients = [
    { name: 'forum', token: 'token-of-forum' },
    { name: 'reader', token: 'token-of-reader', readOnly: true },
  ]
  await stage.start([account], { clients })
})
afterEach(() => stage.close())

const short = () =>
  entries.map(({ client, account, action, group, user, retcode }) => [
    client,
    account,
    action,
    group ?? user,
    retcode,
  ])

it('records who did what to whom, with its outcome, and nothing that was said', async () => {
  const client = await stage.opened('?access_token=token-of-forum')
  await client.call('send_group_msg', { group_id: 30001, message: 'secret words' })
  await client.call('send_private_msg', { user_id: '9007199254740993', message: 'secret words' })
  await client.call('delete_msg', { message_id: -5 })
  const context = { post_type: 'message', message_type: 'group', group_id: 30002, user_id: 5, message_id: 6 }
  account.answer = () => okReply()
  await client.call('.handle_quick_operation', { context, operation: { reply: 'secret words' } })
  await client.call('set_group_card', { group_id: 'secret words', card: 'secret words' })
  expect(short()).toEqual([
    ['forum', '10001', 'send_group_msg', '30001', 0],
    ['forum', '10001', 'send_private_msg', '9007199254740993', 0],
    ['forum', '10001', 'delete_msg', undefined, 1404],
    ['forum', '10001', '.handle_quick_operation', '30002', 0],
    ['forum', '10001', 'set_group_card', undefined, 0],
  ])
  expect(entries[2]?.message).toBe('-5')
  expect(entries[0]?.time).toMatch(/^\d{4}-\d{2}-\d{2}T[\d:.]+Z$/)
  expect(entries[0]?.bytes).toBeGreaterThan(60)
  expect(JSON.stringify(entries)).not.toMatch(/secret|token/)
})

it('records what was refused, and leaves reads out', async () => {
  const client = await stage.opened('?access_token=token-of-reader')
  await client.call('send_group_msg', { group_id: 30001, message: 'x' })
  await client.call('get_group_list')
  await client.call('get_events')
  expect(short()).toEqual([['reader', undefined, 'send_group_msg', '30001', 1403]])
})

it('records a call that is executed later twice: when it was taken, and when it was over', async () => {
  const client = await stage.opened('?access_token=token-of-forum')
  await client.call('send_group_msg_async', { group_id: 30001, message: 'x' })
  await expect.poll(() => entries.length).toBe(2)
  expect(short()).toEqual([
    ['forum', '10001', 'send_group_msg_async', '30001', 1],
    ['forum', '10001', 'send_group_msg', '30001', 0],
  ])
})

it('records what clients do over HTTP by paths of the hub’s own', async () => {
  await stage.opened('?access_token=token-of-forum')
  await stage.opened('?access_token=token-of-reader')
  for (const name of ['forum', 'reader'])
    await stage.http('/api/send_broadcast_data', { data: 'x' }, { Authorization: `Bearer token-of-${name}` })
  expect(short()).toEqual([
    ['forum', undefined, 'send_broadcast_data', undefined, 0],
    ['reader', undefined, 'send_broadcast_data', undefined, 1403],
  ])
})
