import {
  type GroupMessageEvent,
  type GroupMessageSentEvent,
  messageAs,
  type PrivateMessageEvent,
  type PrivateMessageSentEvent,
  type Message as Segments,
} from '@rookery/protocol'
import { ANONYMOUS_ID } from './mask.js'
import type { Message, User, World } from './world.js'

type Shared = 'time' | 'self_id'
export type MessageBody = Omit<PrivateMessageEvent, Shared> | Omit<GroupMessageEvent, Shared>
export type SentBody = Omit<PrivateMessageSentEvent, Shared> | Omit<GroupMessageSentEvent, Shared>

/** A message as the receiving accounts report it; `get_msg` differs only in a few fields. */
export function messageBody(world: World, message: Message): MessageBody {
  const { message_id, message_seq } = message
  const sender = senderOf(world, message)
  const body = {
    post_type: 'message',
    message_id,
    message_seq,
    real_id: message_id,
    real_seq: String(message_seq),
    user_id: sender.user_id,
    message: message.message,
    raw_message: rawMessage(message.message),
    message_format: 'array',
    font: 14,
    sender,
  }
  return (
    message.target_id === undefined ? inGroup(world, message, body) : inPrivate(message, body)
  ) as MessageBody
}

/** A message as its own account reports it, without a mask. `seen` is the message as others see it. */
export function sentBody(world: World, message: Message, seen = messageBody(world, message)): SentBody {
  const { anonymous, ...bare } = message
  const body = anonymous ? messageBody(world, bare) : seen
  return { ...body, post_type: 'message_sent', message_sent_type: 'self' } as SentBody
}

function inPrivate({ target_id, group_id }: Message, body: object): object {
  const from =
    group_id === undefined ? { sub_type: 'friend' } : { sub_type: 'group', group_id, temp_source: 0 }
  return { ...body, message_type: 'private', target_id, ...from }
}

function inGroup({ groups }: World, { group_id = 0, anonymous }: Message, body: object): object {
  return {
    ...body,
    message_type: 'group',
    sub_type: anonymous ? 'anonymous' : 'normal',
    group_id,
    group_name: groups.get(group_id)?.group_name ?? '',
    anonymous: anonymous ?? null,
  }
}

/** A message in string format, with CQ codes. */
export const rawMessage = (segments: Segments): string => messageAs('string', segments)

const nobody: Pick<User, 'nickname' | 'sex' | 'age'> = { nickname: '', sex: 'unknown', age: 0 }

/** The sender of a message as events name them: only the mask if there is one. */
export function senderOf(world: World, { sender_id: user_id, group_id, target_id, anonymous }: Message) {
  if (anonymous) {
    return {
      user_id: ANONYMOUS_ID,
      nickname: anonymous.name,
      card: '',
      sex: 'unknown',
      age: 0,
      role: 'member',
    }
  }
  const { nickname, sex, age } = world.users.get(user_id) ?? nobody
  if (target_id !== undefined) {
    return { user_id, nickname, sex, age, card: '', ...(group_id === undefined ? {} : { group_id }) }
  }
  const member = world.groups.get(group_id ?? 0)?.members.get(user_id)
  const { card = '', role = 'member', title = '', level = 1 } = member ?? {}
  return { user_id, nickname, card, sex, age, area: '', level: String(level), role, title }
}
