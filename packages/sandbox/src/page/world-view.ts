import type { Message as Segments } from '@rookery/protocol'
import type { GroupRole, Request } from '../world/world.js'

/* The world as the page shows it, and how one differs from another. */

/** Changes of a list: its new or changed items, and the keys of the removed ones. */
export interface Patch<T, K> {
  readonly set: readonly T[]
  readonly gone: readonly K[]
}

/** How one world differs from another, as far as the page shows it. Lists in which nothing changed are left out. */
export interface WorldPatch {
  readonly media_url: string
  readonly users?: Patch<PageUser, number>
  readonly accounts?: Patch<PageAccount, number>
  readonly friends?: Patch<PageFriends, number>
  readonly groups?: Patch<PageGroup, number>
  readonly requests?: Patch<Request, string>
  readonly chats?: Patch<PageChat, string>
  /** New ones and changed ones, the oldest first. */
  readonly messages?: readonly PageMessage[]
}

/** A user; `avatar` is a file under `/media`. */
export interface PageUser {
  readonly user_id: number
  readonly nickname: string
  readonly avatar?: string
}

/** A bot's account, and whether it is online. */
export interface PageAccount {
  readonly self_id: number
  readonly online: boolean
}

/** All friends of one user. */
export interface PageFriends {
  readonly user_id: number
  readonly friends: readonly number[]
}

/** A group as the page shows it; of its members, only the changes. */
export interface PageGroup {
  readonly group_id: number
  readonly group_name: string
  readonly whole_ban: boolean
  /** The ids of messages that are marked as essence. */
  readonly essence: readonly number[]
  readonly members: MembersPatch
  /** Left out where nothing of it has changed. */
  readonly files?: readonly PageGroupFile[]
  readonly folders?: readonly PageGroupFolder[]
  /** The oldest first. */
  readonly notices?: readonly PageGroupNotice[]
}

/** A file of a group; `size` is in bytes. */
export interface PageGroupFile {
  readonly file_id: string
  readonly name: string
  /** Its content, under `/media`. */
  readonly media: string
  readonly size: number
  readonly uploader: number
  /** Unix seconds. */
  readonly upload_time: number
  /** `/` is the root. */
  readonly folder_id: string
}

/** A folder among the files of a group; there is one level of them. */
export interface PageGroupFolder {
  readonly folder_id: string
  readonly name: string
  readonly creator: number
}

/** A notice of a group; `image` is a file under `/media`. */
export interface PageGroupNotice {
  readonly notice_id: string
  readonly sender_id: number
  /** Unix seconds. */
  readonly publish_time: number
  readonly content: string
  readonly image?: string
}

/** Most members differ from the default in their number only: in a large world just the numbers are sent. */
export interface MembersPatch extends Patch<PageMember, number> {
  /** Members that are new or changed, and have no role, card or title, nor are or were muted. */
  readonly plain: readonly number[]
}

/** A member of a group; `muted_until` is in unix seconds, 0 or past for one who is not muted. */
export interface PageMember {
  readonly user_id: number
  readonly role: GroupRole
  readonly card: string
  readonly title: string
  readonly muted_until: number
}

/** A chat with the number of its newest message, and that message, if there is one. */
export interface PageChat {
  readonly key: string
  readonly last_seq: number
  readonly last?: PageMessage
}

/** A message as the page shows it; `seq` counts from 1 in each chat. */
export interface PageMessage {
  readonly message_id: number
  readonly chat: string
  readonly seq: number
  /** Unix seconds. */
  readonly time: number
  readonly sender_id: number
  /** The name of one who speaks anonymously. */
  readonly anonymous?: string
  readonly message: Segments
  /** User who recalled it. */
  readonly recalled_by?: number
  readonly reactions: readonly { readonly emoji: string; readonly user_ids: readonly number[] }[]
}
