import { newMember } from '../world/build-world.js'
import type { Group } from '../world/world.js'
import type { Turn } from './turn.js'

/** How a user joined. `operator_id` is the admin or the inviter; 0 if there was neither. */
export interface Entry {
  readonly sub_type: 'approve' | 'invite'
  readonly operator_id: number
}

/** Adds a member, and notifies the accounts of the group, including the new one. */
export function addMember(turn: Turn, group: Group, user_id: number, entry: Entry): void {
  turn.setMember(group, newMember(user_id, 'member', turn.time))
  const { group_id } = group
  turn.tellGroup(group_id, {
    post_type: 'notice',
    notice_type: 'group_increase',
    group_id,
    user_id,
    ...entry,
  })
}

/** Removes a member, and notifies the accounts that stay; the removed account gets a `kick` as `kick_me`. */
export function part(
  turn: Turn,
  group: Group,
  user_id: number,
  { sub_type, operator_id }: { readonly sub_type: 'leave' | 'kick'; readonly operator_id: number },
): void {
  const { group_id } = group
  const notice = {
    post_type: 'notice',
    notice_type: 'group_decrease',
    group_id,
    operator_id,
    user_id,
  } as const
  turn.removeMember(group, user_id)
  turn.tellGroup(group_id, { ...notice, sub_type })
  turn.tell(user_id, { ...notice, sub_type: sub_type === 'kick' ? 'kick_me' : sub_type })
}
