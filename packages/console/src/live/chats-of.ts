import { chatName, groupKey, privateKey, readKey } from './look-up.js'
import type { PageState } from './page-state.js'

export interface ChatEntry {
  readonly key: string
  readonly name: string
  /** Unix seconds of the last message; 0 for none. */
  readonly time: number
  /** Whether the user is a member of the group, or a friend. */
  readonly isOwn: boolean
}

/** A user's chats, the most recent first, followed by the chats that the user could join. */
export function chatsOf(state: PageState, me: number): readonly ChatEntry[] {
  const entries = [...groupEntries(state, me), ...peopleEntries(state, me)]
  return entries.sort((a, b) => Number(b.isOwn) - Number(a.isOwn) || b.time - a.time)
}

const entry = (state: PageState, me: number, key: string, isOwn: boolean): ChatEntry => ({
  key,
  isOwn,
  name: chatName(state, key, me),
  time: state.chats.get(key)?.last?.time ?? 0,
})

const groupEntries = (state: PageState, me: number): ChatEntry[] =>
  [...state.groups.values()].map(({ group_id, members }) =>
    entry(state, me, groupKey(group_id), members.has(me)),
  )

function peopleEntries(state: PageState, me: number): ChatEntry[] {
  const friends = state.friends.get(me)
  const spoken = new Set([...state.chats.keys()].filter((key) => isOf(key, me)))
  return [...state.users.keys()]
    .filter((user_id) => user_id !== me)
    .map((user_id) => {
      const key = privateKey(me, user_id)
      return entry(state, me, key, (friends?.has(user_id) ?? false) || spoken.has(key))
    })
}

function isOf(key: string, me: number): boolean {
  const ref = readKey(key)
  return ref?.is === 'private' && ref.user_ids.includes(me)
}
