import type { Chat } from './chat.js'
import type { Dialect } from './dialect.js'
import { keyOf, type MessageKey, type MessageMembers, messageMembers } from './message-members.js'

/** An event that shows a chat: a message in it, or something else that happened there. */
export interface Sighting {
  readonly chat: Chat
  /** Unix seconds. */
  readonly time: number
  /** Absent for anything but a message. */
  readonly key?: MessageKey
}

/** Notices of a private chat, other than messages. */
const PRIVATE_NOTICES: ReadonlySet<string | undefined> = new Set(['friend_add', 'friend_recall'])

/** Reads which chat an event shows; undefined if it shows none. */
export function sightingOf(event: Uint8Array, selfId: string, dialect: Dialect): Sighting | undefined {
  const members = messageMembers(event)
  if (members?.time === undefined) return undefined
  const { time } = members
  const postType = members.text('post_type')
  const isMessage = postType === 'message' || postType === 'message_sent'
  const chat = isMessage ? chatOfMessage(members, selfId) : chatOfNotice(members, postType)
  if (!chat) return undefined
  return { chat, time, ...(isMessage && { key: keyOf(members, dialect) }) }
}

function chatOfMessage(members: MessageMembers, selfId: string): Chat | undefined {
  const kind = members.text('message_type')
  if (kind !== 'group' && kind !== 'private') return undefined
  const isOwn = members.sender === selfId || members.text('post_type') === 'message_sent'
  const id = members.id(kind === 'group' ? 'group_id' : isOwn ? 'target_id' : 'user_id')
  return id === undefined ? undefined : { kind, id }
}

function chatOfNotice(members: MessageMembers, postType: string | undefined): Chat | undefined {
  if (postType !== 'notice') return undefined
  const group = members.id('group_id')
  if (group !== undefined) return { kind: 'group', id: group }
  const user = PRIVATE_NOTICES.has(members.text('notice_type')) ? members.id('user_id') : undefined
  return user === undefined ? undefined : { kind: 'private', id: user }
}
