import type { IdInput } from '@rookery/protocol'
import type { Turn } from '../turn/turn.js'
import { groupMessageOf } from '../world/look-up.js'

export interface ReactArgs {
  readonly message_id: IdInput
  readonly emoji_id: IdInput
  /** False removes the reaction. Default true. */
  readonly set?: boolean
}

/**
 * Adds or removes a reaction with an emoji to a group message. A repeated reaction, or removing one that is not
 * there, changes nothing.
 */
export function react(turn: Turn, by: number, { message_id, emoji_id, set = true }: ReactArgs): null {
  const { message, group } = groupMessageOf(turn, by, message_id)
  const emoji = String(emoji_id)
  const before = message.reactions.get(emoji) ?? []
  if (before.includes(by) === set) return null
  const now = set ? [...before, by] : before.filter((each) => each !== by)
  const reactions = new Map(message.reactions)
  if (now.length > 0) reactions.set(emoji, now)
  else reactions.delete(emoji)
  turn.setMessage({ ...message, reactions })
  turn.tellGroup(group.group_id, {
    post_type: 'notice',
    notice_type: 'group_msg_emoji_like',
    group_id: group.group_id,
    user_id: by,
    message_id: message.message_id,
    likes: [{ emoji_id: emoji, count: now.length }],
    is_add: set,
  })
  return null
}
