import type { World } from '../../world/world.js'
import type { ActionCase, Given } from './run-case.fixture.js'

const daveAsks: Given = { by: 20003, deed: { do: 'request_friend', user_id: 10000, comment: '你好' } }
const daveWouldJoin: Given = { by: 20003, deed: { do: 'request_join', group_id: 30001, comment: '爱读书' } }
const aliceInvites: Given = { by: 20001, deed: { do: 'invite', group_id: 30002, user_id: 10000 } }
const doubtful: Given = { by: 20003, deed: { do: 'request_friend', user_id: 10000, filtered: true } }

const flagIn = ({ requests }: World): string => requests.first()?.flag ?? ''

const friendCases: readonly ActionCase[] = [
  {
    action: 'set_friend_add_request',
    name: 'makes friends',
    given: [daveAsks],
    params: (world: World) => ({ flag: flagIn(world), remark: '戴夫' }),
    data: null,
    events: [[10000, 'notice.friend_add', { user_id: 20003 }]],
    after: ({ friends }) => {
      if (friends.get(10000)?.get(20003)?.remark !== '戴夫') throw new Error('the remark is missing')
      if (!friends.get(20003)?.has(10000)) throw new Error('the friendship has one side')
    },
  },
  {
    action: 'set_friend_add_request',
    name: 'says no',
    given: [daveAsks],
    params: (world: World) => ({ flag: flagIn(world), approve: false }),
    data: null,
  },
  {
    action: 'set_friend_add_request',
    name: 'refuses a request that is answered',
    given: [daveAsks, { by: 10000, deed: (world) => ({ do: 'answer_request', flag: flagIn(world) }) }],
    params: { flag: '1785600000000000' },
    refusal: 'no_such_request',
  },
  {
    action: 'set_friend_add_request',
    name: 'refuses a request of another kind',
    given: [daveWouldJoin],
    params: (world: World) => ({ flag: flagIn(world) }),
    refusal: 'no_such_request',
  },
  {
    action: 'set_friend_add_request',
    name: 'refuses a request to another one',
    by: 10001,
    given: [daveAsks],
    params: (world: World) => ({ flag: flagIn(world) }),
    refusal: 'no_such_request',
  },
  {
    action: 'get_doubt_friends_add_request',
    name: 'gives requests that nobody was told of',
    given: [daveWouldJoin, doubtful],
    data: [{ uin: '20003', nick: 'Dave' }],
  },
  {
    action: 'set_doubt_friends_add_request',
    name: 'makes friends',
    given: [doubtful],
    params: (world: World) => ({ flag: flagIn(world) }),
    events: [[10000, 'notice.friend_add', { user_id: 20003 }]],
  },
  {
    action: 'set_doubt_friends_add_request',
    name: 'refuses a request that is not doubtful',
    given: [daveAsks],
    params: (world: World) => ({ flag: flagIn(world) }),
    refusal: 'no_such_request',
  },
]

const groupCases: readonly ActionCase[] = [
  {
    action: 'set_group_add_request',
    name: 'lets somebody in',
    given: [daveWouldJoin],
    params: (world: World) => ({ flag: flagIn(world), sub_type: 'add' }),
    data: null,
    events: [
      [10000, 'notice.group_increase.approve', { user_id: 20003, operator_id: 10000 }],
      [10001, 'notice.group_increase.approve'],
    ],
  },
  {
    action: 'set_group_add_request',
    name: 'says no, under the other name of sub_type',
    given: [daveWouldJoin],
    params: (world: World) => ({ flag: flagIn(world), type: 'add', approve: false, reason: '满了' }),
    data: null,
  },
  {
    action: 'set_group_add_request',
    name: 'accepts an invitation',
    given: [aliceInvites],
    params: (world: World) => ({ flag: flagIn(world), sub_type: 'invite' }),
    events: [[10000, 'notice.group_increase.invite', { user_id: 10000, operator_id: 20001 }]],
  },
  {
    action: 'set_group_add_request',
    name: 'refuses a request of another kind',
    given: [daveWouldJoin],
    params: (world: World) => ({ flag: flagIn(world), sub_type: 'invite' }),
    refusal: 'no_such_request',
  },
  {
    action: 'set_group_add_request',
    name: 'refuses to a mere member',
    by: 10001,
    given: [daveWouldJoin],
    params: (world: World) => ({ flag: flagIn(world), sub_type: 'add' }),
    refusal: 'no_rights',
  },
  {
    action: 'set_group_add_request',
    name: 'refuses to an account that is not in the group',
    given: [{ by: 20003, deed: { do: 'request_join', group_id: 30002 } }],
    params: (world: World) => ({ flag: flagIn(world), sub_type: 'add' }),
    refusal: 'not_member',
  },
  {
    action: 'get_group_system_msg',
    name: 'gives requests and invitations, answered ones, too',
    given: [
      aliceInvites,
      { by: 10000, deed: (world) => ({ do: 'answer_request', flag: flagIn(world) }) },
      { waitSeconds: 1 },
      daveWouldJoin,
    ],
    data: {
      invited_requests: [{ invitor_uin: 20001, group_id: 30002, checked: true, actor: 10000 }],
      join_requests: [{ requester_nick: 'Dave', message: '爱读书', group_name: '读书会', checked: false }],
    },
  },
  {
    action: 'get_group_ignore_add_request',
    name: 'gives requests that nobody was told of',
    given: [{ by: 20003, deed: { do: 'request_join', group_id: 30001, filtered: true } }],
    data: [{ requester_nick: 'Dave', group_id: 30001, checked: false }],
  },
]

export const requestsCases: readonly ActionCase[] = [...friendCases, ...groupCases]
