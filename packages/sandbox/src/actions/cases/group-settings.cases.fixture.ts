import { memberCases, outsiderCases } from './group-refusals.fixture.js'
import { ownGroup } from './own-group.fixture.js'
import { picture } from './picture.fixture.js'
import type { ActionCase } from './run-case.fixture.js'

export const groupSettingsCases: readonly ActionCase[] = [
  {
    action: 'set_group_whole_ban',
    name: 'mutes the whole group',
    params: { group_id: 30001 },
    data: null,
    events: [
      [10000, 'notice.group_ban.ban', { user_id: 0, duration: -1, operator_id: 10000 }],
      [10001, 'notice.group_ban.ban'],
    ],
  },
  {
    action: 'set_group_whole_ban',
    name: 'lifts that',
    given: [{ by: 20001, deed: { do: 'mute_all', group_id: 30001 } }],
    params: { group_id: 30001, enable: false },
    events: [
      [10000, 'notice.group_ban.lift_ban', { user_id: 0, duration: 0 }],
      [10001, 'notice.group_ban.lift_ban'],
    ],
  },
  ...memberCases('set_group_whole_ban'),
  {
    action: 'set_group_anonymous',
    name: 'lets nobody speak anonymously any more',
    params: { group_id: 30001, enable: false },
    data: null,
  },
  ...memberCases('set_group_anonymous'),
  {
    action: 'set_group_name',
    name: 'renames the group',
    params: { group_id: 30001, group_name: '夜读' },
    data: null,
    events: [
      [10000, 'notice.notify.group_name', { user_id: 10000, name_new: '夜读' }],
      [10001, 'notice.notify.group_name'],
    ],
  },
  ...memberCases('set_group_name', { group_name: '夜读' }),
  {
    action: 'set_group_portrait',
    name: 'gives the group a picture',
    media: [picture],
    params: { group_id: 30001, file: picture.file },
    data: { result: 0, errMsg: '' },
  },
  {
    action: 'set_group_portrait',
    name: 'refuses a picture that is not there',
    params: { group_id: 30001, file: 'none.png' },
    refusal: 'no_such_file',
  },
  ...memberCases('set_group_portrait', { file: picture.file }),
  {
    action: 'set_group_remark',
    name: 'calls the group something else, for the account alone',
    params: { group_id: 30001, remark: '书' },
    data: null,
  },
  ...outsiderCases('set_group_remark'),
  {
    action: 'set_group_leave',
    name: 'leaves a group',
    params: { group_id: 30001 },
    data: null,
    events: [
      [10000, 'notice.group_decrease.leave', { user_id: 10000, operator_id: 10000 }],
      [10001, 'notice.group_decrease.leave'],
    ],
  },
  {
    action: 'set_group_leave',
    name: 'only leaves it where it is not its own',
    params: { group_id: 30001, is_dismiss: true },
    events: [
      [10000, 'notice.group_decrease.leave'],
      [10001, 'notice.group_decrease.leave'],
    ],
  },
  {
    action: 'set_group_leave',
    name: 'dismisses its own group',
    world: ownGroup,
    params: { group_id: 30001, is_dismiss: true },
    events: [
      [10000, 'notice.group_decrease.disband', { user_id: 10000, operator_id: 10000 }],
      [10001, 'notice.group_decrease.disband', { user_id: 10001, operator_id: 10000 }],
    ],
  },
  {
    action: 'set_group_leave',
    name: 'refuses to leave its own group without an owner',
    world: ownGroup,
    params: { group_id: 30001 },
    refusal: 'no_rights',
  },
  ...outsiderCases('set_group_leave'),
  { action: 'send_group_sign', name: 'signs in', params: { group_id: 30001 }, data: null },
  {
    action: 'send_group_sign',
    name: 'signs in again on the next day',
    given: [{ by: 10000, deed: { do: 'sign', group_id: 30001 } }, { waitSeconds: 24 * 3600 }],
    params: { group_id: 30001 },
    data: null,
  },
  {
    action: 'send_group_sign',
    name: 'refuses a second time in a day',
    given: [{ by: 10000, deed: { do: 'sign', group_id: 30001 } }],
    params: { group_id: 30001 },
    refusal: 'used_up',
  },
  ...outsiderCases('send_group_sign'),
]
