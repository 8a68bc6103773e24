import { perform } from '../deeds/perform.js'
import { likerRecord } from '../profiles/qq-records.js'
import { dayOf } from '../world/day.js'
import { userOf } from '../world/look-up.js'
import type { Like, World } from '../world/world.js'
import type { Actions } from './action.js'

export const likeHandlers = {
  send_like: {
    events: ['notice.notify.profile_like'],
    refuses: ['no_such_user', 'used_up'],
    run: (turn, { user_id, times = 1 }, self) => perform(turn, self, 'like', { user_id, times }),
  },
  get_profile_like: {
    events: [],
    refuses: ['no_such_user'],
    run({ world }, { user_id: asked, start = 0, count = 10 }, self) {
      const { user_id } = userOf({ world }, asked ?? self)
      const all = Array.from(world.likes.values())
      const page = (given: readonly Like[]) => given.slice(Number(start), Number(start) + Number(count))
      const received = page(all.filter(({ target_id }) => target_id === user_id))
      const sent = page(all.filter((each) => each.user_id === user_id))
      const users = received.map((each) => liker(world, each, each.user_id))
      return {
        uid: String(user_id),
        time: String(Math.floor(world.nowMs / 1000)),
        favoriteInfo: { ...totals(world, received), userInfos: users },
        voteInfo: {
          ...totals(world, sent),
          new_count: 0,
          new_nearby_count: 0,
          last_visit_time: 0,
          userInfos: sent.map((each) => liker(world, each, each.target_id)),
        },
        users,
        nextStart: received.length < Number(count) ? -1 : Number(start) + received.length,
      }
    },
  },
  get_profile_like_me: {
    events: [],
    refuses: [],
    run({ world }, { start = 0, count = 10 }, self) {
      const all = Array.from(world.likes.values()).filter(({ target_id }) => target_id === self)
      const page = all.slice(Number(start), Number(start) + Number(count))
      const nextStart = page.length < Number(count) ? -1 : Number(start) + page.length
      return { users: page.map((each) => liker(world, each, each.user_id)), nextStart }
    },
  },
  get_profile_like_count: {
    events: [],
    refuses: ['no_such_user'],
    run({ world }, { user_id: asked }) {
      const { user_id } = userOf({ world }, asked)
      const given = Array.from(world.likes.values()).filter(({ target_id }) => target_id === user_id)
      return { count: sum(given.map(({ times }) => times)) }
    },
  },
} as const satisfies Actions

function totals({ nowMs }: World, given: readonly Like[]) {
  const today = given.filter(({ time }) => dayOf(time) === dayOf(Math.floor(nowMs / 1000)))
  return {
    total_count: sum(given.map(({ times }) => times)),
    today_count: sum(today.map(({ timesOfDay }) => timesOfDay)),
    last_time: Math.max(0, ...given.map(({ time }) => time)),
  }
}

const sum = (numbers: readonly number[]): number => numbers.reduce((all, each) => all + each, 0)

const liker = ({ users }: World, { time, times }: Like, user_id: number) => ({
  ...likerRecord,
  uid: String(user_id),
  uin: user_id,
  nick: users.get(user_id)?.nickname ?? '',
  count: times,
  latestTime: time,
})
