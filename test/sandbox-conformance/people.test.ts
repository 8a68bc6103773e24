import type { Deed } from '@rookery/sandbox'
import { afterEach, expect, it } from 'vitest'
import { GROUP, HUMBLE, PNG } from './scripts/materials.js'
import { eventFaults, eventName } from './shapes.js'
import { FIRST, SECOND, Stage } from './stage.js'

/** What people do, as the two accounts hear of it. Group 30003 is Alice's. */

const [ALICE, BOB, DAVE] = [20001, 20002, 20003]

interface Act {
  /** The implementation that the accounts answer like. */
  readonly profile?: string
  readonly by: number
  readonly does: Deed
  /** What was done before; nobody counts what came of it. */
  readonly after?: readonly (readonly [by: number, deed: Deed])[]
  readonly first?: readonly string[]
  readonly second?: readonly string[]
  readonly both?: readonly string[]
}

const bobSays: Deed = { do: 'say', ...HUMBLE, message: '晚上好' }
const said = [[BOB, bobSays]] as const

const acts: readonly (readonly [name: string, act: Act])[] = [
  ['speaks in a group', { by: BOB, does: bobSays, both: ['message.group.normal'] }],
  [
    'speaks without a name',
    { by: BOB, does: { ...bobSays, message: '[CQ:anonymous]嘘' }, both: ['message.group.anonymous'] },
  ],
  [
    'writes to a friend',
    { by: ALICE, does: { do: 'say', user_id: FIRST, message: '在吗' }, first: ['message.private.friend'] },
  ],
  [
    'writes by way of a group',
    {
      by: BOB,
      does: { do: 'say', user_id: FIRST, group_id: 30003, message: '在吗' },
      first: ['message.private.group'],
    },
  ],
  ['recalls', { by: BOB, after: said, does: { do: 'recall', message_id: 1 }, both: ['notice.group_recall'] }],
  [
    'recalls in private',
    {
      by: ALICE,
      after: [[ALICE, { do: 'say', user_id: FIRST, message: '在吗' }]],
      does: { do: 'recall', message_id: 1 },
      first: ['notice.friend_recall'],
    },
  ],
  [
    'reacts',
    {
      by: ALICE,
      after: said,
      does: { do: 'react', message_id: 1, emoji_id: '66' },
      both: ['notice.group_msg_emoji_like'],
    },
  ],
  [
    'picks what matters',
    { by: ALICE, after: said, does: { do: 'essence', message_id: 1 }, both: ['notice.essence.add'] },
  ],
  [
    'pokes in a group',
    { by: BOB, does: { do: 'poke', ...HUMBLE, user_id: FIRST }, both: ['notice.notify.poke'] },
  ],
  ['pokes a friend', { by: ALICE, does: { do: 'poke', user_id: FIRST }, first: ['notice.notify.poke'] }],
  ['types', { by: ALICE, does: { do: 'type', user_id: FIRST }, first: ['notice.notify.input_status'] }],
  [
    'mutes an account',
    {
      by: ALICE,
      does: { do: 'mute', ...HUMBLE, user_id: SECOND, duration: 60 },
      both: ['notice.group_ban.ban'],
    },
  ],
  [
    'lets it speak again',
    {
      by: ALICE,
      after: [[ALICE, { do: 'mute', ...HUMBLE, user_id: SECOND, duration: 60 }]],
      does: { do: 'mute', ...HUMBLE, user_id: SECOND, duration: 0 },
      both: ['notice.group_ban.lift_ban'],
    },
  ],
  [
    'mutes everybody',
    { by: ALICE, does: { do: 'mute_all', ...HUMBLE, enable: true }, both: ['notice.group_ban.ban'] },
  ],
  [
    'removes an account',
    {
      by: ALICE,
      does: { do: 'kick', ...HUMBLE, user_id: SECOND },
      first: ['notice.group_decrease.kick'],
      second: ['notice.group_decrease.kick_me'],
    },
  ],
  ['leaves', { by: BOB, does: { do: 'leave', ...HUMBLE }, both: ['notice.group_decrease.leave'] }],
  [
    'ends the group',
    { by: ALICE, does: { do: 'dismiss', ...HUMBLE }, both: ['notice.group_decrease.disband'] },
  ],
  ['joins', { by: DAVE, does: { do: 'join', ...HUMBLE }, both: ['notice.group_increase.approve'] }],
  [
    'invites somebody, who is in at once',
    {
      by: ALICE,
      does: { do: 'invite', ...HUMBLE, user_id: DAVE },
      both: ['notice.group_increase.invite'],
    },
  ],
  [
    'invites an account, which is asked',
    {
      by: ALICE,
      does: { do: 'invite', group_id: 30002, user_id: SECOND },
      second: ['request.group.invite'],
    },
  ],
  [
    'would join: owner and admins are asked',
    { by: DAVE, does: { do: 'request_join', ...GROUP, comment: '爱读书' }, both: ['request.group.add'] },
  ],
  ['would join where they are mere members', { by: DAVE, does: { do: 'request_join', ...HUMBLE } }],
  [
    'would be a friend',
    {
      by: DAVE,
      does: { do: 'request_friend', user_id: FIRST, comment: '你好' },
      first: ['request.friend'],
    },
  ],
  [
    'makes an account an admin',
    {
      by: ALICE,
      does: { do: 'set_admin', ...HUMBLE, user_id: FIRST, enable: true },
      both: ['notice.group_admin.set'],
    },
  ],
  [
    'names itself',
    { by: BOB, does: { do: 'set_card', ...HUMBLE, user_id: BOB, card: '阿宝' }, both: ['notice.group_card'] },
  ],
  [
    'gives a title',
    {
      by: ALICE,
      does: { do: 'set_title', ...HUMBLE, user_id: FIRST, title: '书虫' },
      both: ['notice.notify.title'],
    },
  ],
  [
    'renames the group',
    {
      by: ALICE,
      does: { do: 'rename_group', ...HUMBLE, group_name: '夜读会' },
      both: ['notice.notify.group_name'],
    },
  ],
  [
    'is honoured',
    {
      by: BOB,
      profile: 'go-cqhttp',
      does: { do: 'honor', ...HUMBLE, honor_type: 'talkative' },
      both: ['notice.notify.honor'],
    },
  ],
  [
    'gives a red packet',
    {
      by: BOB,
      profile: 'go-cqhttp',
      does: { do: 'lucky_king', ...HUMBLE, user_id: FIRST },
      both: ['notice.notify.lucky_king'],
    },
  ],
  [
    'uploads a file to a group',
    { by: BOB, does: { do: 'upload', ...HUMBLE, file: PNG }, both: ['notice.group_upload'] },
  ],
  [
    'sends a file to a friend',
    { by: ALICE, does: { do: 'upload', user_id: FIRST, file: PNG }, first: ['message.private.friend'] },
  ],
  [
    'likes an account',
    { by: BOB, does: { do: 'like', user_id: FIRST, times: 3 }, first: ['notice.notify.profile_like'] },
  ],
]

let stage: Stage
afterEach(() => stage.close())

it.each(acts)(
  'somebody %s',
  async (_, { profile, by, does, after = [], both = [], first = both, second = both }) => {
    stage = await Stage.open(profile)
    for (const [who, deed] of after) await stage.person(who, deed)
    await stage.forget()
    await stage.person(by, does)
    for (const [self_id, names] of [
      [FIRST, first],
      [SECOND, second],
    ] as const) {
      const events = await stage.events(self_id)
      expect([self_id, events.map(eventName)]).toEqual([self_id, names])
      for (const event of events) expect(eventFaults(event, self_id)).toBeUndefined()
    }
  },
)
