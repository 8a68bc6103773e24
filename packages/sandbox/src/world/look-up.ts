import type { IdInput } from '@rookery/protocol'
import { refuse } from './refusal.js'
import type { Friend, Group, GroupFile, GroupFolder, Media, Member, Message, User, World } from './world.js'

/** Anything that holds a world: a turn, or a read-only view. */
export interface Looker {
  readonly world: World
}

/** An id as the world keeps it. No id beyond 2^53 exists here: it becomes NaN, which is not found. */
export const idOf = (id: IdInput): number => {
  const number = Number(id)
  return Number.isSafeInteger(number) ? number : Number.NaN
}

/** @throws WorldRefusal `no_such_user` */
export const userOf = ({ world }: Looker, user_id: IdInput): User =>
  world.users.get(idOf(user_id)) ?? refuse('no_such_user', `there is no user ${user_id}`)

/** @throws WorldRefusal `no_such_group` */
export const groupOf = ({ world }: Looker, group_id: IdInput): Group =>
  world.groups.get(idOf(group_id)) ?? refuse('no_such_group', `there is no group ${group_id}`)

/** @throws WorldRefusal `not_member` */
export const memberOf = ({ group_id, members }: Group, user_id: IdInput): Member =>
  members.get(idOf(user_id)) ?? refuse('not_member', `${user_id} is not a member of group ${group_id}`)

/** The group, which the user must be a member of. @throws WorldRefusal `no_such_group`, `not_member` */
export function ownGroupOf(turn: Looker, user_id: number, group_id: IdInput): Group {
  const group = groupOf(turn, group_id)
  memberOf(group, user_id)
  return group
}

/** @throws WorldRefusal `not_friend` */
export const friendOf = ({ world }: Looker, user_id: number, friend_id: IdInput): Friend =>
  world.friends.get(user_id)?.get(idOf(friend_id)) ??
  refuse('not_friend', `${friend_id} is not a friend of ${user_id}`)

/** The message, which the user must be able to see. @throws WorldRefusal `no_such_message` */
export function messageOf(turn: Looker, user_id: number, message_id: IdInput): Message {
  const message = turn.world.messages.get(idOf(message_id))
  if (!message || !canSee(turn, user_id, message)) {
    return refuse('no_such_message', `there is no message ${message_id}`)
  }
  return message
}

/**
 * The message, which the user must be able to see, and which must not be recalled. @throws WorldRefusal `no_such_message`
 */
export function standingMessageOf(turn: Looker, user_id: number, message_id: IdInput): Message {
  const message = messageOf(turn, user_id, message_id)
  if (!message.recalled) return message
  return refuse('no_such_message', `message ${message_id} was recalled`)
}

/** A group message that is not recalled, with its group. @throws WorldRefusal `no_such_message` */
export function groupMessageOf(
  turn: Looker,
  user_id: number,
  message_id: IdInput,
): { readonly message: Message; readonly group: Group } {
  const message = standingMessageOf(turn, user_id, message_id)
  if (message.target_id !== undefined || message.group_id === undefined) {
    return refuse('no_such_message', `message ${message_id} is not in a group`)
  }
  return { message, group: groupOf(turn, message.group_id) }
}

/** Whether a message belongs to one of the user's chats. */
function canSee({ world }: Looker, user_id: number, message: Message): boolean {
  if (message.target_id !== undefined) return user_id === message.sender_id || user_id === message.target_id
  return message.group_id !== undefined && (world.groups.get(message.group_id)?.members.has(user_id) ?? false)
}

const ranks = { owner: 2, admin: 1, member: 0 } as const

/** Whether one member may act on another: the owner on everybody else, an admin on members. */
export const outranks = (one: Member, other: Member): boolean =>
  ranks[one.role] > 0 && ranks[one.role] > ranks[other.role]

/** The member, who must be admin or owner. @throws WorldRefusal `not_member`, `no_rights` */
export function adminOf(group: Group, user_id: number): Member {
  const member = memberOf(group, user_id)
  if (ranks[member.role] > 0) return member
  return refuse('no_rights', `${user_id} is not an admin of group ${group.group_id}`)
}

/** The member, who must be the owner. @throws WorldRefusal `not_member`, `no_rights` */
export function ownerOf(group: Group, user_id: number): Member {
  const member = memberOf(group, user_id)
  if (member.role === 'owner') return member
  return refuse('no_rights', `${user_id} is not the owner of group ${group.group_id}`)
}

/** @throws WorldRefusal `no_such_file` */
export const groupFileOf = ({ group_id, files }: Group, file_id: string): GroupFile =>
  files.get(file_id) ?? refuse('no_such_file', `there is no file ${file_id} in group ${group_id}`)

/** @throws WorldRefusal `no_such_folder` */
export const folderOf = ({ group_id, folders }: Group, folder_id: string): GroupFolder =>
  folders.get(folder_id) ?? refuse('no_such_folder', `there is no folder ${folder_id} in group ${group_id}`)

/** @throws WorldRefusal `no_such_file` */
export const mediaOf = ({ world }: Looker, file: string): Media =>
  world.media.get(file) ?? refuse('no_such_file', `there is no file ${file}`)
