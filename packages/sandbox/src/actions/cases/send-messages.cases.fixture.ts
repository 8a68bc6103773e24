import type { ActionName } from '@rookery/protocol'
import { expect } from 'vitest'
import type { Media } from '../../world/world.js'
import {
  node,
  refusedByUser,
  refusedContent,
  refusedInGroup,
  refusedThroughGroup,
  text,
} from './refused.fixture.js'
import type { ActionCase, Given, Told } from './run-case.fixture.js'

export const CAT: Media = {
  file: 'c0ffee.png',
  name: 'cat.png',
  size: 68,
  mime: 'image/png',
  path: '/media/c0ffee.png',
}

/** Events of a message from 10000 in group 30001. */
export const inGroup: readonly Told[] = [
  [10001, 'message.group.normal', { user_id: 10000, group_id: 30001 }],
  [10000, 'message_sent.group', { user_id: 10000, group_id: 30001 }],
]
/** Events of a message from 10000 to its friend 10001. */
export const inPrivate: readonly Told[] = [
  [10001, 'message.private.friend', { user_id: 10000, target_id: 10001 }],
  [10000, 'message_sent.private.friend', { user_id: 10000, target_id: 10001 }],
]

const toGroup = (message: unknown) => ({ group_id: 30001, message })
const toFriend = (message: unknown) => ({ user_id: 10001, message })

const callsAll: Given = { by: 20001, deed: { do: 'say', group_id: 30001, message: '大家好' } }

const groupOnly = (action: ActionName): readonly ActionCase[] => [
  {
    action,
    name: 'calls all, for an admin',
    params: toGroup('[CQ:at,qq=all]'),
    events: inGroup.map(([self_id, name]) => [self_id, name, { raw_message: '[CQ:at,qq=all]' }]),
  },
  {
    action,
    name: 'refuses to call all for a mere member',
    by: 10001,
    params: toGroup('[CQ:at,qq=all]'),
    refusal: 'no_rights',
  },
  {
    action,
    name: 'speaks without a name',
    profile: 'go-cqhttp',
    params: toGroup('[CQ:anonymous]谁'),
    events: [
      [
        10001,
        'message.group.anonymous',
        {
          user_id: 80000000,
          raw_message: '谁',
          anonymous: { flag: expect.stringMatching(/^[0-9a-f]+\|匿名/) },
        },
      ],
      [10000, 'message_sent.group.normal', { user_id: 10000, anonymous: null }],
    ],
  },
  {
    action,
    name: 'refuses to speak without a name where that is off',
    given: [{ by: 20001, deed: { do: 'anonymous', group_id: 30001, enable: false } }],
    params: toGroup([{ type: 'anonymous', data: {} }, text('谁')]),
    refusal: 'anonymous_off',
  },
  {
    action,
    name: 'speaks with a name where it must, if it may',
    given: [{ by: 20001, deed: { do: 'anonymous', group_id: 30001, enable: false } }],
    params: toGroup('[CQ:anonymous,ignore=1]谁'),
    events: inGroup,
  },
  {
    action,
    name: 'quotes what was said there',
    given: [callsAll],
    params: toGroup([{ type: 'reply', data: { id: 1 } }, text('好')]),
    events: inGroup.map(([self_id, name]) => [self_id, name, { raw_message: '[CQ:reply,id=1]好' }]),
  },
]

const sent = (raw_message: string, file = {}): readonly Told[] =>
  inGroup.map(([self_id, name]) => [self_id, name, { raw_message, ...file }])

const image = {
  type: 'image',
  data: { file: 'c0ffee.png', url: '/c0ffee.png', file_size: '68', summary: '', sub_type: 0 },
}

const looks: readonly ActionCase[] = [
  {
    action: 'send_group_msg',
    name: 'reads CQ codes',
    params: toGroup('你好[CQ:at,qq=20001] &#91;1&#93;'),
    data: { message_id: 1 },
    events: sent('你好[CQ:at,qq=20001] &#91;1&#93;', {
      message: [text('你好'), { type: 'at', data: { qq: '20001' } }, text(' [1]')],
    }),
  },
  {
    action: 'send_group_msg',
    name: 'reads none where they are literal text',
    params: { ...toGroup('[CQ:at,qq=all]'), auto_escape: true },
    events: sent('&#91;CQ:at,qq=all&#93;', { message: [text('[CQ:at,qq=all]')] }),
  },
  {
    action: 'send_group_msg',
    name: 'reads none in segments',
    params: toGroup(text('[CQ:at,qq=all]')),
    events: sent('&#91;CQ:at,qq=all&#93;'),
  },
  {
    action: 'send_group_msg',
    name: 'shows images as NapCat does',
    media: [CAT],
    params: toGroup('[CQ:image,file=c0ffee.png]'),
    events: [
      [10001, 'message.group', { message: [image] }],
      [10000, 'message_sent.group', { message: [image] }],
    ],
  },
  {
    action: 'send_group_msg',
    name: 'shows recordings and files',
    media: [CAT],
    params: toGroup([
      { type: 'record', data: { file: 'c0ffee.png' } },
      { type: 'file', data: { file: 'c0ffee.png', name: '猫.png' } },
    ]),
    events: [
      [
        10001,
        'message.group',
        {
          message: [
            { type: 'record', data: { file: 'c0ffee.png', url: '/c0ffee.png', file_size: '68' } },
            { type: 'file', data: { file: '猫.png', file_id: 'c0ffee.png', file_size: '68' } },
          ],
        },
      ],
      [10000, 'message_sent.group'],
    ],
  },
  {
    action: 'send_group_msg',
    name: 'throws dice',
    params: toGroup([
      { type: 'dice', data: {} },
      { type: 'rps', data: null },
    ]),
    events: [
      [
        10001,
        'message.group',
        {
          message: [
            { data: { result: expect.stringMatching(/^[1-6]$/) } },
            { data: { result: expect.stringMatching(/^[1-6]$/) } },
          ],
        },
      ],
      [10000, 'message_sent.group'],
    ],
  },
  {
    action: 'send_group_msg',
    name: 'keeps what it does not know',
    params: toGroup([
      { type: 'hologram', data: { beam: 3 } },
      { type: 'face', data: { id: 14 } },
    ]),
    events: sent('[CQ:hologram,beam=3][CQ:face,id=14]'),
  },
  {
    action: 'send_group_msg',
    name: 'makes one merged forward of nodes',
    params: toGroup([node('一'), node([text('二')])]),
    data: { message_id: 1, forward_id: expect.stringMatching(/^[0-9a-f]{32}$/) },
    events: inGroup,
  },
]

const groupMsg: readonly ActionCase[] = [
  {
    action: 'send_group_msg',
    name: 'says something in a group, and tells every account of it',
    params: toGroup('你好'),
    data: { message_id: 1 },
    events: inGroup,
  },
  ...groupOnly('send_group_msg'),
  ...refusedInGroup('send_group_msg', { message: '你好' }),
  ...refusedContent('send_group_msg', toGroup),
  ...looks,
]

const privateMsg: readonly ActionCase[] = [
  {
    action: 'send_private_msg',
    name: 'writes to a friend',
    params: toFriend('你好'),
    data: { message_id: 1 },
    events: inPrivate,
  },
  {
    action: 'send_private_msg',
    name: 'writes to itself',
    params: { user_id: 10000, message: '记一下' },
    events: [[10000, 'message_sent.private.friend', { target_id: 10000 }]],
  },
  {
    action: 'send_private_msg',
    name: 'writes to a stranger by way of a group',
    profile: 'go-cqhttp',
    given: [{ by: 10000, deed: { do: 'delete_friend', user_id: 10001 } }],
    params: { user_id: 10001, group_id: 30001, message: '你好' },
    events: [[10001, 'message.private.group', { temp_source: 0, sender: { group_id: 30001 } }]],
  },
  {
    action: 'send_private_msg',
    name: 'names the group beside the message, as NapCat does',
    given: [{ by: 10000, deed: { do: 'delete_friend', user_id: 10001 } }],
    params: { user_id: 10001, group_id: 30001, message: '你好' },
    events: [
      [10001, 'message.private.group', { group_id: 30001 }],
      [10000, 'message_sent.private.group', { group_id: 30001 }],
    ],
  },
  ...refusedByUser('send_private_msg', { message: '你好' }),
  ...refusedThroughGroup('send_private_msg', { message: '你好' }),
  ...refusedContent('send_private_msg', toFriend),
]

const anyMsg: readonly ActionCase[] = [
  {
    action: 'send_msg',
    name: 'sends to a group where one is given',
    params: toGroup('你好'),
    events: inGroup,
  },
  {
    action: 'send_msg',
    name: 'sends to a user where one is given',
    params: toFriend('你好'),
    events: inPrivate,
  },
  {
    action: 'send_msg',
    name: 'sends to the user where the type says so',
    params: { ...toFriend('你好'), group_id: 30001, message_type: 'private' },
    events: inPrivate,
  },
  {
    action: 'send_msg',
    name: 'sends to the group where there are both and no type',
    params: { ...toFriend('你好'), group_id: 30001 },
    events: inGroup,
  },
  { action: 'send_msg', name: 'refuses without a target', params: { message: 'a' }, refusal: 'bad_params' },
  ...groupOnly('send_msg'),
  ...refusedInGroup('send_msg', { message: '你好' }),
  ...refusedByUser('send_msg', { message: '你好' }),
  ...refusedContent('send_msg', toGroup),
]

const says = (by: number, message = '哈哈'): Given => ({ by, deed: { do: 'say', group_id: 30001, message } })

const recalled = (of: object): readonly Told[] => [
  [10000, 'notice.group_recall', of],
  [10001, 'notice.group_recall', of],
]

const recall: readonly ActionCase[] = [
  {
    action: 'delete_msg',
    name: 'recalls its own message in a group',
    given: [says(10001)],
    by: 10001,
    params: { message_id: 1 },
    data: null,
    events: recalled({ user_id: 10001, operator_id: 10001, message_id: 1, group_id: 30001 }),
    after: ({ messages }) => expect(messages.get(1)?.recalled).toMatchObject({ operator_id: 10001 }),
  },
  {
    action: 'delete_msg',
    name: 'recalls the message of a member at any time, as an admin',
    given: [says(20002), { waitSeconds: 3600 }],
    params: { message_id: 1 },
    events: recalled({ user_id: 20002, operator_id: 10000 }),
  },
  {
    action: 'delete_msg',
    name: 'recalls its own at any time, as an admin',
    given: [says(10000), { waitSeconds: 3600 }],
    params: { message_id: 1 },
    events: recalled({ user_id: 10000 }),
  },
  {
    action: 'delete_msg',
    name: 'recalls what one said who has left',
    given: [says(20002), { by: 20002, deed: { do: 'leave', group_id: 30001 } }],
    params: { message_id: 1 },
    events: recalled({ user_id: 20002 }),
  },
  {
    action: 'delete_msg',
    name: 'names nobody behind a mask',
    given: [{ by: 20002, deed: { do: 'say', group_id: 30001, message: '谁', anonymous: true } }],
    params: { message_id: 1 },
    events: recalled({ user_id: 80000000 }),
  },
  {
    action: 'delete_msg',
    name: 'recalls what it wrote to a friend',
    given: [{ by: 10000, deed: { do: 'say', ...toFriend('哈哈') } as never }],
    params: { message_id: 1 },
    events: [
      [10000, 'notice.friend_recall', { user_id: 10000, message_id: 1 }],
      [10001, 'notice.friend_recall', { user_id: 10000, message_id: 1 }],
    ],
  },
  {
    action: 'delete_msg',
    name: 'refuses a message that is not there',
    params: { message_id: 77 },
    refusal: 'no_such_message',
  },
  {
    action: 'delete_msg',
    name: 'refuses a message of a group that it is not in',
    given: [{ by: 20001, deed: { do: 'say', group_id: 30002, message: '秘密' } }],
    params: { message_id: 1 },
    refusal: 'no_such_message',
  },
  {
    action: 'delete_msg',
    name: 'refuses to recall twice',
    given: [says(20002), { by: 20002, deed: { do: 'recall', message_id: 1 } }],
    params: { message_id: 1 },
    refusal: 'already_recalled',
  },
  {
    action: 'delete_msg',
    name: 'refuses a member after two minutes',
    given: [says(10001), { waitSeconds: 121 }],
    by: 10001,
    params: { message_id: 1 },
    refusal: 'too_late',
  },
  {
    action: 'delete_msg',
    name: 'refuses an admin the message of the owner',
    given: [says(20001)],
    params: { message_id: 1 },
    refusal: 'no_rights',
  },
  {
    action: 'delete_msg',
    name: 'refuses what a friend wrote',
    given: [{ by: 20001, deed: { do: 'say', user_id: 10000, message: '哈哈' } }],
    params: { message_id: 1 },
    refusal: 'no_rights',
  },
]

export const sendMessagesCases: readonly ActionCase[] = [...groupMsg, ...privateMsg, ...anyMsg, ...recall]
