import { perform } from '../deeds/perform.js'
import { memberOf, ownGroupOf } from '../world/look-up.js'
import type { Group, Member, World } from '../world/world.js'
import type { Actions } from './action.js'

const HALF_AN_HOUR = 1800

export const groupMembers = {
  set_group_ban: {
    events: ['notice.group_ban'],
    refuses: ['no_such_group', 'not_member', 'no_rights'],
    run: (turn, { group_id, user_id, duration = HALF_AN_HOUR }, self) =>
      perform(turn, self, 'ban', { group_id, user_id, duration }),
  },
  get_group_member_info: {
    events: [],
    refuses: ['no_such_group', 'not_member'],
    run(turn, { group_id, user_id }, self) {
      const group = ownGroupOf(turn, self, group_id)
      return memberInfo(turn.world, group, memberOf(group, user_id))
    },
  },
} as const satisfies Actions

/** A member as `get_group_member_info` gives one. */
export function memberInfo({ users, nowMs }: World, { group_id }: Group, member: Member) {
  const user = users.get(member.user_id)
  return {
    group_id,
    user_id: member.user_id,
    nickname: user?.nickname ?? '',
    card: member.card,
    sex: user?.sex ?? 'unknown',
    age: user?.age ?? 0,
    area: '',
    join_time: member.join_time,
    last_sent_time: member.last_sent_time,
    level: String(member.level),
    role: member.role,
    unfriendly: false,
    title: member.title,
    title_expire_time: 0,
    card_changeable: true,
    shut_up_timestamp: member.muted_until * 1000 > nowMs ? member.muted_until : 0,
  }
}
