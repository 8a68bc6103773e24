import { describe, expectTypeOf, test } from 'vitest'
import type { Retcode, retcodes } from '../retcodes.js'
import type { ActionName, ActionOf, Params, Result } from './action-types.js'
import type { ActionTable } from './actions.gen.js'
import type { actions } from './actions.js'
import type { Id, IdInput } from './base.js'
import type {
  ClientStatusEvent,
  DeviceStatusEvent,
  EventTable,
  FriendPokeEvent,
  GroupIncreaseEvent,
  GroupMessageEvent,
  GroupPokeEvent,
  GuildMessageEvent,
  OneBotEvent,
  PrivateMessageEvent,
} from './events.gen.js'
import type { events } from './events.js'
import type { EventName } from './profiles.js'
import type {
  AtSegment,
  ImageSegment,
  Message,
  MessageData,
  MusicSegment,
  Segment,
  Sendable,
} from './segments.gen.js'

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

describe('the helpers of calls', () => {
  test('give params and result by the name of an action', () => {
    expectTypeOf<Params<'delete_msg'>>().toEqualTypeOf<{ readonly message_id: IdInput }>()
    expectTypeOf<Result<'get_login_info'>['user_id']>().toEqualTypeOf<Id>()
    expectTypeOf<Result<'get_group_honor_info'>['talkative_list']>().toEqualTypeOf<
      Result<'get_group_honor_info'>['legend_list']
    >()
  })

  test('know implementations that answer in a shape of their own', () => {
    expectTypeOf<Result<'upload_group_file'>>().toEqualTypeOf<null>()
    expectTypeOf<Result<'upload_group_file', 'napcat'>['file_id']>().toEqualTypeOf<string | null>()
    expectTypeOf<Result<'upload_group_file', 'go-cqhttp'>>().toEqualTypeOf<null>()
    expectTypeOf<Result<'upload_group_file', 'napcat' | 'go-cqhttp'>>().toEqualTypeOf<Result<
      'upload_group_file',
      'napcat'
    > | null>()
  })

  test('take ids in every form where the wire has them as strings, and lists of them', () => {
    expectTypeOf<Params<'set_group_sign'>['group_id']>().toEqualTypeOf<IdInput>()
    expectTypeOf<Params<'set_group_kick_members'>['user_id']>().toEqualTypeOf<readonly IdInput[]>()
    expectTypeOf<Params<'batch_delete_group_member'>['user_ids']>().toEqualTypeOf<readonly IdInput[]>()
    expectTypeOf<Params<'move_group_file'>['file_id']>().toEqualTypeOf<string>()
  })

  test('know who has an action', () => {
    expectTypeOf<'send_group_msg' | 'set_group_reaction'>().toExtend<ActionOf<'lagrange'>>()
    expectTypeOf<'set_group_reaction'>().not.toExtend<ActionOf<'napcat'>>()
    expectTypeOf<ActionOf<'go-cqhttp'>>().toExtend<ActionName>()
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
    expectTypeOf<keyof typeof events>().toEqualTypeOf<EventName>()
    expectTypeOf<OneBotEvent['post_type']>().toEqualTypeOf<
      'message' | 'message_sent' | 'notice' | 'request' | 'meta_event' | 'distributed'
    >()
  })

  test('are narrowed by sub_type', () => {
    type Notify = Extract<OneBotEvent, { notice_type: 'notify' }>
    expectTypeOf<Extract<Notify, { sub_type: 'poke' }>>().toEqualTypeOf<GroupPokeEvent | FriendPokeEvent>()
    const hasTitle = (event: Notify) => (event.sub_type === 'title' ? event.title : undefined)
    expectTypeOf<ReturnType<typeof hasTitle>>().toEqualTypeOf<string | undefined>()
  })

  test('are found by dotted names', () => {
    expectTypeOf<EventTable['notice.group_increase']>().toEqualTypeOf<GroupIncreaseEvent>()
    expectTypeOf<EventTable['notice.group_increase.invite']['sub_type']>().toEqualTypeOf<'invite'>()
    expectTypeOf<EventTable['notice.notify.poke']>().toEqualTypeOf<GroupPokeEvent | FriendPokeEvent>()
    expectTypeOf<EventTable['notice.client_status']>().toEqualTypeOf<DeviceStatusEvent | ClientStatusEvent>()
    expectTypeOf<EventTable[keyof EventTable]>().toExtend<OneBotEvent>()
  })

  test('say that an id above 2^53 as a rule may come as text', () => {
    expectTypeOf<GuildMessageEvent['sender']['user_id']>().toEqualTypeOf<number | string>()
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
    expectTypeOf<Extract<Segment, { type: 'contact' }>['data']['type']>().toEqualTypeOf<'qq' | 'group'>()
  })

  test('have what is always there where they can be', () => {
    expectTypeOf<MusicSegment['data']['id']>().toEqualTypeOf<string>()
    expectTypeOf<ImageSegment['data']['url']>().toEqualTypeOf<string | undefined>()
    expectTypeOf<{ type: 'node'; data: { user_id: '1'; nickname: '喵'; content: Message } }>().toExtend<
      Params<'send_group_forward_msg'>['messages'] extends readonly (infer Node)[] | undefined ? Node : never
    >()
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
