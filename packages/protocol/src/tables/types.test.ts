import { describe, expectTypeOf, test } from 'vitest'
import type { Retcode, retcodes } from '../retcodes.js'
import type { ActionTable } from './actions.gen.js'
import type { actions } from './actions.js'
import type { Id, IdInput } from './base.js'
import type { GroupMessageEvent, OneBotEvent, PrivateMessageEvent } from './events.gen.js'
import type { events } from './events.js'
import type { AtSegment, Message, MessageData, Segment, Sendable } from './segments.gen.js'
import type { segments } from './segments.js'

type Frozen<T> = T extends object ? { readonly [K in keyof T]: Frozen<T[K]> } : T

// These are checked by the compiler, with the types of all tests: `tsc -p tsconfig.tests.json`.

describe('the action table', () => {
  test('names every row, and no other', () => {
    expectTypeOf<keyof ActionTable>().toEqualTypeOf<keyof typeof actions>()
  })

  test('takes an id in every form and gives it back in one', () => {
    expectTypeOf<ActionTable['send_group_msg']['params']['group_id']>().toEqualTypeOf<IdInput>()
    expectTypeOf<ActionTable['send_private_msg']['params']['group_id']>().toEqualTypeOf<IdInput | undefined>()
    expectTypeOf<ActionTable['send_group_msg']['result']['message_id']>().toEqualTypeOf<Id>()
    expectTypeOf<IdInput>().toEqualTypeOf<number | string | bigint>()
    expectTypeOf<Id>().toEqualTypeOf<number>()
  })

  test('knows what must be given and what may be', () => {
    type Params = ActionTable['send_group_msg']['params']
    expectTypeOf<{ group_id: 1n; message: '喵' }>().toExtend<Params>()
    expectTypeOf<{ group_id: 1 }>().not.toExtend<Params>()
    expectTypeOf<{ group_id: 1; message: '喵'; auto_escape: 'yes' }>().not.toExtend<Params>()
  })

  test('knows the shape of each result', () => {
    expectTypeOf<ActionTable['delete_msg']['result']>().toEqualTypeOf<null>()
    expectTypeOf<ActionTable['get_group_list']['result'][number]['group_id']>().toEqualTypeOf<Id>()
    expectTypeOf<ActionTable['get_group_member_info']['result']['role']>().toEqualTypeOf<
      'owner' | 'admin' | 'member'
    >()
    expectTypeOf<ActionTable['get_status']['result']['online']>().toEqualTypeOf<boolean | null>()
    expectTypeOf<ActionTable['get_status']['result']['vendor_key']>().toEqualTypeOf<unknown>()
  })

  test('has the hub answer who got a broadcast', () => {
    type Action = ActionTable['send_broadcast_data']
    type Named = { readonly app_id: string; readonly client_name?: string }
    expectTypeOf<Action['result']['delivered']>().toEqualTypeOf<readonly Named[]>()
    expectTypeOf<Action['params']['clients']>().toEqualTypeOf<readonly Partial<Named>[] | undefined>()
    expectTypeOf<ActionTable['get_online_clients']['result']['clients']>().toEqualTypeOf<readonly Named[]>()
  })
})

describe('the events', () => {
  test('are told apart by their discriminators', () => {
    type Group = Extract<OneBotEvent, { post_type: 'message'; message_type: 'group' }>
    expectTypeOf<Group>().toEqualTypeOf<GroupMessageEvent>()
    type Gap = Extract<OneBotEvent, { notice_type: 'rookery_gap' }>
    expectTypeOf<Pick<Gap, 'from_time' | 'to_time' | 'count'>>().toEqualTypeOf<{
      readonly from_time: number
      readonly to_time: number
      readonly count: number
    }>()
  })

  test('are one union of all rows', () => {
    type Rows = (typeof events)[keyof typeof events]
    expectTypeOf<OneBotEvent['post_type']>().toEqualTypeOf<Rows['post_type']>()
  })

  test('are read-only all the way down, as params and results are', () => {
    expectTypeOf<OneBotEvent>().toEqualTypeOf<Frozen<OneBotEvent>>()
    expectTypeOf<Segment>().toEqualTypeOf<Frozen<Segment>>()
    expectTypeOf<ActionTable>().toEqualTypeOf<Frozen<ActionTable>>()
  })

  test('are honest about what may be missing', () => {
    expectTypeOf<GroupMessageEvent['sender']['nickname']>().toEqualTypeOf<string | undefined>()
    expectTypeOf<undefined>().toExtend<GroupMessageEvent['anonymous']>()
    expectTypeOf<PrivateMessageEvent['group_id']>().toEqualTypeOf<Id | undefined>()
  })

  test('can be spread into the params of an answer', () => {
    expectTypeOf<Omit<GroupMessageEvent, 'message'> & { message: string }>().toExtend<
      ActionTable['send_msg']['params'] & ActionTable['send_group_msg']['params']
    >()
    expectTypeOf<PrivateMessageEvent>().toExtend<ActionTable['send_private_msg']['params']>()
    expectTypeOf<PrivateMessageEvent>().not.toExtend<ActionTable['send_group_msg']['params']>()
  })
})

describe('the segments', () => {
  test('are narrowed by their type', () => {
    expectTypeOf<Extract<Segment, { type: 'at' }>>().toEqualTypeOf<AtSegment>()
    expectTypeOf<AtSegment['data']['qq']>().toEqualTypeOf<string>()
    expectTypeOf<Segment['type']>().toEqualTypeOf<(typeof segments)[keyof typeof segments]['type']>()
  })

  test('make a message that may be sent on as it came', () => {
    expectTypeOf<MessageData>().toEqualTypeOf<string | Message>()
    expectTypeOf<MessageData>().toExtend<Sendable>()
    expectTypeOf<AtSegment>().toExtend<Sendable>()
    expectTypeOf<{ type: 'vendor_card'; data: { id: 1 } }>().toExtend<Sendable>()
    expectTypeOf<{ type: 'vendor_card' }>().not.toExtend<Sendable>()
  })
})

test('a retcode is one of ours', () => {
  expectTypeOf<(typeof retcodes)['timeout']['code']>().toEqualTypeOf<1504>()
  expectTypeOf<1502>().not.toExtend<Retcode>()
})
