import { writeYaml } from '@rookery/yaml-file'
import type { LinkSpec, LinksSpec } from '../world/link-spec.js'
import { DEFAULT_PROFILE } from '../world/profile.js'
import type { Group, GroupRole, Member, User, World } from '../world/world.js'
import type { AccountSpec, FriendsSpec, GroupSpec, MemberSpec, UserSpec } from '../world/world-spec.js'
import type { WorldSettings } from './read-world.js'

/**
 * Formats a world as a world file, which reads back to the same people, friends and groups. Everything that depends
 * on messages or files is left out: chats, essence, requests, notices, files, pictures, likes, check-ins and honors;
 * also the members' own remarks for groups.
 *
 * @example readWorld(exportWorld(sandbox.world)).spec
 */
export function exportWorld(
  world: World,
  links: LinksSpec = new Map(),
  { replyAt, folders }: WorldSettings = {},
): string {
  const accounts = Array.from(world.accounts.values(), ({ self_id, online, profile }) => {
    const { user_id: _, ...person } = userSpec(world.users.get(self_id) ?? nobody(self_id))
    const own = { ...(!online && { online }), ...(profile !== DEFAULT_PROFILE && { profile }) }
    const spec: AccountSpec = { self_id, ...person, ...own }
    return { ...spec, ...linksByType(links.get(self_id) ?? []) }
  })
  const users = Array.from(world.users.values()).filter(({ user_id }) => !world.accounts.has(user_id))
  return writeYaml({
    ...(world.chance !== 1 && { seed: world.chance }),
    ...(replyAt !== undefined && { reply_at: replyAt }),
    ...(folders && { media: { folders } }),
    accounts,
    users: users.map(userSpec),
    friends: friendsSpecs(world),
    groups: Array.from(world.groups.values(), groupSpec),
  })
}

const nobody = (user_id: number): User => ({
  user_id,
  nickname: String(user_id),
  sex: 'unknown',
  age: 0,
  level: 16,
  longNick: '',
})

/** A user in the form of a world file. */
export const userSpec = ({ user_id, nickname, sex, age, level, longNick }: User): UserSpec => ({
  user_id,
  nickname,
  ...(sex !== 'unknown' && { sex }),
  ...(age > 0 && { age }),
  ...(level !== 16 && { level }),
  ...(longNick && { long_nick: longNick }),
})

function linksByType(links: readonly LinkSpec[]): object {
  const types = [...new Set(links.map(({ type }) => type))]
  return Object.fromEntries(
    types.map((type) => {
      const own = links.filter((link) => link.type === type).map(({ type: _, ...rest }) => rest)
      return [type, own.length === 1 ? own[0] : own]
    }),
  )
}

/** Each friendship once, from the user with the smaller number. */
export function friendsSpecs({ friends }: Pick<World, 'friends'>): readonly FriendsSpec[] {
  const pairs: FriendsSpec[] = []
  for (const [one, own] of friends) {
    for (const [other, { remark }] of own) {
      if (one > other) continue
      const remarkOfOther = friends.get(other)?.get(one)?.remark ?? ''
      if (remarkOfOther) pairs.push([one, other, remark, remarkOfOther])
      else pairs.push(remark ? [one, other, remark] : [one, other])
    }
  }
  return pairs
}

/** A group in the form of a world file. */
export function groupSpec(group: Group): GroupSpec {
  const { group_id, group_name, create_time, level, max_member_count, whole_ban, anonymous } = group
  const [owner = 0] = membersOf(group, 'owner')
  const admins = membersOf(group, 'admin')
  const members = membersOf(group, 'member')
  const refused = [...group.refused.keys()]
  return {
    group_id,
    group_name,
    owner,
    ...(admins.length > 0 && { admins }),
    ...(members.length > 0 && { members }),
    ...(whole_ban && { whole_ban }),
    ...(!anonymous && { anonymous }),
    ...(refused.length > 0 && { refused }),
    ...(level !== 1 && { level }),
    ...(max_member_count !== 2000 && { max_member_count }),
    create_time,
  }
}

const membersOf = ({ members, create_time }: Group, role: GroupRole): readonly (number | MemberSpec)[] =>
  Array.from(members.values())
    .filter((member) => member.role === role)
    .map((member) => memberSpec(member, create_time))

function memberSpec(member: Member, create_time: number): number | MemberSpec {
  const { user_id, card, title, level, join_time, last_sent_time, muted_until } = member
  const more = {
    ...(card && { card }),
    ...(title && { title }),
    ...(level !== 1 && { level }),
    ...(join_time !== create_time && { join_time }),
    ...(last_sent_time > 0 && { last_sent_time }),
    ...(muted_until > 0 && { muted_until }),
  }
  return Object.keys(more).length > 0 ? { user_id, ...more } : user_id
}
