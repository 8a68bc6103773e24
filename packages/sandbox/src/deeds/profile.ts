import type { Turn } from '../turn/turn.js'
import { mediaOf, userOf } from '../world/look-up.js'
import type { User } from '../world/world.js'
import { refuseEmpty } from './refuse-empty.js'

export interface SetProfileArgs {
  readonly nickname?: string
  readonly sex?: User['sex']
  readonly longNick?: string
}

/** Changes the actor's own profile. Fields that are not given stay. */
export function set_profile(turn: Turn, by: number, args: SetProfileArgs): null {
  const user = userOf(turn, by)
  const { nickname = user.nickname, sex = user.sex, longNick = user.longNick } = args
  refuseEmpty('nickname', nickname)
  turn.setUser({ ...user, nickname, sex, longNick })
  return null
}

export interface SetAvatarArgs {
  /** Name of the avatar in the world's media. */
  readonly file: string
}

/** Changes the actor's avatar. */
export function set_avatar(turn: Turn, by: number, { file }: SetAvatarArgs): null {
  turn.setUser({ ...userOf(turn, by), avatar: mediaOf(turn, file).file })
  return null
}
