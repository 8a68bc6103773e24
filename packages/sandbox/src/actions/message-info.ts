import { messageBody, sentBody } from '../world/message-event.js'
import type { Message, World } from '../world/world.js'

/** A message as `get_msg` returns it to an account: its event, with the extra fields of some implementations. */
export function messageInfo(world: World, message: Message, self_id: number) {
  const isOwn = message.sender_id === self_id
  const body = isOwn ? sentBody(world, message) : messageBody(world, message)
  const isPrivate = message.target_id !== undefined
  return {
    self_id,
    time: message.time,
    ...body,
    message_type: isPrivate ? 'private' : 'group',
    group: !isPrivate,
    message_id: message.message_id,
    real_id: message.message_id,
    sender: { ...body.sender },
    message: message.message,
    emoji_likes_list: [...message.reactions].map(([emoji_id, users]) => ({
      emoji_id,
      emoji_type: emojiTypeOf(emoji_id),
      likes_cnt: String(users.length),
    })),
  }
}

/** The type of an emoji: `1` for a face of QQ, `2` for a Unicode emoji, whose number is longer. */
const emojiTypeOf = (emoji_id: string): string => (emoji_id.length > 3 ? '2' : '1')
