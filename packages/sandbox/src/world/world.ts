import type { Message as Segments } from '@rookery/protocol'
import { type List, Map as PersistentMap } from 'immutable'
import type { Group } from './group.js'
import { DEFAULT_PROFILE, type Profile } from './profile.js'

export type {
  Album,
  Essence,
  Group,
  GroupFile,
  GroupFolder,
  GroupNotice,
  GroupRole,
  Honor,
  HonorType,
  Member,
} from './group.js'

/**
 * The complete state at one moment. A world is immutable: a step makes another one, which shares all unchanged parts
 * with it. The world's own times are in milliseconds; those of the standard keep its unit, seconds.
 */
export interface World {
  readonly nowMs: number
  /** State of the random generator: the same seed gives the same numbers. */
  readonly chance: number
  /** All users, including the accounts. */
  readonly users: PersistentMap<number, User>
  /** The users that a bot can log in to. */
  readonly accounts: PersistentMap<number, Account>
  /** Friends of each user, with their remarks. Friendships are mutual. */
  readonly friends: PersistentMap<number, PersistentMap<number, Friend>>
  readonly groups: PersistentMap<number, Group>
  /** By message_id. Beyond a limit, the oldest are dropped. */
  readonly messages: PersistentMap<number, Message>
  readonly lastMessageId: number
  /** By key of the chat. */
  readonly chats: PersistentMap<string, Chat>
  /** Requests by flag. */
  readonly requests: PersistentMap<string, Request>
  /** Merged forwards by id. */
  readonly forwards: PersistentMap<string, Forward>
  /** Files that one user sent to another, by id. */
  readonly privateFiles: PersistentMap<string, PrivateFile>
  /** File sets shared by a link, by id of the set. */
  readonly flashSets: PersistentMap<string, FlashSet>
  /** Likes of one user for another, by the key of the pair. */
  readonly likes: PersistentMap<string, Like>
  /** Files of messages, by name: the hash of the content with an extension. */
  readonly media: PersistentMap<string, Media>
  /** Base URL of `media`; a file has the URL `<mediaUrl>/<name>`. */
  readonly mediaUrl: string
}

/** A user of QQ, whether a person or the user of an account; `longNick` is the signature. */
export interface User {
  readonly user_id: number
  readonly nickname: string
  readonly sex: 'male' | 'female' | 'unknown'
  readonly age: number
  readonly level: number
  readonly longNick: string
  /** Name of the avatar in `media`. */
  readonly avatar?: string
}

/** A user that bots act for, and the implementation that it stands for. */
export interface Account {
  readonly self_id: number
  /** Whether it is logged in. An offline account gets no events and can do nothing. */
  readonly online: boolean
  /** The imitated implementation. */
  readonly profile: Profile
}

/** A friend of one user, with the remark that this user gives the friend. */
export interface Friend {
  readonly user_id: number
  readonly remark: string
}

export interface PrivateFile {
  readonly file_id: string
  readonly name: string
  /** Name of its content in `media`. */
  readonly media: string
  readonly size: number
  readonly sender_id: number
  readonly target_id: number
  readonly time: number
}

/** Files shared by one link. */
export interface FlashSet {
  readonly file_set_id: string
  readonly title: string
  /** Names of the files in `media`. */
  readonly files: readonly string[]
  readonly sender_id: number
  readonly expire_time: number
}

/** Likes that one user gave another. */
export interface Like {
  readonly user_id: number
  readonly target_id: number
  /** Time of the last like, unix seconds. */
  readonly time: number
  readonly times: number
  /** Likes on the day of `time`. */
  readonly timesOfDay: number
}

export interface Chat {
  readonly key: string
  /** Ids of its messages, oldest first. */
  readonly messageIds: List<number>
  readonly lastSeq: number
}

/** A message of a group or of a private chat; `time` is in unix seconds. */
export interface Message {
  readonly message_id: number
  /** Key of its chat. */
  readonly chat: string
  readonly message_seq: number
  readonly time: number
  readonly sender_id: number
  /** The group; for a private message, the group of a temporary session. */
  readonly group_id?: number
  /** Recipient of a private message. */
  readonly target_id?: number
  readonly anonymous?: Anonymous
  readonly message: Segments
  readonly recalled?: { readonly operator_id: number; readonly time: number }
  /** Users who reacted, by emoji, in order. */
  readonly reactions: ReadonlyMap<string, readonly number[]>
}

export interface Anonymous {
  readonly id: number
  readonly name: string
  readonly flag: string
}

export interface Forward {
  readonly id: string
  readonly nodes: readonly ForwardNode[]
}

export interface ForwardNode {
  readonly user_id: number
  readonly nickname: string
  readonly time: number
  readonly message: Segments
  /** Original message, if the node is a copy. */
  readonly message_id?: number
}

/** A file that was sent, known by its content; `size` is in bytes. */
export interface Media {
  /** Its name: the hash of the content with an extension. */
  readonly file: string
  /** Original name of the file. */
  readonly name: string
  readonly size: number
  readonly mime: string
  /** Path of the file on this machine. */
  readonly path?: string
}

/** A request to be friends, or to join a group, known by its flag. */
export type Request = FriendRequest | GroupRequest

export interface FriendRequest {
  readonly kind: 'friend'
  readonly flag: string
  readonly time: number
  /** The requester. */
  readonly user_id: number
  /** The user who is asked. */
  readonly target_id: number
  readonly comment: string
  /** Whether QQ filtered the request as doubtful: nobody is notified, and it only appears in a list. */
  readonly filtered: boolean
}

export interface GroupRequest {
  readonly kind: 'group'
  /** `add`: a user asks to join; `invite`: a user is invited by a member. */
  readonly sub_type: 'add' | 'invite'
  readonly flag: string
  readonly time: number
  readonly group_id: number
  /** The user who would join. */
  readonly user_id: number
  /** The inviting member, for `invite`. */
  readonly invitor_id?: number
  readonly comment: string
  /** Whether QQ filtered the request as doubtful: nobody is notified, and it only appears in a list. */
  readonly filtered: boolean
  /** The user who answered it. */
  readonly actor?: number
  readonly state: 'waiting' | 'approved' | 'refused'
}

/** The profile of an account; the default for a user who is not an account. */
export const profileOf = ({ accounts }: World, self_id: number): Profile =>
  accounts.get(self_id)?.profile ?? DEFAULT_PROFILE

/** A world without people. */
export const emptyWorld = (seed = 1, nowMs = 0): World => ({
  nowMs,
  chance: seed >>> 0,
  users: PersistentMap(),
  accounts: PersistentMap(),
  friends: PersistentMap(),
  groups: PersistentMap(),
  messages: PersistentMap(),
  lastMessageId: 0,
  chats: PersistentMap(),
  requests: PersistentMap(),
  forwards: PersistentMap(),
  privateFiles: PersistentMap(),
  flashSets: PersistentMap(),
  likes: PersistentMap(),
  media: PersistentMap(),
  mediaUrl: '',
})
