import type { IdInput } from '@rookery/protocol'
import { addMember } from '../turn/membership.js'
import type { Turn } from '../turn/turn.js'
import { groupOf, userOf } from '../world/look-up.js'
import { refuse } from '../world/refusal.js'
import type { Group } from '../world/world.js'

export interface JoinArgs {
  readonly group_id: IdInput
}

/** Joins a group without a request, as if it admitted everybody. */
export function join(turn: Turn, by: number, { group_id }: JoinArgs): null {
  addMember(turn, groupWithout(turn, by, group_id), by, { sub_type: 'approve', operator_id: 0 })
  return null
}

/** The group, for a user who is not in it. @throws WorldRefusal `no_such_user`, `no_such_group`, `already_member` */
export function groupWithout(turn: Turn, user_id: IdInput, group_id: IdInput): Group {
  const user = userOf(turn, user_id)
  const group = groupOf(turn, group_id)
  if (group.members.has(user.user_id)) {
    refuse('already_member', `${user.user_id} is in group ${group.group_id} already`)
  }
  return group
}
