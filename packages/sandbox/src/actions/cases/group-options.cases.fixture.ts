import type { ActionName } from '@rookery/protocol'
import { memberCases, outsiderCases } from './group-refusals.fixture.js'
import { ownGroup } from './own-group.fixture.js'
import type { ActionCase, Given } from './run-case.fixture.js'

const said: Given = { by: 20002, deed: { do: 'say', group_id: 30001, message: '哈哈' } }

/** An option of a group: done for an admin, refused to members and outsiders. */
const optionCases = (action: ActionName, params: object = {}): readonly ActionCase[] => [
  { action, name: 'changes nothing that anybody sees', params: { group_id: 30001, ...params }, data: null },
  ...memberCases(action, params),
]

const todoCases = (action: ActionName): readonly ActionCase[] => [
  {
    action,
    name: 'takes a message',
    given: [said],
    params: { group_id: 30001, message_id: '1' },
    data: null,
  },
  { action, name: 'takes a sequence', params: { group_id: 30001, message_seq: '1' }, data: null },
  { action, name: 'needs one of them', params: { group_id: 30001 }, refusal: 'bad_params' },
  {
    action,
    name: 'refuses a message that is not there',
    params: { group_id: 30001, message_id: '77' },
    refusal: 'no_such_message',
  },
  ...memberCases(action, { message_seq: '1' }),
]

const kickCases = (action: ActionName, key: 'user_id' | 'user_ids'): readonly ActionCase[] => [
  {
    action,
    name: 'removes all of them',
    world: ownGroup,
    params: { group_id: 30001, [key]: ['20001', '20002'] },
    data: null,
    events: [
      [10000, 'notice.group_decrease.kick', { user_id: 20001 }],
      [10001, 'notice.group_decrease.kick', { user_id: 20001 }],
      [10000, 'notice.group_decrease.kick', { user_id: 20002 }],
      [10001, 'notice.group_decrease.kick', { user_id: 20002 }],
    ],
  },
  {
    action,
    name: 'removes nobody where one cannot be removed',
    world: ownGroup,
    params: { group_id: 30001, [key]: ['20001', '20003'] },
    refusal: 'not_member',
  },
  ...memberCases(action, { [key]: ['20002'] }),
]

export const groupOptionsCases: readonly ActionCase[] = [
  ...optionCases('set_group_add_option', { add_type: 1 }),
  ...optionCases('set_group_robot_add_option'),
  ...optionCases('set_group_search'),
  ...optionCases('set_group_member_invite_policy', { policy: 'disabled' }),
  ...optionCases('set_group_member_permissions'),
  ...optionCases('set_group_new_member_history_visibility', { visible: true }),
  { action: 'set_group_msg_mask', name: 'does nothing', params: { group_id: 30001, mask: 1 }, data: null },
  ...outsiderCases('set_group_msg_mask', { mask: 1 }),
  ...todoCases('set_group_todo'),
  ...todoCases('complete_group_todo'),
  ...todoCases('cancel_group_todo'),
  { action: 'set_group_sign', name: 'signs in', params: { group_id: 30001 }, data: null },
  {
    action: 'set_group_sign',
    name: 'refuses twice a day',
    given: [{ by: 10000, deed: { do: 'sign', group_id: 30001 } }],
    params: { group_id: 30001 },
    refusal: 'used_up',
  },
  ...outsiderCases('set_group_sign'),
  ...kickCases('set_group_kick_members', 'user_id'),
  ...kickCases('batch_delete_group_member', 'user_ids'),
  {
    action: 'get_group_info_ex',
    name: 'knows who owns the group, and no more',
    params: { group_id: 30001 },
    data: { groupCode: '30001', resultCode: 0, extInfo: { groupOwnerId: { memberUin: '20001' } } },
  },
  ...outsiderCases('get_group_info_ex'),
  {
    action: 'get_group_detail_info',
    name: 'tells in words of QQ and of OneBot',
    given: [{ by: 20001, deed: { do: 'mute_all', group_id: 30001, enable: true } }],
    params: { group_id: 30001 },
    data: { groupName: '读书会', memberNum: 4, ownerUin: '20001', group_name: '读书会', group_all_shut: -1 },
  },
  ...outsiderCases('get_group_detail_info'),
  {
    action: 'get_group_ignored_notifies',
    name: 'tells of nothing',
    data: { invited_requests: [], InvitedRequest: [], join_requests: [] },
  },
]
