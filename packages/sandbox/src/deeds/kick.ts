import type { IdInput } from '@rookery/protocol'
import { part } from '../turn/membership.js'
import type { Turn } from '../turn/turn.js'
import { adminOf, memberOf, outranks, ownGroupOf } from '../world/look-up.js'
import { refuse } from '../world/refusal.js'

export interface KickArgs {
  readonly group_id: IdInput
  readonly user_id: IdInput
  /** Refuses all later requests of the user to join. */
  readonly reject_add_request?: boolean
}

/** Removes a member from a group, without their consent. */
export function kick(turn: Turn, by: number, { group_id, user_id, reject_add_request }: KickArgs): null {
  const group = ownGroupOf(turn, by, group_id)
  const operator = adminOf(group, by)
  const member = memberOf(group, user_id)
  if (!outranks(operator, member)) {
    refuse('no_rights', `${by} (${operator.role}) may not remove ${member.user_id} (${member.role})`)
  }
  if (reject_add_request) turn.setGroup({ ...group, refused: group.refused.set(member.user_id, true) })
  part(turn, group, member.user_id, { sub_type: 'kick', operator_id: by })
  return null
}
