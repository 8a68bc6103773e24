import type { PageMember } from '@rookery/sandbox'
import type { PageState } from './page-state.js'

/** The two kinds of chat: a group, or two people. */
export type PageChatRef =
  | { readonly is: 'group'; readonly group_id: number }
  | { readonly is: 'private'; readonly user_ids: readonly [number, number] }

export const groupKey = (group_id: number): string => `group:${group_id}`

export const privateKey = (one: number, other: number): string =>
  `private:${Math.min(one, other)}:${Math.max(one, other)}`

export function readKey(key: string): PageChatRef | undefined {
  const [kind, first, second] = key.split(':')
  if (kind === 'group') return { is: 'group', group_id: Number(first) }
  return kind === 'private' ? { is: 'private', user_ids: [Number(first), Number(second)] } : undefined
}

/** The group of a chat, if it is one. */
export function groupOfChat(state: Pick<PageState, 'groups'>, key: string) {
  const ref = readKey(key)
  return ref?.is === 'group' ? state.groups.get(ref.group_id) : undefined
}

/** The other user of a private chat. */
export function partnerOf(key: string, me: number): number | undefined {
  const ref = readKey(key)
  if (ref?.is !== 'private') return undefined
  return ref.user_ids[0] === me ? ref.user_ids[1] : ref.user_ids[0]
}

export const nicknameOf = (state: Pick<PageState, 'users'>, user_id: number): string =>
  state.users.get(user_id)?.nickname || String(user_id)

/** Display name of a user in a chat: the card, else the nickname. */
export const nameIn = (state: Pick<PageState, 'users' | 'groups'>, chat: string, user_id: number): string =>
  groupOfChat(state, chat)?.members.get(user_id)?.card || nicknameOf(state, user_id)

export function chatName(state: Pick<PageState, 'users' | 'groups'>, key: string, me: number): string {
  const ref = readKey(key)
  if (ref?.is === 'group') return state.groups.get(ref.group_id)?.group_name || String(ref.group_id)
  return nicknameOf(state, partnerOf(key, me) ?? 0)
}

/** The target of messages to a chat, as deeds name it. */
export function messageTargetOfChat(key: string, me: number): { group_id: number } | { user_id: number } {
  const ref = readKey(key)
  return ref?.is === 'group' ? { group_id: ref.group_id } : { user_id: partnerOf(key, me) ?? 0 }
}

const RANKS = { owner: 2, admin: 1, member: 0 } as const

export const mayManage = (one: PageMember | undefined, other: PageMember): boolean =>
  one !== undefined && RANKS[one.role] > 0 && RANKS[one.role] > RANKS[other.role]

export const isAdmin = (member: PageMember | undefined): boolean =>
  member !== undefined && RANKS[member.role] > 0

/** Members in order: owner, admins, bots, then by name. */
export function sortedMembers(
  state: Pick<PageState, 'users' | 'accounts'>,
  members: ReadonlyMap<number, PageMember>,
): PageMember[] {
  const weight = (member: PageMember): number =>
    RANKS[member.role] * 2 + (state.accounts.has(member.user_id) ? 1 : 0)
  const name = (member: PageMember): string => member.card || nicknameOf(state, member.user_id)
  return [...members.values()].sort((a, b) => weight(b) - weight(a) || (name(a) < name(b) ? -1 : 1))
}
