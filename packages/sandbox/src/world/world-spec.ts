import type { Profile } from './profile.js'

/** A world in the form of a world file, with the names of the wire; `buildWorld` builds it. */
export interface WorldSpec {
  /** Seed of the random generator: the same seed and the same inputs give the same bytes. Default 1. */
  readonly seed?: number
  readonly accounts?: readonly AccountSpec[]
  readonly users?: readonly UserSpec[]
  readonly friends?: readonly FriendsSpec[]
  readonly groups?: readonly GroupSpec[]
}

/** A user as a world file describes it; `long_nick` is the signature. */
export interface UserSpec {
  readonly user_id: number
  readonly nickname: string
  readonly sex?: 'male' | 'female' | 'unknown'
  readonly age?: number
  readonly level?: number
  readonly long_nick?: string
}

/** Two friends; then the first one's remark for the second, and the second one's for the first. */
export type FriendsSpec = readonly [one: number, other: number, remark?: string, remarkOfOther?: string]

/** An account, which is also a user. Its links are in `LinksSpec`. */
export interface AccountSpec extends Omit<UserSpec, 'user_id'> {
  readonly self_id: number
  readonly online?: boolean
  /** The imitated implementation. Default `napcat`. */
  readonly profile?: Profile
}

/** A group as a world file describes it. Members are named by id, or with what differs from the defaults. */
export interface GroupSpec {
  readonly group_id: number
  readonly group_name: string
  readonly owner: number | MemberSpec
  readonly admins?: readonly (number | MemberSpec)[]
  readonly members?: readonly (number | MemberSpec)[]
  /** Whether the whole group is muted. Default false. */
  readonly whole_ban?: boolean
  /** Whether members may speak anonymously. Default true. */
  readonly anonymous?: boolean
  /** Users whose requests to join are refused for good. */
  readonly refused?: readonly number[]
  readonly level?: number
  /** Default 2000. */
  readonly max_member_count?: number
  /** Unix seconds. Default: the start of the world. */
  readonly create_time?: number
}

/** A member of a group as a world file describes it; what is left out has its default. */
export interface MemberSpec {
  readonly user_id: number
  readonly card?: string
  readonly title?: string
  readonly level?: number
  /** Unix seconds. Default: the creation of the group. */
  readonly join_time?: number
  /** Unix seconds; 0, the default, for a member who has never spoken. */
  readonly last_sent_time?: number
  /** End of the member's mute, unix seconds. */
  readonly muted_until?: number
}
