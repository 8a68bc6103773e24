import type { Message, World } from '../world/world.js'
import type { Actions } from './action.js'
import { messageInfo } from './message-info.js'

export const recentContactHandlers = {
  get_recent_contact: {
    events: [],
    refuses: [],
    run: ({ world }, { count = 10 }, self) =>
      lastMessages(world, self)
        .slice(0, Number(count))
        .map((message) => contact(world, message, self)),
  },
} as const satisfies Actions

/** The last message of each chat that the account belongs to, newest first. */
function lastMessages(world: World, self: number): readonly Message[] {
  const found: Message[] = []
  for (const { messageIds } of world.chats.values()) {
    const message = world.messages.get(messageIds.last() ?? 0)
    if (message && !message.recalled && isSeen(world, message, self)) found.push(message)
  }
  return found.sort((one, other) => other.message_id - one.message_id)
}

const isSeen = ({ groups }: World, { target_id, sender_id, group_id = 0 }: Message, self: number): boolean =>
  target_id === undefined
    ? (groups.get(group_id)?.members.has(self) ?? false)
    : sender_id === self || target_id === self

function contact(world: World, message: Message, self: number) {
  const { sender_id, target_id, group_id = 0, message_id, time } = message
  const isPrivate = target_id !== undefined
  const peer = isPrivate ? (sender_id === self ? target_id : sender_id) : group_id
  const group = world.groups.get(group_id)
  const nick = (user_id: number): string => world.users.get(user_id)?.nickname ?? ''
  return {
    lastestMsg: messageInfo(world, message, self),
    peerUin: String(peer),
    remark: isPrivate ? (world.friends.get(self)?.get(peer)?.remark ?? '') : '',
    msgTime: String(time),
    chatType: isPrivate ? 1 : 2,
    msgId: String(message_id),
    sendNickName: nick(sender_id),
    sendMemberName: isPrivate ? '' : (group?.members.get(sender_id)?.card ?? ''),
    peerName: isPrivate ? nick(peer) : (group?.group_name ?? ''),
  }
}
