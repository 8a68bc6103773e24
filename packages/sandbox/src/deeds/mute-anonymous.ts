import type { IdInput } from '@rookery/protocol'
import type { Turn } from '../turn/turn.js'
import { adminOf, ownGroupOf } from '../world/look-up.js'
import { ANONYMOUS_ID, maskOf } from '../world/mask.js'
import { refuse } from '../world/refusal.js'

export interface MuteAnonymousArgs {
  readonly group_id: IdInput
  /** The flag of an anonymous message. */
  readonly flag: string
  /** Seconds. */
  readonly duration: number
}

/** Limit of a month, as in QQ. */
const MAX_MUTE_SECONDS = 30 * 24 * 60 * 60

/**
 * Mutes the member behind a mask for anonymous messages. Their identity stays hidden, and messages under their own
 * name stay allowed.
 */
export function mute_anonymous(
  turn: Turn,
  by: number,
  { group_id, flag, duration }: MuteAnonymousArgs,
): null {
  const group = ownGroupOf(turn, by, group_id)
  adminOf(group, by)
  const member = group.members.find((each) => maskOf(group, each).flag === flag)
  if (!member) return refuse('no_such_user', `no member has the anonymous flag ${JSON.stringify(flag)}`)
  if (!Number.isInteger(duration) || duration < 1 || duration > MAX_MUTE_SECONDS) {
    const allowed = `1 to ${MAX_MUTE_SECONDS} whole seconds`
    return refuse('bad_params', `"duration" must be ${allowed}, found ${duration}`)
  }
  turn.setMember(group, { ...member, silenced_until: turn.time + duration })
  turn.tellGroup(group.group_id, {
    post_type: 'notice',
    notice_type: 'group_ban',
    sub_type: 'ban',
    group_id: group.group_id,
    operator_id: by,
    user_id: ANONYMOUS_ID,
    duration,
  })
  return null
}
