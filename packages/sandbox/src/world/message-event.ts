import { messageAs, type Message as Segments } from '@rookery/protocol'
import type { EventBody } from './turn.js'
import type { Message, User, World } from './world.js'

/** A message as an event reports it, and as `get_msg` gives it but for a few fields. */
export function messageBody(
  world: World,
  message: Message,
  post_type: 'message' | 'message_sent',
): EventBody {
  const { message_id, message_seq, sender_id: user_id } = message
  const body = {
    post_type,
    message_id,
    message_seq,
    real_id: message_id,
    user_id,
    message: message.message,
    raw_message: rawMessage(message.message),
    message_format: 'array',
    font: 14,
    sender: senderOf(world, message),
  }
  if (message.target_id !== undefined) {
    const { target_id, group_id } = message
    const from =
      group_id === undefined ? { sub_type: 'friend' } : { sub_type: 'group', group_id, temp_source: 0 }
    return { ...body, message_type: 'private', target_id, ...from } as EventBody
  }
  const group_name = world.groups.get(message.group_id ?? 0)?.group_name ?? ''
  return {
    ...body,
    message_type: 'group',
    sub_type: message.anonymous ? 'anonymous' : 'normal',
    group_id: message.group_id,
    group_name,
    anonymous: message.anonymous ?? null,
  } as EventBody
}

/** A message with CQ codes. */
export const rawMessage = (segments: Segments): string => messageAs('string', segments)

const nobody: Pick<User, 'nickname' | 'sex' | 'age'> = { nickname: '', sex: 'unknown', age: 0 }

/** Who sent a message, as events name them. */
export function senderOf(world: World, { sender_id: user_id, group_id, target_id, anonymous }: Message) {
  const { nickname, sex, age } = world.users.get(user_id) ?? nobody
  if (anonymous)
    return { user_id, nickname: anonymous.name, card: '', sex: 'unknown', age: 0, role: 'member' }
  if (target_id !== undefined) {
    return { user_id, nickname, sex, age, card: '', ...(group_id === undefined ? {} : { group_id }) }
  }
  const member = world.groups.get(group_id ?? 0)?.members.get(user_id)
  const { card = '', role = 'member', title = '', level = 1 } = member ?? {}
  return { user_id, nickname, card, sex, age, area: '', level: String(level), role, title }
}
