import type { ActionName } from '@rookery/protocol'
import type { ActionCase } from './run-case.fixture.js'

/** What every action on a group refuses: one that is not there, and one that the account is not in. */
export const outsiderCases = (action: ActionName, params: object = {}): readonly ActionCase[] => [
  {
    action,
    name: 'refuses for a group that is not there',
    params: { ...params, group_id: 39999 },
    refusal: 'no_such_group',
  },
  {
    action,
    name: 'refuses to an account that is not in the group',
    params: { ...params, group_id: 30002 },
    refusal: 'not_member',
  },
]

/** What every action of admins refuses beside. */
export const memberCases = (action: ActionName, params: object = {}): readonly ActionCase[] => [
  ...outsiderCases(action, params),
  {
    action,
    name: 'refuses to a mere member',
    by: 10001,
    params: { ...params, group_id: 30001 },
    refusal: 'no_rights',
  },
]
