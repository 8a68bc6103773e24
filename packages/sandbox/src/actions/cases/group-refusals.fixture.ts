import type { ActionName } from '@rookery/protocol'
import type { ActionCase } from './run-case.fixture.js'

/** Refusals of every action on a group: unknown group, and not a member. */
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

/** Further refusals of admin actions. */
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
