import { Map as PersistentMap } from 'immutable'
import {
  emptyWorld,
  type Friend,
  type Group,
  type GroupRole,
  type Member,
  type User,
  type World,
} from './world.js'
import type { AccountSpec, GroupSpec, MemberSpec, UserSpec, WorldSpec } from './world-spec.js'

/** The world that a sound specification describes, as it is at a time. */
export function buildWorld(spec: WorldSpec, nowMs: number): World {
  const { accounts = [], users = [], friends = [], groups = [] } = spec
  const time = Math.floor(nowMs / 1000)
  const all = [...accounts.map(userOfAccount), ...users.map(newUser)]
  return {
    ...emptyWorld(spec.seed, nowMs),
    users: PersistentMap(all.map((user) => [user.user_id, user])),
    accounts: PersistentMap(
      accounts.map(({ self_id, online = true }) => [self_id, { self_id, online }] as const),
    ),
    friends: friendships(friends),
    groups: PersistentMap(groups.map((group) => [group.group_id, newGroup(group, time)] as const)),
  }
}

export const newUser = ({ user_id, nickname, sex = 'unknown', age = 0, level = 16 }: UserSpec): User => ({
  user_id,
  nickname,
  sex,
  age,
  level,
  longNick: '',
})

const userOfAccount = ({ self_id, ...rest }: AccountSpec): User => newUser({ ...rest, user_id: self_id })

export const newMember = (member: number | MemberSpec, role: GroupRole, join_time: number): Member => {
  const {
    user_id,
    card = '',
    title = '',
    level = 1,
  }: MemberSpec = typeof member === 'number' ? { user_id: member } : member
  return { user_id, role, card, title, level, join_time, last_sent_time: 0, muted_until: 0 }
}

export function newGroup(
  { group_id, group_name, owner, admins = [], members = [] }: GroupSpec,
  time: number,
): Group {
  const all = [
    newMember(owner, 'owner', time),
    ...admins.map((each) => newMember(each, 'admin', time)),
    ...members.map((each) => newMember(each, 'member', time)),
  ]
  return {
    group_id,
    group_name,
    remarks: PersistentMap(),
    create_time: time,
    level: 1,
    max_member_count: 2000,
    members: PersistentMap(all.map((member) => [member.user_id, member] as const)),
    whole_ban: false,
    anonymous: true,
    refused: PersistentMap(),
    notices: PersistentMap(),
    essence: PersistentMap(),
    files: PersistentMap(),
    folders: PersistentMap(),
    signs: PersistentMap(),
    honors: PersistentMap(),
  }
}

function friendships(pairs: readonly (readonly [number, number])[]): World['friends'] {
  const both = pairs.flatMap(([one, other]) => [
    [one, other],
    [other, one],
  ])
  return PersistentMap<number, PersistentMap<number, Friend>>().withMutations((friends) => {
    for (const [one = 0, other = 0] of both) {
      friends.update(one, PersistentMap<number, Friend>(), (own) =>
        own.set(other, { user_id: other, remark: '' }),
      )
    }
  })
}
