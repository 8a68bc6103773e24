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
 * Everything that is so at one moment. A world never changes: a step makes another one, which shares with it whatever
 * stayed the same. Times of the world itself are in milliseconds; those that the standard names are in its unit, seconds.
 */
export interface World {
  readonly nowMs: number
  /** Where chance stands; drawn from it, everything is the same for the same seed. */
  readonly chance: number
  /** Everybody there is, the accounts included. */
  readonly users: PersistentMap<number, User>
  /** The users that a bot can log in to. */
  readonly accounts: PersistentMap<number, Account>
  /** Whom each user has as a friend, and how. A friendship stands on both sides. */
  readonly friends: PersistentMap<number, PersistentMap<number, Friend>>
  readonly groups: PersistentMap<number, Group>
  /** By message_id. The oldest are forgotten beyond a limit. */
  readonly messages: PersistentMap<number, Message>
  readonly lastMessageId: number
  /** By the chat's key: the ids of its messages, in order. */
  readonly chats: PersistentMap<string, Chat>
  /** What waits for an answer, by its flag. */
  readonly requests: PersistentMap<string, Request>
  /** Merged forwards by id. */
  readonly forwards: PersistentMap<string, Forward>
  /** Files that one user sent to another, by id. */
  readonly privateFiles: PersistentMap<string, PrivateFile>
  /** Files that were put behind a link, by the id of their set. */
  readonly flashSets: PersistentMap<string, FlashSet>
  /** Who liked whose profile, by the key of the two. */
  readonly likes: PersistentMap<string, Like>
  /** Files that were sent, by name: the hash of the content with an ending. */
  readonly media: PersistentMap<string, Media>
  /** Where `media` is served; a file has the URL `<mediaUrl>/<name>`. */
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
  /** One that is offline gets no events and can do nothing. */
  readonly online: boolean
  /** The implementation that it answers like. */
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
  /** Its content, by its name in `media`. */
  readonly media: string
  readonly size: number
  readonly sender_id: number
  readonly target_id: number
  readonly time: number
}

/** Files behind one link. */
export interface FlashSet {
  readonly file_set_id: string
  readonly title: string
  /** Their names in `media`. */
  readonly files: readonly string[]
  readonly sender_id: number
  readonly expire_time: number
}

/** The likes that one user gave another. */
export interface Like {
  readonly user_id: number
  readonly target_id: number
  /** When the last one was given, unix seconds. */
  readonly time: number
  readonly times: number
  /** Those of the day of `time`. */
  readonly timesOfDay: number
}

export interface Chat {
  readonly key: string
  /** The ids of its messages, the oldest first. */
  readonly messageIds: List<number>
  readonly lastSeq: number
}

/** A message of a group or of a private chat; `time` is in unix seconds. */
export interface Message {
  readonly message_id: number
  /** The chat it stands in, by its key. */
  readonly chat: string
  readonly message_seq: number
  readonly time: number
  readonly sender_id: number
  /** The group; for a private message, the one that a temporary session goes through. */
  readonly group_id?: number
  /** Who gets it, for a private message. */
  readonly target_id?: number
  readonly anonymous?: Anonymous
  readonly message: Segments
  readonly recalled?: { readonly operator_id: number; readonly time: number }
  /** Who reacted with each emoji, in order. */
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
  /** The message that it is a copy of, where it is one. */
  readonly message_id?: number
}

/** A file that was sent, known by its content; `size` is in bytes. */
export interface Media {
  /** Its name: the hash of the content with an ending. */
  readonly file: string
  /** The name that it came with. */
  readonly name: string
  readonly size: number
  readonly mime: string
  /** Where it is kept on this machine. */
  readonly path?: string
}

/** A request to be friends, or to join a group, known by its flag. */
export type Request = FriendRequest | GroupRequest

export interface FriendRequest {
  readonly kind: 'friend'
  readonly flag: string
  readonly time: number
  /** Who asks. */
  readonly user_id: number
  /** Who is asked. */
  readonly target_id: number
  readonly comment: string
  /** QQ took it for doubtful: nobody is told, it is only found in a list. */
  readonly filtered: boolean
}

export interface GroupRequest {
  readonly kind: 'group'
  /** `add`: a user asks to join; `invite`: a user is invited by a member. */
  readonly sub_type: 'add' | 'invite'
  readonly flag: string
  readonly time: number
  readonly group_id: number
  /** Who would join. */
  readonly user_id: number
  /** Who invites, for `invite`. */
  readonly invitor_id?: number
  readonly comment: string
  /** QQ took it for doubtful: nobody is told, it is only found in a list. */
  readonly filtered: boolean
  /** Who answered it. */
  readonly actor?: number
  readonly state: 'waiting' | 'approved' | 'refused'
}

/** The implementation that an account answers like; that of the default for whoever is none. */
export const profileOf = ({ accounts }: World, self_id: number): Profile =>
  accounts.get(self_id)?.profile ?? DEFAULT_PROFILE

/** A world in which nobody is. */
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
