import type { IdInput } from '@rookery/protocol'
import type { Turn } from '../turn/turn.js'
import { adminOf, mediaOf, memberOf, ownGroupOf } from '../world/look-up.js'
import { refuseEmpty } from './refuse-empty.js'

export interface SwitchArgs {
  readonly group_id: IdInput
  /** Default true. */
  readonly enable?: boolean
}

/** Mutes everybody in a group except its owner and admins, or lifts the mute. */
export function mute_all(turn: Turn, by: number, { group_id, enable = true }: SwitchArgs): null {
  const group = ownGroupOf(turn, by, group_id)
  adminOf(group, by)
  turn.setGroup({ ...group, whole_ban: enable })
  turn.tellGroup(group.group_id, {
    post_type: 'notice',
    notice_type: 'group_ban',
    sub_type: enable ? 'ban' : 'lift_ban',
    group_id: group.group_id,
    operator_id: by,
    user_id: 0,
    duration: enable ? -1 : 0,
  })
  return null
}

/** Allows or forbids anonymous messages in a group. */
export function setAnonymous(turn: Turn, by: number, { group_id, enable = true }: SwitchArgs): null {
  const group = ownGroupOf(turn, by, group_id)
  adminOf(group, by)
  turn.setGroup({ ...group, anonymous: enable })
  return null
}

export interface RenameGroupArgs {
  readonly group_id: IdInput
  readonly group_name: string
}

/**
 * Renames a group. Of the two events that implementations have for it, this sends `notify` `group_name`: it alone
 * says who did it, and most bots run on the implementation that sends it.
 */
export function rename_group(turn: Turn, by: number, { group_id, group_name }: RenameGroupArgs): null {
  const group = ownGroupOf(turn, by, group_id)
  adminOf(group, by)
  refuseEmpty('group_name', group_name)
  turn.setGroup({ ...group, group_name })
  turn.tellGroup(group.group_id, {
    post_type: 'notice',
    notice_type: 'notify',
    sub_type: 'group_name',
    group_id: group.group_id,
    user_id: by,
    name_new: group_name,
  })
  return null
}

export interface SetPortraitArgs {
  readonly group_id: IdInput
  /** Name of the picture in the world's media. */
  readonly file: string
}

/** Changes the picture of a group. */
export function set_portrait(turn: Turn, by: number, { group_id, file }: SetPortraitArgs): null {
  const group = ownGroupOf(turn, by, group_id)
  adminOf(group, by)
  turn.setGroup({ ...group, portrait: mediaOf(turn, file).file })
  return null
}

export interface SetGroupRemarkArgs {
  readonly group_id: IdInput
  readonly remark: string
}

/** Changes a member's own remark for a group. */
export function set_group_remark(turn: Turn, by: number, { group_id, remark }: SetGroupRemarkArgs): null {
  const group = ownGroupOf(turn, by, group_id)
  const { user_id } = memberOf(group, by)
  turn.setGroup({ ...group, remarks: group.remarks.set(user_id, remark) })
  return null
}
