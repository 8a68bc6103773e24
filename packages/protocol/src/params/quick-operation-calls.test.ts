import { describe, expect, it } from 'vitest'
import { makeCall } from '../frames/call-frame.js'
import { textOf } from '../json/json-text.fixture.js'
import { parseExact } from '../json/parse-exact.js'
import type { JsonObject } from '../tables/base.js'
import { actionFacts, eventFacts } from '../tables/facts.gen.js'
import { checkParams } from './check-params.js'
import { type QuickCall, quickOperationCalls } from './quick-operation-calls.js'

const groupMessage = {
  post_type: 'message',
  message_type: 'group',
  sub_type: 'normal',
  group_id: 30001,
  user_id: 20001,
  message_id: -7,
  anonymous: null,
  sender: {},
}
const anonymous = { ...groupMessage, sub_type: 'anonymous', anonymous: { id: 1, name: '大力', flag: 'f' } }
const privateMessage = {
  post_type: 'message',
  message_type: 'private',
  sub_type: 'friend',
  user_id: 20001,
  sender: {},
}
const friendRequest = { post_type: 'request', request_type: 'friend', user_id: 20001, flag: 'f' }
const groupRequest = { ...friendRequest, request_type: 'group', sub_type: 'invite', group_id: 30001 }

const call = (action: string, params: JsonObject): QuickCall => ({ action, params })
const toGroup = (params: JsonObject) => call('send_group_msg', { group_id: 30001, ...params })
const toFriend = (params: JsonObject) => call('send_private_msg', { user_id: 20001, ...params })
const at = { type: 'at', data: { qq: '20001' } }
const text = (value: string) => ({ type: 'text', data: { text: value } })
const face = { type: 'face', data: { id: '14' } }
const who = { group_id: 30001, user_id: 20001 }

describe('a quick operation', () => {
  it.each<[string, JsonObject, unknown, QuickCall[]]>([
    ['answers', groupMessage, { reply: '喵' }, [toGroup({ message: '喵' })]],
    ['answers with segments', groupMessage, { reply: [face] }, [toGroup({ message: [face] })]],
    ['answers with one segment', groupMessage, { reply: face }, [toGroup({ message: face })]],
    [
      'answers literally',
      groupMessage,
      { reply: '[', auto_escape: true },
      [toGroup({ message: '[', auto_escape: true })],
    ],
    [
      'escapes strings alone',
      groupMessage,
      { reply: [face], auto_escape: true },
      [toGroup({ message: [face] })],
    ],
    [
      'mentions',
      groupMessage,
      { reply: '喵[CQ:face,id=14]', at_sender: true },
      [toGroup({ message: [at, text('喵'), face] })],
    ],
    [
      'mentions with text that stays text',
      groupMessage,
      { reply: '[CQ:face,id=14]', at_sender: true, auto_escape: true },
      [toGroup({ message: [at, text('[CQ:face,id=14]')] })],
    ],
    [
      'mentions before one segment',
      groupMessage,
      { reply: face, at_sender: 'yes' },
      [toGroup({ message: [at, face] })],
    ],
    [
      'mentions nobody who is anonymous',
      anonymous,
      { reply: '喵', at_sender: true },
      [toGroup({ message: '喵' })],
    ],
    ['mentions nobody without a reply', groupMessage, { at_sender: true }, []],
    ['recalls', groupMessage, { delete: true }, [call('delete_msg', { message_id: -7 })]],
    ['removes', groupMessage, { kick: true }, [call('set_group_kick', who)]],
    [
      'removes for good',
      groupMessage,
      { kick: 1, reject_add_request: 'true' },
      [call('set_group_kick', { ...who, reject_add_request: true })],
    ],
    ['removes nobody who is anonymous', anonymous, { kick: true }, []],
    [
      'mutes for half an hour',
      groupMessage,
      { ban: true },
      [call('set_group_ban', { ...who, duration: 1800 })],
    ],
    [
      'mutes as long as said',
      groupMessage,
      { ban: true, ban_duration: 0 },
      [call('set_group_ban', { ...who, duration: 0 })],
    ],
    [
      'mutes by text',
      groupMessage,
      { ban: true, ban_duration: '60' },
      [call('set_group_ban', { ...who, duration: 60 })],
    ],
    [
      'mutes no shorter for nonsense',
      groupMessage,
      { ban: true, ban_duration: -1 },
      [call('set_group_ban', { ...who, duration: 1800 })],
    ],
    [
      'mutes who is anonymous',
      anonymous,
      { ban: true, ban_duration: 60 },
      [call('set_group_anonymous_ban', { group_id: 30001, anonymous_flag: 'f', duration: 60 })],
    ],
    [
      'mutes who is anonymous without a flag',
      { ...anonymous, anonymous: { id: 1 } },
      { ban: true },
      [call('set_group_anonymous_ban', { group_id: 30001, anonymous: { id: 1 }, duration: 1800 })],
    ],
    [
      'does several things in order',
      groupMessage,
      { ban: true, kick: true, delete: true, reply: '喵' },
      [
        toGroup({ message: '喵' }),
        call('delete_msg', { message_id: -7 }),
        call('set_group_kick', who),
        call('set_group_ban', { ...who, duration: 1800 }),
      ],
    ],
    [
      'answers in private',
      privateMessage,
      { reply: '喵', at_sender: true, delete: true },
      [toFriend({ message: '喵' })],
    ],
    [
      'answers in private, literally',
      privateMessage,
      { reply: '[', auto_escape: 1 },
      [toFriend({ message: '[', auto_escape: true })],
    ],
    [
      'answers a stranger through the group',
      { ...privateMessage, sub_type: 'group', sender: { group_id: 30001 } },
      { reply: '喵' },
      [toFriend({ group_id: 30001, message: '喵' })],
    ],
    [
      'accepts',
      friendRequest,
      { approve: true, remark: '喵', reason: 'x' },
      [call('set_friend_add_request', { flag: 'f', approve: true, remark: '喵' })],
    ],
    [
      'refuses',
      friendRequest,
      { approve: false, remark: '喵' },
      [call('set_friend_add_request', { flag: 'f', approve: false })],
    ],
    [
      'accepts in a group',
      groupRequest,
      { approve: true, reason: '满员' },
      [call('set_group_add_request', { flag: 'f', sub_type: 'invite', approve: true })],
    ],
    [
      'refuses in a group',
      groupRequest,
      { approve: 'no', reason: '满员' },
      [call('set_group_add_request', { flag: 'f', sub_type: 'invite', approve: false, reason: '满员' })],
    ],
    ['leaves a request open', groupRequest, { reason: '满员' }, []],
    ['leaves a request open at null', friendRequest, { approve: null }, []],
    ['leaves other requests open', { ...friendRequest, request_type: 'vendor' }, { approve: true }, []],
  ])('%s', (_, event, operation, calls) => {
    expect(quickOperationCalls(event, operation)).toEqual(calls)
  })

  it.each<[unknown]>([
    [null],
    [undefined],
    ['喵'],
    [{}],
    [[]],
    [{ reply: '', delete: false, kick: null, ban: 'maybe', vendor: true }],
    [{ reply: [] }],
    [{ reply: null }],
    [{ reply: [1] }],
    [{ reply: 7 }],
  ])('is nothing where it is %j', (operation) => {
    expect(quickOperationCalls(groupMessage, operation)).toEqual([])
  })

  it('is nothing on events that have none', () => {
    const all = { reply: '喵', delete: true, kick: true, ban: true, approve: true }
    const without = Object.values(eventFacts).filter((row) => row.quick_operations.length === 0)
    expect(without.length).toBeGreaterThan(20)
    for (const { post_type, detail_field, detail_type } of without)
      expect(quickOperationCalls({ ...groupMessage, post_type, [detail_field]: detail_type }, all)).toEqual(
        [],
      )
  })

  it('is understood on every event that has some, in calls that the table knows', () => {
    const all = { reply: '喵', delete: true, kick: true, ban: true, approve: true }
    for (const row of Object.values(eventFacts).filter((each) => each.quick_operations.length > 0)) {
      const event = {
        ...groupMessage,
        flag: 'f',
        post_type: row.post_type,
        [row.detail_field]: row.detail_type,
        sub_type: row.sub_types[0]?.value ?? '',
      }
      const calls = quickOperationCalls(event, all)
      expect(calls.length).toBeGreaterThan(0)
      for (const { action, params } of calls)
        expect(checkParams(actionFacts[action as keyof typeof actionFacts], params)).toEqual({ params })
    }
  })

  it('keeps ids beyond 2^53 to the last digit', () => {
    const event = parseExact(
      '{"post_type":"message","message_type":"group","group_id":9007199254740993,"user_id":18446744073709551615,"message_id":9007199254740995}',
    ) as JsonObject
    const calls = quickOperationCalls(event, { reply: '喵', at_sender: true, delete: true, kick: true })
    expect(calls.map(({ action, params }) => textOf(makeCall(action, params).bytes))).toEqual([
      '{"action":"send_group_msg","params":{"group_id":9007199254740993,"message":[{"type":"at","data":{"qq":"18446744073709551615"}},{"type":"text","data":{"text":"喵"}}]}}',
      '{"action":"delete_msg","params":{"message_id":9007199254740995}}',
      '{"action":"set_group_kick","params":{"group_id":9007199254740993,"user_id":18446744073709551615}}',
    ])
  })
})
