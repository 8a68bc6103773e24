import type { IdInput } from '@rookery/protocol'
import type { Turn } from '../turn/turn.js'
import { adminOf, groupMessageOf } from '../world/look-up.js'
import { senderOf } from '../world/message-event.js'
import { refuse } from '../world/refusal.js'

export interface EssenceArgs {
  readonly message_id: IdInput
  /** False removes the message from the essence messages. Default true. */
  readonly set?: boolean
}

/** Marks a group message as essence. Marking it again notifies nobody. */
export function essence(turn: Turn, by: number, { message_id, set = true }: EssenceArgs): null {
  const { message, group } = groupMessageOf(turn, by, message_id)
  adminOf(group, by)
  const { message_id: id } = message
  const is = group.essence.has(id)
  if (!set && !is) return refuse('no_such_message', `message ${message_id} is not an essence message`)
  if (set && is) return null
  const kept = { message_id: id, operator_id: by, operator_time: turn.time }
  turn.setGroup({ ...group, essence: set ? group.essence.set(id, kept) : group.essence.delete(id) })
  const { user_id } = senderOf(turn.world, message)
  turn.tellGroup(group.group_id, {
    post_type: 'notice',
    notice_type: 'essence',
    sub_type: set ? 'add' : 'delete',
    group_id: group.group_id,
    sender_id: user_id,
    user_id,
    operator_id: by,
    message_id: id,
  })
  return null
}
