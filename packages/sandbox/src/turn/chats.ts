import { List } from 'immutable'
import type { Chat, Message, World } from '../world/world.js'
import type { Turn } from './turn.js'

/** Most messages that are kept; the oldest are dropped first. */
const MAX_MESSAGES = 100_000

/** Key of a group's chat. */
export const groupChatKey = (group_id: number): string => `group:${group_id}`

/** Key of the chat of two users, in either order. */
export const privateChatKey = (one: number, other: number): string =>
  `private:${Math.min(one, other)}:${Math.max(one, other)}`

/** A message without the numbers that the world assigns. */
export type NewMessage = Omit<Message, 'message_id' | 'message_seq' | 'time' | 'reactions'>

/** Appends a message to its chat, and drops the oldest of all messages if there are too many. */
export function addMessage(turn: Turn, said: NewMessage): Message {
  const { world } = turn
  const chat = chatOf(world, said.chat)
  const message: Message = {
    ...said,
    message_id: world.lastMessageId + 1,
    message_seq: chat.lastSeq + 1,
    time: turn.time,
    reactions: NONE,
  }
  const { messages, chats } = forgetOldest(world)
  const messageIds = (chats.get(chat.key) ?? chat).messageIds.push(message.message_id)
  turn.change({
    messages: messages.set(message.message_id, message),
    lastMessageId: message.message_id,
    chats: chats.set(chat.key, { key: chat.key, messageIds, lastSeq: message.message_seq }),
  })
  return message
}

const NONE: ReadonlyMap<string, readonly number[]> = new Map()

const chatOf = ({ chats }: World, key: string): Chat =>
  chats.get(key) ?? { key, messageIds: List<number>(), lastSeq: 0 }

/** Drops the oldest message of all, which is also the oldest of its chat. */
function forgetOldest({ messages, chats, lastMessageId }: World): Pick<World, 'messages' | 'chats'> {
  const oldest = messages.size < MAX_MESSAGES ? undefined : messages.get(lastMessageId - MAX_MESSAGES + 1)
  const chat = oldest && chats.get(oldest.chat)
  if (!oldest || !chat) return { messages, chats }
  return {
    messages: messages.delete(oldest.message_id),
    chats: chats.set(chat.key, { ...chat, messageIds: chat.messageIds.shift() }),
  }
}
