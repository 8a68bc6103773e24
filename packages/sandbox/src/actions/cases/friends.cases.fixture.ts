import type { World } from '../../world/world.js'
import { picture } from './picture.fixture.js'
import type { ActionCase } from './run-case.fixture.js'

const lookCases: readonly ActionCase[] = [
  {
    action: 'get_friend_list',
    name: 'tells of friends',
    given: [{ by: 10000, deed: { do: 'set_remark', user_id: 20001, remark: '爱丽丝' } }],
    data: [{ user_id: 20001, nickname: 'Alice', remark: '爱丽丝', sex: 'female' }, { user_id: 10001 }],
  },
  {
    action: 'get_friends_with_category',
    name: 'tells of friends in the one category that there is',
    data: [
      { categoryName: '我的好友', categoryMbCount: 2, buddyList: [{ user_id: 20001 }, { user_id: 10001 }] },
    ],
  },
  { action: 'get_unidirectional_friend_list', name: 'tells of nobody', data: [] },
  {
    action: 'get_stranger_info',
    name: 'tells of anybody',
    params: { user_id: 20003 },
    data: { user_id: 20003, nickname: 'Dave', sex: 'unknown', age: 0 },
  },
  {
    action: 'get_stranger_info',
    name: 'refuses for nobody',
    params: { user_id: 29999 },
    refusal: 'no_such_user',
  },
]

const friendCases: readonly ActionCase[] = [
  {
    action: 'set_friend_remark',
    name: 'calls a friend something else',
    params: { user_id: 20001, remark: '爱丽丝' },
    data: null,
  },
  {
    action: 'set_friend_remark',
    name: 'refuses for a stranger',
    params: { user_id: 20003, remark: '戴夫' },
    refusal: 'not_friend',
  },
  {
    action: 'delete_friend',
    name: 'ends a friendship, on both sides',
    params: { user_id: 20001 },
    data: { result: 0, errMsg: '' },
    after: ({ friends }) => {
      if (friends.get(20001)?.has(10000) || friends.get(10000)?.has(20001)) throw new Error('still friends')
    },
  },
  {
    action: 'delete_friend',
    name: 'takes friend_id, too',
    params: { friend_id: 20001 },
    data: { result: 0, errMsg: '' },
  },
  {
    action: 'delete_friend',
    name: 'refuses for a stranger',
    params: { user_id: 20003 },
    refusal: 'not_friend',
  },
]

const likeCases: readonly ActionCase[] = [
  {
    action: 'send_like',
    name: 'refuses one and a half',
    params: { user_id: 10001, times: 1.5 },
    refusal: 'bad_params',
  },
  {
    action: 'send_like',
    name: 'refuses more than a number can hold',
    params: { user_id: 10001, times: '123456789012345678901234567890' },
    refusal: 'bad_params',
  },
  {
    action: 'send_like',
    name: 'likes somebody, who is told',
    params: { user_id: 10001, times: 10 },
    data: null,
    events: [[10001, 'notice.notify.profile_like', { operator_id: 10000, operator_nick: '小企', times: 10 }]],
  },
  {
    action: 'send_like',
    name: 'likes again on the next day',
    given: [{ by: 10000, deed: { do: 'like', user_id: 20001, times: 10 } }, { waitSeconds: 24 * 3600 }],
    params: { user_id: 20001 },
  },
  {
    action: 'send_like',
    name: 'refuses the eleventh time in a day',
    given: [{ by: 10000, deed: { do: 'like', user_id: 20001, times: 10 } }],
    params: { user_id: 20001 },
    refusal: 'used_up',
  },
  {
    action: 'send_like',
    name: 'refuses to like less than once',
    params: { user_id: 20001, times: 0 },
    refusal: 'bad_params',
  },
  { action: 'send_like', name: 'refuses for nobody', params: { user_id: 29999 }, refusal: 'no_such_user' },
  {
    action: 'get_profile_like',
    name: 'tells who liked the account, page by page',
    profile: 'llbot',
    given: [{ by: 20001, deed: { do: 'like', user_id: 10000, times: 3 } }],
    data: { users: [{ nick: 'Alice', count: 3 }], nextStart: -1 },
  },
  {
    action: 'get_profile_like',
    name: 'tells who liked the account, and whom it liked',
    given: [
      { by: 20001, deed: { do: 'like', user_id: 10000, times: 3 } },
      { by: 10000, deed: { do: 'like', user_id: 20002 } },
    ],
    data: {
      favoriteInfo: { total_count: 3, userInfos: [{ nick: 'Alice', count: 3 }] },
      voteInfo: { total_count: 1, userInfos: [{ nick: 'Bob' }] },
    },
  },
  {
    action: 'get_profile_like',
    name: 'refuses for nobody',
    params: { user_id: 29999 },
    refusal: 'no_such_user',
  },
]

const media = [picture]

const privateFileIn = ({ privateFiles }: World) => ({ file_id: privateFiles.first()?.file_id })

const fileCases: readonly ActionCase[] = [
  {
    action: 'upload_private_file',
    name: 'sends a file to a friend, who is told',
    media,
    params: { user_id: 10001, file: picture.file, name: '猫.png' },
    data: privateFileIn,
    events: [
      [
        10001,
        'message.private.friend',
        { user_id: 10000, message: [{ type: 'file', data: { file: '猫.png' } }] },
      ],
      [10000, 'message_sent.private.friend'],
    ],
  },
  ...(['lagrange', 'go-cqhttp'] as const).map(
    (profile): ActionCase => ({
      action: 'upload_private_file',
      name: `tells a friend of ${profile} by a notice`,
      profile,
      media,
      params: { user_id: 10001, file: picture.file, name: '猫.png' },
      data: null,
      events: [[10001, 'notice.offline_file', { user_id: 10000, file: { name: '猫.png', size: 1234 } }]],
    }),
  ),
  {
    action: 'upload_private_file',
    name: 'refuses for a stranger',
    media,
    params: { user_id: 20003, file: picture.file },
    refusal: 'not_friend',
  },
  {
    action: 'upload_private_file',
    name: 'refuses a file that is not there',
    params: { user_id: 20001, file: 'none.png' },
    refusal: 'no_such_file',
  },
  {
    action: 'get_private_file_url',
    name: 'tells where the bytes are',
    media,
    given: [{ by: 20001, deed: { do: 'upload', user_id: 10000, file: picture.file } }],
    params: privateFileIn,
    data: { url: `/${picture.file}` },
  },
  {
    action: 'get_private_file_url',
    name: 'refuses for the file of others',
    media,
    given: [{ by: 20001, deed: { do: 'upload', user_id: 20002, file: picture.file } }],
    params: privateFileIn,
    refusal: 'no_such_file',
  },
]

export const friendsCases: readonly ActionCase[] = [...lookCases, ...friendCases, ...likeCases, ...fileCases]
