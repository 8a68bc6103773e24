import { useMemo } from 'preact/hooks'
import { type ChatEntry, chatsOf } from '../live/chats-of.js'
import { useApp } from './app-context.js'
import { usePage } from './use-page.js'

/** A user's chats, the most recent first, followed by the chats that the user could join. */
export function useChats(me: number): readonly ChatEntry[] {
  const { store } = useApp()
  const users = usePage((state) => state.users)
  const groups = usePage((state) => state.groups)
  const friends = usePage((state) => state.friends)
  const chats = usePage((state) => state.chats)
  return useMemo(() => chatsOf(store.state, me), [users, groups, friends, chats, me])
}
