import type { IdInput } from '@rookery/protocol'
import type { Turn } from '../turn/turn.js'
import { adminOf, memberOf, outranks, ownGroupOf } from '../world/look-up.js'
import { refuse } from '../world/refusal.js'

export interface MuteArgs {
  readonly group_id: IdInput
  readonly user_id: IdInput
  /** Seconds; 0 lifts the mute. */
  readonly duration: number
}

/** Limit of a month, as in QQ. */
const MAX_MUTE_SECONDS = 30 * 24 * 60 * 60

/** Mutes a member of a group. */
export function mute(turn: Turn, by: number, { group_id, user_id, duration }: MuteArgs): null {
  const group = ownGroupOf(turn, by, group_id)
  const operator = adminOf(group, by)
  const member = memberOf(group, user_id)
  if (!outranks(operator, member)) {
    refuse('no_rights', `${by} (${operator.role}) may not mute ${member.user_id} (${member.role})`)
  }
  if (!Number.isInteger(duration) || duration < 0 || duration > MAX_MUTE_SECONDS) {
    refuse('bad_params', `"duration" must be 0 to ${MAX_MUTE_SECONDS} whole seconds, found ${duration}`)
  }
  turn.setMember(group, { ...member, muted_until: duration === 0 ? 0 : turn.time + duration })
  turn.tellGroup(group.group_id, {
    post_type: 'notice',
    notice_type: 'group_ban',
    sub_type: duration === 0 ? 'lift_ban' : 'ban',
    group_id: group.group_id,
    operator_id: by,
    user_id: member.user_id,
    duration,
  })
  return null
}
