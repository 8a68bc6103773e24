import type { IdInput, Params } from '@rookery/protocol'
import { groupChatKey, privateChatKey } from '../turn/chats.js'
import type { Turn } from '../turn/turn.js'
import { messageOf, ownGroupOf, standingMessageOf, userOf } from '../world/look-up.js'
import type { Message, World } from '../world/world.js'
import type { Actions } from './action.js'
import { messageInfo } from './message-info.js'

const marking = {
  events: [],
  refuses: ['no_such_message', 'no_such_group', 'not_member', 'no_such_user'],
  run: (turn: Turn, params: Chosen, self: number) => markRead(turn, params, self),
} as const

export const readMessageHandlers = {
  get_msg: {
    events: [],
    refuses: ['no_such_message'],
    run: (turn, { message_id }, self) =>
      messageInfo(turn.world, standingMessageOf(turn, self, message_id), self),
  },
  get_group_msg_history: {
    events: [],
    refuses: ['no_such_group', 'not_member', 'no_such_message'],
    run(turn, { group_id, ...range }, self) {
      const group = ownGroupOf(turn, self, group_id)
      return { messages: history(turn, groupChatKey(group.group_id), range, self) }
    },
  },
  get_friend_msg_history: {
    events: [],
    refuses: ['no_such_user', 'no_such_message'],
    run(turn, { user_id, ...range }, self) {
      const { user_id: other } = userOf(turn, user_id)
      return { messages: history(turn, privateChatKey(self, other), range, self) }
    },
  },
  mark_msg_as_read: marking,
  mark_group_msg_as_read: marking,
  mark_private_msg_as_read: marking,
  _mark_all_as_read: { events: [], refuses: [], run: () => null },
} as const satisfies Actions

type Range = Omit<Params<'get_group_msg_history'>, 'group_id'>

/**
 * The newest messages of a chat, oldest first; with `message_seq` or `message_id`, those up to and including that
 * message. Recalled ones are left out. `reverse_order` puts the newest first.
 */
function history({ world }: Turn, chat: string, range: Range, self: number) {
  const { count = 20, reverse_order = false, reverseOrder = reverse_order } = range
  const lastSeq = lastSeqOf(world, self, range)
  const found: Message[] = []
  const ids = world.chats.get(chat)?.messageIds
  for (let at = (ids?.size ?? 0) - 1; at >= 0 && found.length < Number(count); at--) {
    const message = world.messages.get(ids?.get(at) ?? 0)
    if (message && !message.recalled && message.message_seq <= lastSeq) found.push(message)
  }
  if (String(reverseOrder) !== 'true') found.reverse()
  return found.map((message) => messageInfo(world, message, self))
}

/** The last sequence number of the range. Without one, or with 0, the newest. */
function lastSeqOf(world: World, self: number, { message_seq, message_id }: Range): number {
  if (message_id) return messageOf({ world }, self, message_id).message_seq
  return Number(message_seq ?? 0) || Number.POSITIVE_INFINITY
}

interface Chosen {
  readonly message_id?: IdInput
  readonly group_id?: IdInput
  readonly user_id?: IdInput
}

/** Read state is not visible in this world, so nothing changes; the message or chat must exist. */
function markRead(turn: Turn, { message_id, group_id, user_id }: Chosen, self: number): null {
  if (message_id !== undefined) messageOf(turn, self, message_id)
  else if (group_id !== undefined) ownGroupOf(turn, self, group_id)
  else if (user_id !== undefined) userOf(turn, user_id)
  return null
}
