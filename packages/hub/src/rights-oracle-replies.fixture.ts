import type { ChatList } from './options.js'
import { GROUPS, type Rights, USERS } from './rights-oracle-events.fixture.js'

/** Whether a list of an entry has an id, or leaves it free. */
export const inList = (chats: ChatList | undefined, id: string): boolean => {
  if (chats === undefined) return true
  if (id === 'odd') return false
  return 'deny' in chats ? !chats.deny.includes(id) : chats.includes(id)
}

/** Lists of an implementation, and what of them a client may see. */
export const lists = {
  get_group_list: GROUPS.map((id) => ({ group_id: Number(id) })),
  get_friend_list: USERS.map((id) => ({ user_id: Number(id) })),
  get_recent_contact: [
    ...GROUPS.map((peerUin) => ({ chatType: 2, peerUin })),
    ...USERS.map((peerUin) => ({ chatType: 1, peerUin })),
  ],
} as const

export function visible({ groups, users }: Rights, action: string): readonly object[] | undefined {
  if (action === 'get_group_list')
    return lists.get_group_list.filter(({ group_id }) => inList(groups, String(group_id)))
  if (action === 'get_friend_list')
    return lists.get_friend_list.filter(({ user_id }) => inList(users, String(user_id)))
  if (action !== 'get_recent_contact') return undefined
  return lists.get_recent_contact.filter(({ chatType, peerUin }) =>
    inList(chatType === 2 ? groups : users, peerUin),
  )
}
