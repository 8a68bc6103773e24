import type { ActionName } from '@rookery/protocol'
import type { ActionCase, Given } from './run-case.fixture.js'
import { NOW } from './run-case.fixture.js'

const says = (message: string, by = 20001): Given => ({ by, deed: { do: 'say', group_id: 30001, message } })
const writes = (message: string): Given => ({ by: 20001, deed: { do: 'say', user_id: 10000, message } })

const three = [says('一'), says('二'), says('三')]

const marks = (action: ActionName): readonly ActionCase[] => [
  { action, name: 'takes a message', given: [says('一')], params: { message_id: 1 }, data: null },
  { action, name: 'takes a group', params: { group_id: 30001 }, data: null },
  { action, name: 'takes a user', params: { user_id: 20001 }, data: null },
  {
    action,
    name: 'refuses a message that is not there',
    params: { message_id: 77 },
    refusal: 'no_such_message',
  },
  {
    action,
    name: 'refuses a group that is not there',
    params: { group_id: 39999 },
    refusal: 'no_such_group',
  },
  {
    action,
    name: 'refuses a group that it is not in',
    params: { group_id: 30002 },
    refusal: 'not_member',
  },
  { action, name: 'refuses a user who is not there', params: { user_id: 29999 }, refusal: 'no_such_user' },
]

export const readMessagesCases: readonly ActionCase[] = [
  {
    action: 'get_msg',
    name: 'gives a message as its event did',
    given: [says('原文'), { by: 10001, deed: { do: 'react', message_id: 1, emoji_id: 76 } }],
    params: { message_id: 1 },
    data: {
      time: NOW,
      post_type: 'message',
      message_type: 'group',
      message_id: 1,
      real_id: 1,
      group_id: 30001,
      raw_message: '原文',
      sender: { user_id: 20001, nickname: 'Alice', role: 'owner' },
      emoji_likes_list: [{ emoji_id: '76', emoji_type: '1', likes_cnt: '1' }],
    },
  },
  {
    action: 'get_msg',
    name: 'gives its own',
    given: [{ self_id: 10000, action: 'send_private_msg', params: { user_id: 10001, message: '你好' } }],
    params: { message_id: 1 },
    data: { post_type: 'message_sent', message_type: 'private', target_id: 10001 },
  },
  {
    action: 'get_msg',
    name: 'refuses a message that is not there',
    params: { message_id: 77 },
    refusal: 'no_such_message',
  },
  {
    action: 'get_msg',
    name: 'refuses one that was recalled',
    given: [says('一'), { by: 20001, deed: { do: 'recall', message_id: 1 } }],
    params: { message_id: 1 },
    refusal: 'no_such_message',
  },
  {
    action: 'get_msg',
    name: 'refuses what was said between others',
    given: [{ by: 20001, deed: { do: 'say', user_id: 20002, message: '秘密' } }],
    params: { message_id: 1 },
    refusal: 'no_such_message',
  },
  {
    action: 'get_group_msg_history',
    name: 'gives the newest messages, the oldest of them first',
    given: three,
    params: { group_id: 30001, count: 2 },
    data: { messages: [{ raw_message: '二' }, { raw_message: '三' }] },
  },
  {
    action: 'get_group_msg_history',
    name: 'gives those up to one, the newest first',
    profile: 'llbot',
    given: three,
    params: { group_id: 30001, message_seq: '2', reverseOrder: true },
    data: { messages: [{ raw_message: '二' }, { raw_message: '一' }] },
  },
  {
    action: 'get_group_msg_history',
    name: 'gives those from one on, as NapCat does',
    profile: 'napcat',
    given: three,
    params: { group_id: 30001, message_seq: '2' },
    data: { messages: [{ raw_message: '二', message_seq: 2, real_seq: '2' }, { raw_message: '三' }] },
  },
  {
    action: 'get_group_msg_history',
    name: 'gives those up to one, if they are reversed, as NapCat does',
    profile: 'napcat',
    given: three,
    params: { group_id: 30001, message_seq: '2', reverse_order: true },
    data: { messages: [{ raw_message: '一' }, { raw_message: '二' }] },
  },
  {
    action: 'get_group_msg_history',
    name: 'gives twenty, as go-cqhttp does',
    profile: 'go-cqhttp',
    given: three,
    params: { group_id: 30001, message_seq: 2, count: 1 },
    data: { messages: [{ raw_message: '一' }, { raw_message: '二' }] },
  },
  {
    action: 'get_group_msg_history',
    name: 'gives those up to an id, as Lagrange does',
    profile: 'lagrange',
    given: three,
    params: { group_id: 30001, message_id: 2, count: 1 },
    data: { messages: [{ raw_message: '二' }] },
  },
  {
    action: 'get_group_msg_history',
    name: 'leaves out what was recalled',
    given: [...three, { by: 20001, deed: { do: 'recall', message_id: 2 } }],
    params: { group_id: 30001, message_id: 3 },
    data: { messages: [{ raw_message: '一' }, { raw_message: '三' }] },
  },
  {
    action: 'get_group_msg_history',
    name: 'refuses where nothing was said, as NapCat does',
    profile: 'napcat',
    params: { group_id: 30001 },
    refusal: 'no_such_message',
  },
  {
    action: 'get_group_msg_history',
    name: 'refuses a group that is not there',
    params: { group_id: 39999 },
    refusal: 'no_such_group',
  },
  {
    action: 'get_group_msg_history',
    name: 'refuses a group that it is not in',
    params: { group_id: 30002 },
    refusal: 'not_member',
  },
  {
    action: 'get_group_msg_history',
    name: 'refuses to begin with a message that is not there',
    profile: 'lagrange',
    params: { group_id: 30001, message_id: 77 },
    refusal: 'no_such_message',
  },
  {
    action: 'get_friend_msg_history',
    name: 'gives what was said with a friend',
    given: [says('一'), writes('二')],
    params: { user_id: 20001 },
    data: { messages: [{ raw_message: '二', message_type: 'private' }] },
  },
  {
    action: 'get_friend_msg_history',
    name: 'refuses a user who is not there',
    params: { user_id: 29999 },
    refusal: 'no_such_user',
  },
  {
    action: 'get_friend_msg_history',
    name: 'refuses to begin with a message that is not there',
    profile: 'lagrange',
    params: { user_id: 20001, message_id: 77 },
    refusal: 'no_such_message',
  },
  ...marks('mark_msg_as_read'),
  ...marks('mark_group_msg_as_read'),
  ...marks('mark_private_msg_as_read'),
  { action: '_mark_all_as_read', name: 'marks all', data: null },
]
