import type { IdInput, Params } from '@rookery/protocol'
import { type HistoryWay, historyWays } from '../profiles/history-ways.js'
import { groupChatKey, privateChatKey } from '../turn/chats.js'
import type { Turn } from '../turn/turn.js'
import { messageOf, ownGroupOf, standingMessageOf, userOf } from '../world/look-up.js'
import { refuse } from '../world/refusal.js'
import { type Message, profileOf, type World } from '../world/world.js'
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
      const chat = { kind: 'group', key: groupChatKey(group.group_id), self } as const
      return { messages: history(turn, chat, range) }
    },
  },
  get_friend_msg_history: {
    events: [],
    refuses: ['no_such_user', 'no_such_message'],
    run(turn, { user_id, ...range }, self) {
      const { user_id: other } = userOf(turn, user_id)
      const chat = { kind: 'private', key: privateChatKey(self, other), self } as const
      return { messages: history(turn, chat, range) }
    },
  },
  mark_msg_as_read: marking,
  mark_group_msg_as_read: marking,
  mark_private_msg_as_read: marking,
  _mark_all_as_read: { events: [], refuses: [], run: () => null },
} as const satisfies Actions

type Range = Omit<Params<'get_group_msg_history'>, 'group_id'>

/** A chat, whose messages one account sees. */
interface SeenChat {
  readonly kind: 'group' | 'private'
  readonly key: string
  readonly self: number
}

/**
 * Messages of a chat as the account's implementation gives them: the newest, or those around the message that the range
 * names, which is one of them. Recalled ones are left out.
 */
function history({ world }: Turn, chat: SeenChat, range: Range) {
  const way = historyWays[profileOf(world, chat.self)]
  const { reverse_order = false, reverseOrder = reverse_order } = range
  const isReversed = String(reverseOrder) === 'true'
  const count = way.count?.[chat.kind] ?? Number(range.count ?? 20)
  const seq = seqNamed(world, chat, range, way)
  const goesNewer = way.reversed === 'goes to older messages' && !isReversed && seq !== undefined
  const found = goesNewer ? newerFrom(world, chat, seq, count) : olderFrom(world, chat, seq, count)
  if (found.length === 0 && way.refusesEmpty) refuse('no_such_message', 'there are no messages')
  if (isReversed && way.reversed === 'puts the newest first') found.reverse()
  return found.map((message) => messageInfo(world, message, chat.self))
}

/** Up to so many messages up to one, or up to the newest, oldest first. */
function olderFrom(
  world: World,
  { key }: SeenChat,
  seq = Number.POSITIVE_INFINITY,
  count: number,
): Message[] {
  const found: Message[] = []
  const ids = world.chats.get(key)?.messageIds
  for (let at = (ids?.size ?? 0) - 1; at >= 0 && found.length < count; at--) {
    const message = world.messages.get(ids?.get(at) ?? 0)
    if (message && !message.recalled && message.message_seq <= seq) found.push(message)
  }
  return found.reverse()
}

/** Up to so many messages from one on, oldest first. */
function newerFrom(world: World, { key }: SeenChat, seq: number, count: number): Message[] {
  const found: Message[] = []
  for (const id of world.chats.get(key)?.messageIds ?? []) {
    const message = world.messages.get(id)
    if (message && !message.recalled && message.message_seq >= seq) found.push(message)
    if (found.length >= count) break
  }
  return found
}

/** The sequence of the message that the range names; undefined without one, or with 0. */
function seqNamed(
  world: World,
  { self }: SeenChat,
  range: Range,
  { begins }: HistoryWay,
): number | undefined {
  const named = Number((begins === 'id in message_id' ? range.message_id : range.message_seq) ?? 0)
  if (!named) return undefined
  return begins === 'seq in message_seq' ? named : messageOf({ world }, self, named).message_seq
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
