import type { IdInput } from '@rookery/protocol'
import { areFriends, endFriendship, makeFriends, setFriend } from '../turn/friendship.js'
import { addRequest } from '../turn/requests.js'
import type { Turn } from '../turn/turn.js'
import { friendOf, userOf } from '../world/look-up.js'
import { refuse } from '../world/refusal.js'

export interface FriendArgs {
  readonly user_id: IdInput
}

export interface RequestFriendArgs extends FriendArgs {
  readonly comment?: string
  /** QQ filtered the request as doubtful: nobody is notified. */
  readonly filtered?: boolean
}

/** Sends a friend request. */
export function request_friend(turn: Turn, by: number, args: RequestFriendArgs): { readonly flag: string } {
  const { comment = '', filtered = false } = args
  const target_id = strangerOf(turn, by, args.user_id)
  const { flag } = addRequest(turn, { kind: 'friend', user_id: by, target_id, comment, filtered })
  if (!filtered) {
    turn.tell(target_id, { post_type: 'request', request_type: 'friend', user_id: by, comment, flag })
  }
  return { flag }
}

/** Makes the user a friend at once, as if both had agreed. */
export function befriend(turn: Turn, by: number, { user_id }: FriendArgs): null {
  makeFriends(turn, by, strangerOf(turn, by, user_id))
  return null
}

/** @throws WorldRefusal `no_such_user`, `already_friend` */
function strangerOf(turn: Turn, by: number, user_id: IdInput): number {
  userOf(turn, by)
  const { user_id: other } = userOf(turn, user_id)
  if (other === by || areFriends(turn.world, by, other)) {
    refuse('already_friend', `${other} is a friend of ${by} already`)
  }
  return other
}

/** Ends a friendship, on both sides. */
export function delete_friend(turn: Turn, by: number, { user_id }: FriendArgs): null {
  endFriendship(turn, by, friendOf(turn, by, user_id).user_id)
  return null
}

export interface SetRemarkArgs extends FriendArgs {
  readonly remark: string
}

/** Changes the remark for a friend. */
export function set_remark(turn: Turn, by: number, { user_id, remark }: SetRemarkArgs): null {
  setFriend(turn, by, { ...friendOf(turn, by, user_id), remark })
  return null
}
