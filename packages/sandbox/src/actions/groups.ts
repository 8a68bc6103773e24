import { dayOf } from '../world/day.js'
import { groupOf, memberOf, ownGroupOf } from '../world/look-up.js'
import type { Group, World } from '../world/world.js'
import type { Actions } from './action.js'

/** QQ's daily limits on at-all: per group, for all of its admins together, and per admin. */
const AT_ALL_A_DAY = { group: 20, each: 10 } as const

export const groupHandlers = {
  get_group_info: {
    events: [],
    refuses: ['no_such_group'],
    run: ({ world }, { group_id }, self) => groupInfo(world, groupOf({ world }, group_id), self),
  },
  get_group_list: {
    events: [],
    refuses: [],
    run: ({ world }, _params, self) =>
      Array.from(world.groups.values())
        .filter(({ members }) => members.has(self))
        .map((group) => groupInfo(world, group, self)),
  },
  get_group_at_all_remain: {
    events: [],
    refuses: ['no_such_group', 'not_member'],
    run(turn, { group_id }, self) {
      const { role } = memberOf(ownGroupOf(turn, self, group_id), self)
      const can_at_all = role !== 'member'
      return {
        can_at_all,
        remain_at_all_count_for_group: AT_ALL_A_DAY.group,
        remain_at_all_count_for_uin: can_at_all ? AT_ALL_A_DAY.each : 0,
      }
    },
  },
  get_group_signed_list: {
    events: [],
    refuses: ['no_such_group', 'not_member'],
    run({ world }, { group_id }, self) {
      const { signs } = ownGroupOf({ world }, self, group_id)
      const today = dayOf(Math.floor(world.nowMs / 1000))
      return Array.from(signs)
        .filter(([, time]) => dayOf(time) === today)
        .sort(([, one], [, other]) => one - other)
        .map(([user_id, time], index) => {
          return { user_id, nick: world.users.get(user_id)?.nickname ?? '', time, rank: index + 1 }
        })
    },
  },
} as const satisfies Actions

/** A group as `get_group_info` returns it to an account. */
function groupInfo({ nowMs }: World, group: Group, self: number) {
  const { group_id, group_name, members, whole_ban } = group
  const remark = group.remarks.get(self) ?? ''
  const muted_until = members.get(self)?.muted_until ?? 0
  return {
    group_id,
    group_name,
    member_count: members.size,
    max_member_count: group.max_member_count,
    group_create_time: group.create_time,
    group_level: group.level,
    group_memo: '',
    group_all_shut: whole_ban ? -1 : 0,
    group_remark: remark,
    remark_name: remark,
    owner_id: members.find(({ role }) => role === 'owner')?.user_id ?? 0,
    is_top: false,
    shut_up_all_timestamp: whole_ban ? WITHOUT_END : 0,
    shut_up_me_timestamp: muted_until * 1000 > nowMs ? muted_until : 0,
  }
}

/** QQ's value for the end of a mute without an end. */
const WITHOUT_END = 0xffffffff
