import type { IdInput, Sendable } from '@rookery/protocol'
import { addMessage, groupChat, privateChat } from '../world/chats.js'
import { friendOf, idOf, memberOf, ownGroupOf, userOf } from '../world/look-up.js'
import { messageBody } from '../world/message-event.js'
import { refuse } from '../world/refusal.js'
import type { Turn } from '../world/turn.js'
import type { Group, Member, Message } from '../world/world.js'
import { settleContent } from './content.js'

/** Where something is said: in a group; to a user; to a user who is no friend, by way of a group that both are in. */
export interface Place {
  readonly group_id?: IdInput
  readonly user_id?: IdInput
}

export interface SayArgs extends Place {
  readonly message: Sendable
  /** A string is literal text, not read for CQ codes. */
  readonly auto_escape?: boolean
}

/** Says something in a group or to a user. */
export function say(turn: Turn, by: number, args: SayArgs): Message {
  return args.user_id === undefined ? sayInGroup(turn, by, args) : sayToUser(turn, by, args)
}

function sayInGroup(turn: Turn, by: number, args: SayArgs): Message {
  const group = ownGroupOf(turn, by, args.group_id ?? 0)
  const member = memberOf(group, by)
  refuseMuted(turn, group, member)
  const content = settleContent(turn, by, args, group)
  const { group_id } = group
  const message = addMessage(turn, { chat: groupChat(group_id), sender_id: by, group_id, message: content })
  // The turn has gone on: the group is the one of now.
  turn.setMember(group, { ...member, last_sent_time: message.time })
  turn.tellGroup(group_id, messageBody(turn.world, message, 'message'), by)
  turn.tell(by, messageBody(turn.world, message, 'message_sent'))
  return message
}

function sayToUser(turn: Turn, by: number, args: SayArgs): Message {
  const { user_id: target_id } = userOf(turn, args.user_id ?? 0)
  const group = args.group_id === undefined ? undefined : ownGroupOf(turn, by, args.group_id)
  if (group) memberOf(group, target_id)
  else if (target_id !== by) friendOf(turn, by, target_id)
  const through =
    group && !turn.world.friends.get(by)?.has(idOf(target_id)) ? { group_id: group.group_id } : {}
  const content = settleContent(turn, by, args)
  const chat = privateChat(by, target_id)
  const message = addMessage(turn, { chat, sender_id: by, target_id, ...through, message: content })
  if (target_id !== by) turn.tell(target_id, messageBody(turn.world, message, 'message'))
  turn.tell(by, messageBody(turn.world, message, 'message_sent'))
  return message
}

/** Owner and admins may speak while the whole group is muted. */
function refuseMuted(
  turn: Turn,
  { group_id, whole_ban }: Group,
  { user_id, role, muted_until }: Member,
): void {
  if (muted_until > turn.time) {
    refuse('muted', `${user_id} is muted in group ${group_id} for ${muted_until - turn.time} s more`)
  }
  if (whole_ban && role === 'member') refuse('whole_group_muted', `group ${group_id} is muted as a whole`)
}
