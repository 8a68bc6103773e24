import type { World } from '../../world/world.js'
import type { ActionCase, Given } from './run-case.fixture.js'

const action = '.handle_quick_operation'

const bobSays: Given = { by: 20002, deed: { do: 'say', group_id: 30001, message: '/天气' } }

/** The fields of an event that a bot returns with its quick operation. */
const groupMessage = { post_type: 'message', message_type: 'group', sub_type: 'normal', group_id: 30001 }

const ofBob = ({ lastMessageId }: World) => ({ ...groupMessage, user_id: 20002, message_id: lastMessageId })

export const quickOperationCases: readonly ActionCase[] = [
  {
    action,
    name: 'does everything that it holds, in order',
    given: [bobSays],
    params: (world: World) => ({
      context: ofBob(world),
      operation: { reply: '晴', at_sender: true, delete: true, ban: true, ban_duration: 60, kick: true },
    }),
    data: null,
    events: [
      [10001, 'message.group.normal', { raw_message: '[CQ:at,qq=20002]晴' }],
      [10000, 'message_sent.group.normal'],
      [10000, 'notice.group_recall', { operator_id: 10000 }],
      [10001, 'notice.group_recall'],
      [10000, 'notice.group_decrease.kick', { user_id: 20002 }],
      [10001, 'notice.group_decrease.kick'],
    ],
  },
  {
    action,
    name: 'mutes',
    given: [bobSays],
    params: (world: World) => ({ context: ofBob(world), operation: { ban: true, ban_duration: 60 } }),
    events: [
      [10000, 'notice.group_ban.ban', { user_id: 20002, duration: 60 }],
      [10001, 'notice.group_ban.ban'],
    ],
  },
  {
    action,
    name: 'answers in private',
    params: {
      context: { post_type: 'message', message_type: 'private', sub_type: 'friend', user_id: 10001 },
      operation: { reply: '在' },
    },
    events: [
      [10001, 'message.private.friend', { raw_message: '在' }],
      [10000, 'message_sent.private.friend'],
    ],
  },
  {
    action,
    name: 'makes friends',
    given: [{ by: 20003, deed: { do: 'request_friend', user_id: 10000 } }],
    params: ({ requests }: World) => ({
      context: { post_type: 'request', request_type: 'friend', flag: requests.first()?.flag },
      operation: { approve: true },
    }),
    events: [[10000, 'notice.friend_add', { user_id: 20003 }]],
  },
  {
    action,
    name: 'lets somebody in',
    given: [{ by: 20003, deed: { do: 'request_join', group_id: 30001 } }],
    params: ({ requests }: World) => ({
      context: { post_type: 'request', request_type: 'group', sub_type: 'add', flag: requests.first()?.flag },
      operation: { approve: true },
    }),
    events: [
      [10000, 'notice.group_increase.approve', { user_id: 20003 }],
      [10001, 'notice.group_increase.approve'],
    ],
  },
  {
    action,
    name: 'passes over what is refused, and does the rest',
    by: 10001,
    given: [bobSays],
    params: (world: World) => ({ context: ofBob(world), operation: { reply: '晴', kick: true } }),
    data: null,
    events: [
      [10000, 'message.group.normal'],
      [10001, 'message_sent.group.normal'],
    ],
  },
]
