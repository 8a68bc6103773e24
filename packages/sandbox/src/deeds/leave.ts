import type { IdInput } from '@rookery/protocol'
import { part } from '../turn/membership.js'
import type { Turn } from '../turn/turn.js'
import { memberOf, ownerOf, ownGroupOf } from '../world/look-up.js'
import { refuse } from '../world/refusal.js'
import type { Request } from '../world/world.js'

export interface GroupArgs {
  readonly group_id: IdInput
}

/** Leaves a group. The owner can only dismiss it. */
export function leave(turn: Turn, by: number, { group_id }: GroupArgs): null {
  const group = ownGroupOf(turn, by, group_id)
  if (memberOf(group, by).role === 'owner') {
    refuse('no_rights', `${by} owns group ${group.group_id} and can only dismiss it`)
  }
  part(turn, group, by, { sub_type: 'leave', operator_id: by })
  return null
}

/** Dissolves a group. Every account in it is notified that it was removed. */
export function dismiss(turn: Turn, by: number, { group_id: id }: GroupArgs): null {
  const group = ownGroupOf(turn, by, id)
  ownerOf(group, by)
  const { group_id, members } = group
  for (const user_id of turn.world.accounts.keys()) {
    if (!members.has(user_id)) continue
    const notice = { notice_type: 'group_decrease', sub_type: 'disband', operator_id: by } as const
    turn.tell(user_id, { post_type: 'notice', ...notice, group_id, user_id })
  }
  const { groups, requests } = turn.world
  const isOfIt = (each: Request) => each.kind === 'group' && each.group_id === group_id
  turn.change({ groups: groups.delete(group_id), requests: requests.filterNot(isOfIt) })
  return null
}
