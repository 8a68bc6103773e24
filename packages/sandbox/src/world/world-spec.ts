/** A world as a world file has it; `buildWorld` makes one of it. Names are those of the wire. */
export interface WorldSpec {
  /** What chance begins with: the same seed and the same inputs give the same bytes. Default 1. */
  readonly seed?: number
  readonly accounts?: readonly AccountSpec[]
  readonly users?: readonly UserSpec[]
  /** Pairs of users who are friends. */
  readonly friends?: readonly (readonly [number, number])[]
  readonly groups?: readonly GroupSpec[]
}

export interface UserSpec {
  readonly user_id: number
  readonly nickname: string
  readonly sex?: 'male' | 'female' | 'unknown'
  readonly age?: number
  readonly level?: number
}

/** An account is a user, too. How bots reach it is in `LinksSpec`. */
export interface AccountSpec extends Omit<UserSpec, 'user_id'> {
  readonly self_id: number
  readonly online?: boolean
}

export interface GroupSpec {
  readonly group_id: number
  readonly group_name: string
  readonly owner: number
  readonly admins?: readonly (number | MemberSpec)[]
  readonly members?: readonly (number | MemberSpec)[]
}

export interface MemberSpec {
  readonly user_id: number
  readonly card?: string
  readonly title?: string
  readonly level?: number
}
