import { groupChatKey, privateChatKey } from '../turn/chats.js'

/** A chat of a world: that of a group, or that of two users. */
export type ChatRef =
  | { readonly is: 'group'; readonly group_id: number }
  | { readonly is: 'private'; readonly one: number; readonly other: number }

/** The key of a chat in the world. */
export const keyOfChat = (chat: ChatRef): string =>
  chat.is === 'group' ? groupChatKey(chat.group_id) : privateChatKey(chat.one, chat.other)

/** The chat of a key. */
export function chatOfKey(key: string): ChatRef {
  const [kind, one, other] = key.split(':')
  return kind === 'group'
    ? { is: 'group', group_id: Number(one) }
    : { is: 'private', one: Number(one), other: Number(other) }
}

/** The other user of a private chat. */
export const otherIn = ({ one, other }: Extract<ChatRef, { is: 'private' }>, user_id: number): number =>
  user_id === one ? other : one
