import type { IdInput } from '@rookery/protocol'
import type { Turn } from '../turn/turn.js'
import { memberOf, ownGroupOf } from '../world/look-up.js'
import type { HonorType } from '../world/world.js'

export interface HonorArgs {
  readonly group_id: IdInput
  readonly honor_type: HonorType
}

/** Receives an honor of a group. QQ itself awards it, for reasons that the sandbox does not model. */
export function honor(turn: Turn, by: number, { group_id: id, honor_type }: HonorArgs): null {
  const group = ownGroupOf(turn, by, id)
  const { group_id, honors } = group
  const before = (honors.get(honor_type) ?? []).filter(({ user_id }) => user_id !== by)
  const given = [...before, { user_id: by, time: turn.time }]
  turn.setGroup({ ...group, honors: honors.set(honor_type, given) })
  const notice = { post_type: 'notice', notice_type: 'notify', sub_type: 'honor' } as const
  turn.tellGroup(group_id, { ...notice, group_id, honor_type, user_id: by })
  return null
}

export interface LuckyKingArgs {
  readonly group_id: IdInput
  /** The member who drew the most. */
  readonly user_id: IdInput
}

/** Reports who drew the most of a red packet that the actor sent. */
export function lucky_king(turn: Turn, by: number, { group_id, user_id }: LuckyKingArgs): null {
  const group = ownGroupOf(turn, by, group_id)
  const { user_id: target_id } = memberOf(group, user_id)
  const notice = { post_type: 'notice', notice_type: 'notify', sub_type: 'lucky_king' } as const
  turn.tellGroup(group.group_id, { ...notice, group_id: group.group_id, user_id: by, target_id })
  return null
}
