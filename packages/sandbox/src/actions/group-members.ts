import { perform } from '../deeds/perform.js'
import { memberRecord } from '../profiles/qq-records.js'
import { memberOf, ownGroupOf } from '../world/look-up.js'
import type { Group, Member, World } from '../world/world.js'
import type { Actions } from './action.js'

const HALF_AN_HOUR = 1800

const ON_A_MEMBER = ['no_such_group', 'not_member', 'no_rights'] as const

export const groupMemberHandlers = {
  set_group_ban: {
    events: ['notice.group_ban'],
    refuses: ON_A_MEMBER,
    run: (turn, { group_id, user_id, duration = HALF_AN_HOUR }, self) =>
      perform(turn, self, 'mute', { group_id, user_id, duration }),
  },
  set_group_kick: {
    events: ['notice.group_decrease'],
    refuses: ON_A_MEMBER,
    run: (turn, { group_id, user_id, reject_add_request = false }, self) =>
      perform(turn, self, 'kick', { group_id, user_id, reject_add_request }),
  },
  set_group_admin: {
    events: ['notice.group_admin'],
    refuses: ON_A_MEMBER,
    run: (turn, { group_id, user_id, enable = true }, self) =>
      perform(turn, self, 'set_admin', { group_id, user_id, enable }),
  },
  set_group_card: {
    events: ['notice.group_card'],
    refuses: [...ON_A_MEMBER, 'too_long'],
    run: (turn, { group_id, user_id, card = '' }, self) =>
      perform(turn, self, 'set_card', { group_id, user_id, card }),
  },
  // Titles in this world do not expire: QQ itself has long ignored `duration`.
  set_group_special_title: {
    events: ['notice.notify.title'],
    refuses: [...ON_A_MEMBER, 'too_long'],
    run: (turn, { group_id, user_id, special_title = '' }, self) =>
      perform(turn, self, 'set_title', { group_id, user_id, title: special_title }),
  },
  get_group_member_info: {
    events: [],
    refuses: ['no_such_group', 'not_member'],
    run(turn, { group_id, user_id }, self) {
      const group = ownGroupOf(turn, self, group_id)
      return memberInfo(turn.world, group, memberOf(group, user_id))
    },
  },
  get_group_member_list: {
    events: [],
    refuses: ['no_such_group', 'not_member'],
    run({ world }, { group_id }, self) {
      const group = ownGroupOf({ world }, self, group_id)
      return Array.from(group.members.values(), (member) => memberInfo(world, group, member))
    },
  },
  get_group_shut_list: {
    events: [],
    refuses: ['no_such_group', 'not_member'],
    run({ world }, { group_id }, self) {
      const { members } = ownGroupOf({ world }, self, group_id)
      return Array.from(members.values())
        .filter((member) => isMuted(world, member))
        .map((member) => mutedMember(world, member))
    },
  },
} as const satisfies Actions

/** A member as `get_group_member_info` returns one. */
export function memberInfo(world: World, { group_id }: Group, member: Member) {
  const user = world.users.get(member.user_id)
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
    shut_up_timestamp: isMuted(world, member) ? member.muted_until : 0,
    qq_level: user?.level ?? 0,
    is_robot: false,
    qage: 0,
    card_or_nickname: member.card || (user?.nickname ?? ''),
  }
}

const isMuted = ({ nowMs }: World, { muted_until }: Member): boolean => muted_until * 1000 > nowMs

/** QQ's numbers for the roles. */
const roleNumbers = { member: 2, admin: 3, owner: 4 } as const

const mutedMember = ({ users }: World, member: Member) => ({
  ...memberRecord,
  uid: String(member.user_id),
  uin: String(member.user_id),
  nick: users.get(member.user_id)?.nickname ?? '',
  cardName: member.card,
  role: roleNumbers[member.role],
  shutUpTime: member.muted_until,
  memberRealLevel: member.level,
  memberSpecialTitle: member.title,
  joinTime: member.join_time,
  lastSpeakTime: member.last_sent_time,
})
