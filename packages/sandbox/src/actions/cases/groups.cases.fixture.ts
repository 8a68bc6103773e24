import { outsiderCases } from './group-refusals.fixture.js'
import { ownGroup } from './own-group.fixture.js'
import { type ActionCase, NOW } from './run-case.fixture.js'

export const groupsCases: readonly ActionCase[] = [
  {
    action: 'get_group_info',
    name: 'tells of a group',
    given: [{ by: 10000, deed: { do: 'set_group_remark', group_id: 30001, remark: '书' } }],
    params: { group_id: 30001 },
    data: { group_id: 30001, group_name: '读书会', member_count: 4, group_remark: '书' },
  },
  {
    action: 'get_group_info',
    name: 'tells who owns a group, as LLBot does',
    profile: 'llbot',
    params: { group_id: 30001 },
    data: { owner_id: 20001, remark_name: '', shut_up_me_timestamp: 0 },
  },
  {
    action: 'get_group_info',
    name: 'tells of a group that the account is not in',
    params: { group_id: 30002 },
    data: { group_name: '没有机器人', member_count: 2 },
  },
  {
    action: 'get_group_info',
    name: 'refuses for a group that is not there',
    params: { group_id: 39999 },
    refusal: 'no_such_group',
  },
  {
    action: 'get_group_list',
    name: 'tells of the groups that the account is in',
    data: [{ group_id: 30001 }],
  },
  {
    action: 'get_group_at_all_remain',
    name: 'tells an admin how often it may still call everybody',
    params: { group_id: 30001 },
    data: { can_at_all: true },
  },
  {
    action: 'get_group_at_all_remain',
    name: 'tells a member that it may not',
    by: 10001,
    params: { group_id: 30001 },
    data: { can_at_all: false, remain_at_all_count_for_uin: 0 },
  },
  ...outsiderCases('get_group_at_all_remain'),
  {
    action: 'get_group_signed_list',
    name: 'tells who signed in today',
    given: [
      { by: 20001, deed: { do: 'sign', group_id: 30001 } },
      { waitSeconds: 24 * 3600 },
      { by: 20002, deed: { do: 'sign', group_id: 30001 } },
      { waitSeconds: 1 },
      { by: 10001, deed: { do: 'sign', group_id: 30001 } },
    ],
    params: { group_id: 30001 },
    data: [
      { user_id: 20002, nick: 'Bob', time: NOW + 24 * 3600, rank: 1 },
      { user_id: 10001, rank: 2 },
    ],
  },
  ...outsiderCases('get_group_signed_list'),
  {
    action: 'get_group_honor_info',
    name: 'tells of every honor',
    world: ownGroup,
    given: [
      { by: 20001, deed: { do: 'honor', group_id: 30001, honor_type: 'talkative' } },
      { by: 20002, deed: { do: 'honor', group_id: 30001, honor_type: 'talkative' } },
    ],
    params: { group_id: 30001, type: 'all' },
    data: {
      group_id: 30001,
      current_talkative: { user_id: 20002, nickname: 'Bob', day_count: 1 },
      talkative_list: [{ user_id: 20002 }, { user_id: 20001 }],
      emotion_list: [],
    },
  },
  {
    action: 'get_group_honor_info',
    name: 'tells of one honor',
    params: { group_id: 30001, type: 'emotion' },
    data: { group_id: 30001, emotion_list: [] },
  },
  ...outsiderCases('get_group_honor_info', { type: 'all' }),
]
