import { Map as PersistentMap } from 'immutable'
import { DEFAULT_PROFILE } from './profile.js'
import {
  emptyWorld,
  type Friend,
  type Group,
  type GroupRole,
  type Member,
  type User,
  type World,
} from './world.js'
import type { AccountSpec, FriendsSpec, GroupSpec, MemberSpec, UserSpec, WorldSpec } from './world-spec.js'

/** Builds the world of a valid specification, at a given time. */
export function buildWorld(spec: WorldSpec, nowMs: number): World {
  const { accounts = [], users = [], friends = [], groups = [] } = spec
  const time = Math.floor(nowMs / 1000)
  const plain = plainMembers()
  const all = [...accounts.map(userOfAccount), ...users.map(newUser)]
  return {
    ...emptyWorld(spec.seed, nowMs),
    users: PersistentMap(all.map((user) => [user.user_id, user])),
    accounts: PersistentMap(
      accounts.map(
        ({ self_id, online = true, profile = DEFAULT_PROFILE }) =>
          [self_id, { self_id, online, profile }] as const,
      ),
    ),
    friends: friendships(friends),
    groups: PersistentMap(groups.map((group) => [group.group_id, newGroup(group, time, plain)] as const)),
  }
}

export const newUser = (spec: UserSpec): User => {
  const { user_id, nickname, sex = 'unknown', age = 0, level = 16, long_nick: longNick = '' } = spec
  return { user_id, nickname, sex, age, level, longNick }
}

const userOfAccount = ({ self_id, ...rest }: AccountSpec): User => newUser({ ...rest, user_id: self_id })

export const newMember = (member: number | MemberSpec, role: GroupRole, time: number): Member => {
  const {
    user_id,
    card = '',
    title = '',
    level = 1,
    join_time = time,
    last_sent_time = 0,
    muted_until = 0,
  }: MemberSpec = typeof member === 'number' ? { user_id: member } : member
  return { user_id, role, card, title, level, join_time, last_sent_time, muted_until }
}

export function newGroup(spec: GroupSpec, time: number, plain: PlainMember = plainMembers()): Group {
  const { group_id, group_name, level = 1, max_member_count = 2000, create_time = time } = spec
  const { whole_ban = false, anonymous = true, refused = [] } = spec
  return {
    group_id,
    group_name,
    create_time,
    level,
    max_member_count,
    members: membersOf(spec, create_time, plain),
    whole_ban,
    anonymous,
    refused: PersistentMap(refused.map((user_id) => [user_id, true] as const)),
    ...NOTHING_YET,
  }
}

/** Parts of a group that no specification sets. */
const NOTHING_YET = {
  remarks: PersistentMap(),
  notices: PersistentMap(),
  essence: PersistentMap(),
  files: PersistentMap(),
  folders: PersistentMap(),
  albums: PersistentMap(),
  signs: PersistentMap(),
  honors: PersistentMap(),
} satisfies Partial<Group>

function membersOf(
  { owner, admins = [], members = [] }: GroupSpec,
  time: number,
  plain: PlainMember,
): Group['members'] {
  return PersistentMap<number, Member>().withMutations((all) => {
    const add = (member: Member) => all.set(member.user_id, member)
    add(newMember(owner, 'owner', time))
    for (const each of admins) add(newMember(each, 'admin', time))
    for (const each of members) {
      add(typeof each === 'number' ? plain(each, time) : newMember(each, 'member', time))
    }
  })
}

type PlainMember = (user_id: number, time: number) => Member

/** Returns plain members, one object per user for all of their groups: a large world then has few of its own. */
function plainMembers(): PlainMember {
  const known = new Map<number, Member>()
  return (user_id, time) => {
    const found = known.get(user_id)
    if (found?.join_time === time) return found
    const member = newMember(user_id, 'member', time)
    known.set(user_id, member)
    return member
  }
}

function friendships(pairs: readonly FriendsSpec[]): World['friends'] {
  const NONE = PersistentMap<number, Friend>()
  return PersistentMap<number, PersistentMap<number, Friend>>().withMutations((friends) => {
    for (const [one, other, remark = '', remarkOfOther = ''] of pairs) {
      friends.update(one, NONE, (own) => own.set(other, { user_id: other, remark }))
      friends.update(other, NONE, (own) => own.set(one, { user_id: one, remark: remarkOfOther }))
    }
  })
}
