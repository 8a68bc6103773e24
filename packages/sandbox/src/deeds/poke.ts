import type { IdInput } from '@rookery/protocol'
import type { EventBody, Turn } from '../turn/turn.js'
import { friendOf, idOf, memberOf, ownGroupOf } from '../world/look-up.js'

export interface PokeArgs {
  readonly group_id?: IdInput
  /** The poked user. */
  readonly user_id: IdInput
}

/** Pokes a member of a group, or a friend. */
export function poke(turn: Turn, by: number, { group_id, user_id }: PokeArgs): null {
  if (group_id !== undefined) {
    const group = ownGroupOf(turn, by, group_id)
    const { user_id: target_id } = memberOf(group, user_id)
    turn.tellGroup(group.group_id, { ...poking(by, target_id), group_id: group.group_id } as EventBody)
    return null
  }
  const target_id = idOf(user_id)
  if (target_id !== by) friendOf(turn, by, target_id)
  for (const self_id of new Set([by, target_id])) turn.tell(self_id, poking(by, target_id))
  return null
}

const poking = (by: number, target_id: number): EventBody => ({
  post_type: 'notice',
  notice_type: 'notify',
  sub_type: 'poke',
  user_id: by,
  sender_id: by,
  target_id,
})
