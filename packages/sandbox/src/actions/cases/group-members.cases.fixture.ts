import type { ActionCase } from './run-case.fixture.js'

export const groupMembersCases: readonly ActionCase[] = [
  {
    action: 'set_group_ban',
    name: 'mutes a member, and tells every account of the group',
    params: { group_id: 30001, user_id: 20002, duration: 60 },
    data: null,
    events: [
      [10000, 'notice.group_ban.ban', { user_id: 20002, operator_id: 10000, duration: 60 }],
      [10001, 'notice.group_ban.ban', { user_id: 20002 }],
    ],
  },
  {
    action: 'set_group_ban',
    name: 'refuses for a group that is not there',
    params: { group_id: 39999, user_id: 20002 },
    refusal: 'no_such_group',
  },
  {
    action: 'set_group_ban',
    name: 'refuses for somebody who is not in the group',
    params: { group_id: 30001, user_id: 20003 },
    refusal: 'not_member',
  },
  {
    action: 'set_group_ban',
    name: 'refuses to a mere member',
    by: 10001,
    params: { group_id: 30001, user_id: 20002 },
    refusal: 'no_rights',
  },
  {
    action: 'get_group_member_info',
    name: 'tells of a member',
    params: { group_id: 30001, user_id: 20001 },
    data: { user_id: 20001, nickname: 'Alice', role: 'owner' },
  },
  {
    action: 'get_group_member_info',
    name: 'refuses for a group that is not there',
    params: { group_id: 39999, user_id: 20001 },
    refusal: 'no_such_group',
  },
  {
    action: 'get_group_member_info',
    name: 'refuses for somebody who is not in the group',
    params: { group_id: 30001, user_id: 20003 },
    refusal: 'not_member',
  },
]
