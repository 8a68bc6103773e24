import type { ActionName } from '@rookery/protocol'
import { expect } from 'vitest'
import { maskOf } from '../../world/mask.js'
import type { World } from '../../world/world.js'
import { type ActionCase, type Given, NOW, type Told } from './run-case.fixture.js'

const said: Given = { by: 20002, deed: { do: 'say', group_id: 30001, message: '哈哈' } }
const written: Given = { by: 20001, deed: { do: 'say', user_id: 10000, message: '在吗' } }
const reacted = (by: number): Given => ({ by, deed: { do: 'react', message_id: 1, emoji_id: '76' } })
const praised: Given = { by: 10000, deed: { do: 'essence', message_id: 1 } }

const bothAre = (name: Told[1], partial: object): readonly Told[] => [
  [10000, name, partial],
  [10001, name, partial],
]

const notThere = (action: ActionName, rest: object = {}): readonly ActionCase[] => [
  {
    action,
    name: 'refuses a message that is not there',
    params: { message_id: 77, ...rest },
    refusal: 'no_such_message',
  },
  {
    action,
    name: 'refuses a private message',
    given: [written],
    params: { message_id: 1, ...rest },
    refusal: 'no_such_message',
  },
]

const likes: readonly ActionCase[] = [
  {
    action: 'set_msg_emoji_like',
    name: 'adds a reaction to those there are',
    given: [said, reacted(20001)],
    params: { message_id: 1, emoji_id: 76 },
    data: { result: 0, errMsg: '' },
    events: bothAre('notice.group_msg_emoji_like', {
      user_id: 10000,
      message_id: 1,
      likes: [{ emoji_id: '76', count: 2 }],
      is_add: true,
    }),
  },
  {
    action: 'set_msg_emoji_like',
    name: 'takes one back',
    given: [said, reacted(10000)],
    params: { message_id: 1, emoji_id: '76', set: 'false' },
    events: bothAre('notice.group_msg_emoji_like', { likes: [{ emoji_id: '76', count: 0 }], is_add: false }),
  },
  {
    action: 'set_msg_emoji_like',
    name: 'does nothing twice',
    given: [said, reacted(10000)],
    params: { message_id: 1, emoji_id: '76' },
  },
  ...notThere('set_msg_emoji_like', { emoji_id: 76 }),
  {
    action: 'unset_msg_emoji_like',
    name: 'takes a reaction back',
    given: [said, reacted(10000)],
    params: { message_id: 1, emoji_id: '76' },
    events: bothAre('notice.group_msg_emoji_like', { is_add: false }),
  },
  ...notThere('unset_msg_emoji_like', { emoji_id: 76 }),
  {
    action: 'set_group_reaction',
    name: 'adds a reaction',
    given: [said],
    params: { group_id: 30001, message_id: 1, code: '76' },
    events: bothAre('notice.reaction.add', { operator_id: 10000, code: '76', count: 1 }),
  },
  {
    action: 'set_group_reaction',
    name: 'takes one back',
    given: [said, reacted(10000)],
    params: { group_id: 30001, message_id: 1, code: '76', is_add: false },
    events: bothAre('notice.reaction.remove', { operator_id: 10000, code: '76', count: 0 }),
  },
  ...notThere('set_group_reaction', { group_id: 30001, code: '76' }),
  {
    action: 'fetch_emoji_like',
    name: 'lists who reacted, page by page',
    given: [said, reacted(20001), reacted(10001)],
    params: { message_id: 1, emojiId: 76, count: 1 },
    data: {
      emojiLikesList: [{ tinyId: '20001', nickName: 'Alice' }],
      cookie: '1',
      isFirstPage: true,
      isLastPage: false,
    },
  },
  {
    action: 'fetch_emoji_like',
    name: 'goes on with the cookie',
    given: [said, reacted(20001), reacted(10001)],
    params: { message_id: 1, emoji_id: 76, cookie: '1' },
    data: { emojiLikesList: [{ tinyId: '10001' }], cookie: '', isFirstPage: false, isLastPage: true },
  },
  {
    action: 'fetch_emoji_like',
    name: 'needs an emoji',
    given: [said],
    params: { message_id: 1 },
    refusal: 'bad_params',
  },
  ...notThere('fetch_emoji_like', { emojiId: 76 }),
  {
    action: 'get_emoji_likes',
    name: 'lists who reacted',
    given: [said, reacted(20001), reacted(10001)],
    params: { message_id: 1, emoji_id: 76, count: 1 },
    data: { emoji_like_list: [{ user_id: '20001', nick_name: 'Alice' }] },
  },
  ...notThere('get_emoji_likes', { emoji_id: 76 }),
]

const pokes = (action: ActionName): readonly ActionCase[] => [
  {
    action,
    name: 'pokes a member of a group',
    params: { group_id: 30001, user_id: 20002 },
    data: null,
    events: bothAre('notice.notify.poke', { group_id: 30001, user_id: 10000, target_id: 20002 }),
  },
  {
    action,
    name: 'pokes a friend',
    params: { user_id: 10001 },
    events: bothAre('notice.notify.poke', { user_id: 10000, sender_id: 10000, target_id: 10001 }),
  },
  {
    action,
    name: 'pokes the target where one is named',
    params: { user_id: 20001, target_id: 10000 },
    events: [[10000, 'notice.notify.poke', { target_id: 10000 }]],
  },
  {
    action,
    name: 'refuses for a group that is not there',
    params: { group_id: 39999, user_id: 20002 },
    refusal: 'no_such_group',
  },
  {
    action,
    name: 'refuses for somebody who is not in the group',
    params: { group_id: 30001, user_id: 20003 },
    refusal: 'not_member',
  },
  { action, name: 'refuses for who is no friend', params: { user_id: 20002 }, refusal: 'not_friend' },
]

const typing: readonly ActionCase[] = [
  {
    action: 'set_input_status',
    name: 'shows a friend that one types',
    params: { user_id: 10001, event_type: '1' },
    data: { result: 0, errMsg: '' },
    events: [
      [
        10001,
        'notice.notify.input_status',
        { user_id: 10000, event_type: 1, status_text: '对方正在输入...' },
      ],
    ],
  },
  {
    action: 'set_input_status',
    name: 'refuses for who is no friend',
    params: { user_id: 20002, event_type: 1 },
    refusal: 'not_friend',
  },
]

const essences: readonly ActionCase[] = [
  {
    action: 'set_essence_msg',
    name: 'makes it one',
    given: [said],
    params: { message_id: 1 },
    data: { errCode: 0, errMsg: '' },
    events: bothAre('notice.essence.add', { sender_id: 20002, operator_id: 10000, message_id: 1 }),
  },
  {
    action: 'set_essence_msg',
    name: 'does nothing twice',
    given: [said, praised],
    params: { message_id: 1 },
  },
  {
    action: 'set_essence_msg',
    name: 'refuses to a mere member',
    given: [said],
    by: 10001,
    params: { message_id: 1 },
    refusal: 'no_rights',
  },
  ...notThere('set_essence_msg'),
  {
    action: 'delete_essence_msg',
    name: 'takes it back',
    given: [said, praised],
    params: { message_id: 1 },
    events: bothAre('notice.essence.delete', { message_id: 1 }),
  },
  {
    action: 'delete_essence_msg',
    name: 'takes it back by its sequence',
    given: [said, praised],
    params: { group_id: '30001', msg_seq: '1', msg_random: '1' },
    events: bothAre('notice.essence.delete', { message_id: 1 }),
  },
  {
    action: 'delete_essence_msg',
    name: 'refuses one that is none',
    given: [said],
    params: { message_id: 1 },
    refusal: 'no_such_message',
  },
  {
    action: 'delete_essence_msg',
    name: 'refuses a sequence that is not there',
    params: { group_id: '30001', msg_seq: '7' },
    refusal: 'no_such_message',
  },
  {
    action: 'delete_essence_msg',
    name: 'refuses for a group that is not there',
    params: { group_id: '39999', msg_seq: '1' },
    refusal: 'no_such_group',
  },
  {
    action: 'delete_essence_msg',
    name: 'refuses for a group that it is not in',
    params: { group_id: '30002', msg_seq: '1' },
    refusal: 'not_member',
  },
  {
    action: 'delete_essence_msg',
    name: 'refuses to a mere member',
    given: [said, praised],
    by: 10001,
    params: { message_id: 1 },
    refusal: 'no_rights',
  },
  { action: 'delete_essence_msg', name: 'needs a message', refusal: 'bad_params' },
  ...notThere('delete_essence_msg'),
  {
    action: 'get_essence_msg_list',
    name: 'lists them',
    given: [said, praised],
    params: { group_id: 30001 },
    data: [
      {
        sender_id: 20002,
        sender_nick: 'Bob',
        operator_id: 10000,
        operator_nick: '小企',
        message_id: 1,
        content: [{ data: { text: '哈哈' } }],
      },
    ],
  },
  {
    action: 'get_essence_msg_list',
    name: 'leaves out what was recalled',
    given: [said, praised, { by: 20001, deed: { do: 'recall', message_id: 1 } }],
    params: { group_id: 30001 },
    data: [],
  },
  {
    action: 'get_essence_msg_list',
    name: 'refuses for a group that is not there',
    params: { group_id: 39999 },
    refusal: 'no_such_group',
  },
  {
    action: 'get_essence_msg_list',
    name: 'refuses for a group that it is not in',
    params: { group_id: 30002 },
    refusal: 'not_member',
  },
]

const masked: Given = { by: 20002, deed: { do: 'say', group_id: 30001, message: '谁', anonymous: true } }
const anonymousOf = ({ messages }: World) => messages.first()?.anonymous
const byFlag = (group_id: number) => (world: World) => ({ group_id, flag: anonymousOf(world)?.flag })

const masks: readonly ActionCase[] = [
  {
    action: 'set_group_anonymous_ban',
    name: 'mutes a mask, and names nobody',
    given: [masked],
    params: (world) => ({ group_id: 30001, anonymous: anonymousOf(world), duration: 60 }),
    data: null,
    events: bothAre('notice.group_ban.ban', { user_id: 80000000, operator_id: 10000, duration: 60 }),
    after: ({ groups }) =>
      expect(groups.get(30001)?.members.get(20002)).toMatchObject({
        muted_until: 0,
        silenced_until: NOW + 60,
      }),
  },
  {
    action: 'set_group_anonymous_ban',
    name: 'takes the flag alone',
    given: [masked],
    params: (world) => ({ ...byFlag(30001)(world), duration: 60 }),
    events: bothAre('notice.group_ban.ban', { duration: 60 }),
  },
  {
    action: 'set_group_anonymous_ban',
    name: 'refuses to lift it',
    given: [masked],
    params: (world) => ({ ...byFlag(30001)(world), duration: 0 }),
    refusal: 'bad_params',
  },
  {
    action: 'set_group_anonymous_ban',
    name: 'refuses a flag of nobody',
    params: { group_id: 30001, flag: 'none' },
    refusal: 'no_such_user',
  },
  {
    action: 'set_group_anonymous_ban',
    name: 'refuses a mask without a flag',
    params: { group_id: 30001, anonymous: {} },
    refusal: 'bad_params',
  },
  {
    action: 'set_group_anonymous_ban',
    name: 'refuses to a mere member',
    given: [masked],
    by: 10001,
    params: byFlag(30001),
    refusal: 'no_rights',
  },
  {
    action: 'set_group_anonymous_ban',
    name: 'refuses for a group that is not there',
    params: { group_id: 39999, flag: 'none' },
    refusal: 'no_such_group',
  },
  {
    action: 'set_group_anonymous_ban',
    name: 'refuses for a group that it is not in',
    params: { group_id: 30002, flag: 'none' },
    refusal: 'not_member',
  },
  {
    action: 'send_group_msg',
    name: 'refuses a mask that is muted',
    given: [
      {
        by: 20001,
        deed: (world) => ({ do: 'mute_anonymous', group_id: 30001, flag: ownFlag(world), duration: 60 }),
      },
    ],
    params: { group_id: 30001, message: '[CQ:anonymous]谁' },
    refusal: 'muted',
  },
]

function ownFlag({ groups }: World): string {
  const group = groups.get(30001)
  const member = group?.members.get(10000)
  return group && member ? maskOf(group, member).flag : ''
}

export const reactionsCases: readonly ActionCase[] = [
  ...likes,
  ...pokes('send_poke'),
  ...pokes('friend_poke'),
  ...pokes('group_poke'),
  ...typing,
  ...essences,
  ...masks,
]
