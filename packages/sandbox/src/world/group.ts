import type { Map as PersistentMap } from 'immutable'

/** Role of a member; a group has one owner. */
export type GroupRole = 'owner' | 'admin' | 'member'

/** A user's membership in one group; times are in unix seconds. */
export interface Member {
  readonly user_id: number
  readonly role: GroupRole
  readonly card: string
  readonly title: string
  readonly level: number
  readonly join_time: number
  /** 0 for a member who has never spoken. */
  readonly last_sent_time: number
  /** End of the member's mute, unix seconds; 0 or in the past if there is none. */
  readonly muted_until: number
  /** End of the member's mute for anonymous messages, unix seconds. */
  readonly silenced_until?: number
}

/** A group with all that it holds; times are in unix seconds. */
export interface Group {
  readonly group_id: number
  readonly group_name: string
  /** Members' own remarks for the group. */
  readonly remarks: PersistentMap<number, string>
  readonly create_time: number
  readonly level: number
  readonly max_member_count: number
  readonly members: PersistentMap<number, Member>
  readonly whole_ban: boolean
  /** Whether members may speak anonymously. */
  readonly anonymous: boolean
  /** Users whose requests to join are refused for good. */
  readonly refused: PersistentMap<number, true>
  readonly notices: PersistentMap<string, GroupNotice>
  /** By message_id. */
  readonly essence: PersistentMap<number, Essence>
  readonly files: PersistentMap<string, GroupFile>
  readonly folders: PersistentMap<string, GroupFolder>
  readonly albums: PersistentMap<string, Album>
  /** Last check-in of each member, unix seconds. */
  readonly signs: PersistentMap<number, number>
  /** Holders of each honor, the latest last. */
  readonly honors: PersistentMap<HonorType, readonly Honor[]>
  /** Name of the group's picture in `media`. */
  readonly portrait?: string
}

export interface GroupNotice {
  readonly notice_id: string
  readonly sender_id: number
  readonly publish_time: number
  readonly content: string
  readonly image?: string
}

export interface Essence {
  readonly message_id: number
  readonly operator_id: number
  readonly operator_time: number
}

export interface GroupFile {
  readonly file_id: string
  readonly name: string
  /** Name of its content in `media`. */
  readonly media: string
  readonly size: number
  readonly busid: number
  readonly uploader: number
  readonly upload_time: number
  /** `/` is the root. */
  readonly folder_id: string
  readonly download_times: number
}

export interface GroupFolder {
  readonly folder_id: string
  readonly name: string
  readonly creator: number
  readonly create_time: number
}

/** A photo album. Its pictures are visible to nobody in this world. */
export interface Album {
  readonly album_id: string
  readonly name: string
  readonly desc: string
  readonly creator: number
  readonly create_time: number
}

export type HonorType = 'talkative' | 'performer' | 'legend' | 'strong_newbie' | 'emotion'

export interface Honor {
  readonly user_id: number
  readonly time: number
}
