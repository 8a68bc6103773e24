import { callParams, okReply } from '@rookery/protocol'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { Kept } from './history/kept-store.fixture.js'
import { ask } from './http-peers.fixture.js'
import { type SimulatedAccount, Stage, type TestClient } from './hub.fixture.js'

let stage: Stage
let account: SimulatedAccount
beforeEach(async () => {
  stage = new Stage()
  stage.kept = new Kept()
  account = await stage.account()
})
afterEach(() => stage.close())

const message = (group_id: number, seq: number): object => ({
  ...{
    self_id: 10001,
    post_type: 'message',
    message_type: 'group',
    sub_type: 'normal',
    group_id,
    user_id: 201,
  },
  ...{ message_id: 5_000 + seq, message_seq: seq, time: Math.floor(stage.clock.now() / 1000) },
  ...{ raw_message: `${seq}`, message: [] },
})
const heard = ({ events }: TestClient): unknown[] =>
  events.filter(({ post_type }) => post_type === 'message').map(({ message_id }) => message_id)

it('what was missed and is fetched reaches those alone who may see its group', async () => {
  const clients = [
    { name: 'forum', token: 'token-of-forum', groups: ['30001'] },
    { name: 'admin', token: 'token-of-admin' },
  ]
  await stage.start([account], { clients })
  const [forum, admin] = [
    await stage.opened('?access_token=token-of-forum'),
    await stage.opened('?access_token=token-of-admin'),
  ]
  await stage.clock.advance(5_000)
  for (const group of [30001, 30002]) account.emit(JSON.stringify(message(group, group === 30001 ? 10 : 20)))
  await expect.poll(() => heard(admin)).toEqual([5_010, 5_020])
  const { answer } = account
  account.answer = (call, sendPart) => {
    if (!call.action.endsWith('_msg_history')) return answer(call, sendPart)
    const first = callParams(call).group_id === 30001 ? 10 : 20
    const group = first === 10 ? 30001 : 30002
    return okReply({ messages: [message(group, first), message(group, first + 1)] as never })
  }
  account.cut()
  await expect.poll(() => stage.hub.accounts()[0]?.online).toBe(false)
  await stage.clock.advance(1_500)
  await expect.poll(() => stage.hub.accounts()[0]?.online).toBe(true)
  for (let passed = 0; passed < 15_000; passed += 250) await stage.clock.advance(250)
  await expect.poll(() => heard(admin).length).toBe(4)
  expect(heard(admin).sort()).toEqual([5_010, 5_011, 5_020, 5_021])
  expect(heard(forum)).toEqual([5_010, 5_011])
  expect(JSON.stringify(forum.events)).not.toContain('30002')
  const { text } = await ask(stage, '/get_events', { headers: { Authorization: 'Bearer token-of-forum' } })
  expect(text).toContain('5011')
  expect(text).not.toContain('30002')
})
