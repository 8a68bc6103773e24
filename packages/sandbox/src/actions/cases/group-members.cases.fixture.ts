import { memberCases, outsiderCases } from './group-refusals.fixture.js'
import { ownGroup } from './own-group.fixture.js'
import { type ActionCase, NOW } from './run-case.fixture.js'

const BOB = { group_id: 30001, user_id: 20002 }

export const groupMembersCases: readonly ActionCase[] = [
  {
    action: 'set_group_ban',
    name: 'mutes a member, and tells every account of the group',
    params: { ...BOB, duration: 60 },
    data: null,
    events: [
      [10000, 'notice.group_ban.ban', { user_id: 20002, operator_id: 10000, duration: 60 }],
      [10001, 'notice.group_ban.ban', { user_id: 20002 }],
    ],
  },
  {
    action: 'set_group_ban',
    name: 'refuses for somebody who is not in the group',
    params: { group_id: 30001, user_id: 20003 },
    refusal: 'not_member',
  },
  {
    action: 'set_group_ban',
    name: 'refuses a part of a second',
    params: { ...BOB, duration: 0.5 },
    refusal: 'bad_params',
  },
  ...memberCases('set_group_ban', { user_id: 20002 }),
  {
    action: 'set_group_kick',
    name: 'removes an account, which is told that it is itself',
    params: { group_id: 30001, user_id: 10001 },
    data: null,
    events: [
      [10000, 'notice.group_decrease.kick', { user_id: 10001, operator_id: 10000 }],
      [10001, 'notice.group_decrease.kick_me', { user_id: 10001, operator_id: 10000 }],
    ],
    after: ({ groups }) => {
      if (groups.get(30001)?.members.has(10001)) throw new Error('is still a member')
    },
  },
  {
    action: 'set_group_kick',
    name: 'refuses to remove the owner',
    params: { group_id: 30001, user_id: 20001 },
    refusal: 'no_rights',
  },
  ...memberCases('set_group_kick', { user_id: 20002 }),
  {
    action: 'set_group_admin',
    name: 'makes a member an admin',
    world: ownGroup,
    params: { ...BOB, enable: true },
    data: null,
    events: [
      [10000, 'notice.group_admin.set', { user_id: 20002 }],
      [10001, 'notice.group_admin.set'],
    ],
  },
  {
    action: 'set_group_admin',
    name: 'makes an admin a member',
    world: ownGroup,
    params: { group_id: 30001, user_id: 10001, enable: false },
    events: [
      [10000, 'notice.group_admin.unset', { user_id: 10001 }],
      [10001, 'notice.group_admin.unset'],
    ],
  },
  {
    action: 'set_group_admin',
    name: 'tells nothing where nothing changes',
    world: ownGroup,
    params: { group_id: 30001, user_id: 10001, enable: true },
    data: null,
  },
  {
    action: 'set_group_admin',
    name: 'refuses to an admin',
    params: BOB,
    refusal: 'no_rights',
  },
  ...memberCases('set_group_admin', { user_id: 20002 }),
  {
    action: 'set_group_card',
    name: 'names a member',
    params: { ...BOB, card: '阿宝' },
    data: null,
    events: [
      [10000, 'notice.group_card', { user_id: 20002, card_new: '阿宝', card_old: '' }],
      [10001, 'notice.group_card'],
    ],
  },
  {
    action: 'set_group_card',
    name: 'takes a name away',
    world: ownGroup,
    params: BOB,
    events: [
      [10000, 'notice.group_card', { card_new: '', card_old: '阿宝' }],
      [10001, 'notice.group_card'],
    ],
  },
  {
    action: 'set_group_card',
    name: 'lets a member name itself',
    by: 10001,
    params: { group_id: 30001, user_id: 10001, card: '鹅' },
    events: [
      [10000, 'notice.group_card'],
      [10001, 'notice.group_card'],
    ],
  },
  {
    action: 'set_group_card',
    name: 'refuses a name that is too long',
    params: { ...BOB, card: '宝'.repeat(21) },
    refusal: 'too_long',
  },
  ...memberCases('set_group_card', { user_id: 20002, card: '阿宝' }),
  {
    action: 'set_group_special_title',
    name: 'gives a title',
    world: ownGroup,
    params: { ...BOB, special_title: '书虫' },
    data: null,
    events: [
      [10000, 'notice.notify.title', { user_id: 20002, title: '书虫' }],
      [10001, 'notice.notify.title'],
    ],
  },
  {
    action: 'set_group_special_title',
    name: 'refuses a title that is too long',
    world: ownGroup,
    params: { ...BOB, special_title: '爱读书的人啊' + '呀' },
    refusal: 'too_long',
  },
  ...memberCases('set_group_special_title', { user_id: 20002 }),
  {
    action: 'get_group_member_info',
    name: 'tells of a member',
    params: { group_id: 30001, user_id: 20001 },
    data: { user_id: 20001, nickname: 'Alice', role: 'owner' },
  },
  {
    action: 'get_group_member_info',
    name: 'refuses for somebody who is not in the group',
    params: { group_id: 30001, user_id: 20003 },
    refusal: 'not_member',
  },
  ...outsiderCases('get_group_member_info', { user_id: 20001 }),
  {
    action: 'get_group_member_list',
    name: 'tells of everybody',
    params: { group_id: 30001 },
    data: [
      { user_id: 20001, role: 'owner' },
      { user_id: 10000, role: 'admin' },
      { user_id: 10001, role: 'member' },
      { user_id: 20002, role: 'member' },
    ],
  },
  ...outsiderCases('get_group_member_list'),
  {
    action: 'get_group_shut_list',
    name: 'tells of those who are muted now',
    given: [
      { by: 20001, deed: { do: 'mute', group_id: 30001, user_id: 10001, duration: 5 } },
      { waitSeconds: 6 },
      { by: 20001, deed: { do: 'mute', group_id: 30001, user_id: 20002, duration: 60 } },
    ],
    params: { group_id: 30001 },
    data: [{ uin: '20002', nick: 'Bob', shutUpTime: NOW + 66 }],
  },
  ...outsiderCases('get_group_shut_list'),
]
