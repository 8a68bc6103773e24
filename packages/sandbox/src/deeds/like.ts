import type { IdInput } from '@rookery/protocol'
import type { Turn } from '../turn/turn.js'
import { dayOf } from '../world/day.js'
import { userOf } from '../world/look-up.js'
import { refuse } from '../world/refusal.js'

export interface LikeArgs {
  readonly user_id: IdInput
  /** Default 1. */
  readonly times?: number
}

/** Likes that one user may give another per day, as in QQ. */
const LIKES_A_DAY = 10

/** Likes somebody's profile. */
export function like(turn: Turn, by: number, { user_id, times = 1 }: LikeArgs): null {
  const { user_id: target_id } = userOf(turn, user_id)
  // A number beyond 2^53 arrives as its decimal text.
  if (!Number.isInteger(times) || times < 1) {
    refuse('bad_params', `"times" must be a whole number from 1 on, found ${times}`)
  }
  const key = `${by}:${target_id}`
  const before = turn.world.likes.get(key)
  const isToday = before && dayOf(before.time) === dayOf(turn.time)
  const timesOfDay = (isToday ? before.timesOfDay : 0) + times
  if (timesOfDay > LIKES_A_DAY) {
    refuse('used_up', `${by} may like ${target_id} ${LIKES_A_DAY} times a day, this would be ${timesOfDay}`)
  }
  const total = (before?.times ?? 0) + times
  const given = { user_id: by, target_id, time: turn.time, times: total, timesOfDay }
  turn.change({ likes: turn.world.likes.set(key, given) })
  const operator_nick = turn.world.users.get(by)?.nickname ?? ''
  const notice = { notice_type: 'notify', sub_type: 'profile_like', operator_id: by, operator_nick } as const
  turn.tell(target_id, { post_type: 'notice', ...notice, times })
  return null
}
