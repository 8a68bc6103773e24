import type { JudgedEvent } from '../scope/judged-event.js'
import { readId } from './chat-rule.js'

/** The chat of an event or call: a group, a private chat, or both for a temporary one. */
export interface Chat {
  readonly groups: readonly string[]
  readonly users: readonly string[]
  /** Whether it is a channel of a guild, which is a group that no list names. */
  readonly isGuild?: boolean
}

/** What is for every client: it tells of no chat. */
const NO_CHAT: Chat = { groups: [], users: [] }
const GUILD: Chat = { groups: [], users: [], isGuild: true }

/** Members of an event that name a person. */
const PEOPLE = ['user_id', 'target_id', 'sender_id', 'peer_id', 'operator_id'] as const

/** The chat of an event. */
export function chatOfEvent(event: Pick<JudgedEvent, 'member' | 'account'>): Chat {
  const postType = event.member('post_type')
  if (postType === 'meta_event' || postType === 'distributed') return NO_CHAT
  if (postType === 'notice' && event.member('notice_type') === 'client_status') return NO_CHAT
  if (event.member('guild_id') != null || event.member('message_type') === 'guild') return GUILD
  const isPrivate = event.member('message_type') === 'private'
  const group =
    readId(event.member('group_id')) ?? (isPrivate ? senderGroup(event.member('sender')) : undefined)
  if (group !== undefined && !isPrivate) return { groups: [group], users: [] }
  const people = peopleOf(event)
  const isWithItself =
    isPrivate && people.length === 0 && (postType === 'message' || postType === 'message_sent')
  return { groups: group === undefined ? [] : [group], users: isWithItself ? [event.account] : people }
}

/** The people of a private chat, without the account itself. */
function peopleOf(event: Pick<JudgedEvent, 'member' | 'account'>): readonly string[] {
  const people = new Set<string>()
  for (const name of PEOPLE) {
    const id = readId(event.member(name))
    if (id !== undefined && id !== event.account) people.add(id)
  }
  return [...people]
}

const senderGroup = (sender: unknown): string | undefined =>
  typeof sender === 'object' && sender !== null && 'group_id' in sender ? readId(sender.group_id) : undefined
