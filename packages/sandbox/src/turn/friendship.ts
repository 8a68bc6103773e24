import { Map as PersistentMap } from 'immutable'
import type { Friend, World } from '../world/world.js'
import type { Turn } from './turn.js'

const NO_FRIENDS = PersistentMap<number, Friend>()

export const areFriends = ({ friends }: World, one: number, other: number): boolean =>
  friends.get(one)?.has(other) ?? false

/** Makes two users friends, and notifies both. `remark` is the first one's remark for the other. */
export function makeFriends(turn: Turn, one: number, other: number, remark = ''): void {
  setFriend(turn, one, { user_id: other, remark })
  setFriend(turn, other, { user_id: one, remark: '' })
  turn.tell(one, { post_type: 'notice', notice_type: 'friend_add', user_id: other })
  turn.tell(other, { post_type: 'notice', notice_type: 'friend_add', user_id: one })
}

/** Ends a friendship on both sides. Nobody is notified, as in QQ. */
export function endFriendship(turn: Turn, one: number, other: number): void {
  const { friends } = turn.world
  const without = (from: World['friends'], user_id: number, lost: number) =>
    from.update(user_id, NO_FRIENDS, (own) => own.delete(lost))
  turn.change({ friends: without(without(friends, one, other), other, one) })
}

export function setFriend(turn: Turn, user_id: number, friend: Friend): void {
  const { friends } = turn.world
  turn.change({ friends: friends.update(user_id, NO_FRIENDS, (own) => own.set(friend.user_id, friend)) })
}
