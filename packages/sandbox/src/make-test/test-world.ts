import type { UnknownSegment } from '@rookery/protocol'
import { saidBy } from '../deeds/done-chat.js'
import type { Group } from '../world/world.js'
import type { GroupSpec, MemberSpec, WorldSpec } from '../world/world-spec.js'
import { friendsSpecs, groupSpec, userSpec } from '../world-file/export-world.js'
import type { Before, DoneHappening } from './happenings.js'

/** Largest group whose members are all part of its test; of a larger one, only the people involved. */
const MOST_MEMBERS = 30

/** The part of a world that the entries of a test need, with the same numbers. */
export function testWorld(
  before: Before,
  entries: readonly DoneHappening[],
  bots: ReadonlySet<number>,
): WorldSpec {
  const groups = groupsOf(before, entries)
  const named = new Set([...bots, ...entries.flatMap(peopleOf)])
  const members = groups.map((group) => membersOf(group, named))
  const people = new Set([...named, ...members.flatMap((each) => [...each])])
  const users = [...people].flatMap((user_id) => before.users.get(user_id) ?? []).map(userSpec)
  const friends = friendsSpecs(before).filter(([one, other]) => people.has(one) && people.has(other))
  return {
    accounts: users
      .filter(({ user_id }) => bots.has(user_id))
      .map(({ user_id: self_id, ...rest }) => ({ self_id, ...rest })),
    users: users.filter(({ user_id }) => !bots.has(user_id)),
    ...(friends.length > 0 && { friends }),
    ...(groups.length > 0 && { groups: groups.map((group, index) => shortSpec(group, members[index])) }),
  }
}

function groupsOf({ groups }: Before, entries: readonly DoneHappening[]): Group[] {
  const ids = entries.flatMap(({ chat, done }) => {
    const { group_id } = done.args as { readonly group_id?: unknown }
    const ofChat = /^group:(\d+)$/.exec(chat ?? '')?.[1]
    return [group_id, ofChat].flatMap((id) => (id === undefined ? [] : Number(id)))
  })
  return [...new Set(ids)].flatMap((id) => groups.get(id) ?? [])
}

/** The people involved in an entry: its actor, its target, and those it mentions. */
function peopleOf({ done, chat }: DoneHappening): number[] {
  const { user_id, target_id } = done.args as Readonly<Record<string, unknown>>
  const called = ((saidBy(done)?.message ?? []) as readonly UnknownSegment[]).flatMap(({ type, data }) =>
    type === 'at' ? [data?.qq] : [],
  )
  const ofChat = /^private:(\d+):(\d+)$/.exec(chat ?? '')?.slice(1) ?? []
  return [done.by, user_id, target_id, ...called, ...ofChat].map(Number).filter((id) => id > 0)
}

function membersOf({ members }: Group, named: ReadonlySet<number>): ReadonlySet<number> {
  if (members.size <= MOST_MEMBERS) return new Set(members.keys())
  const matter = members.filter(({ user_id, role }) => named.has(user_id) || role !== 'member')
  return new Set(matter.keys())
}

/** A group's specification without the times of joining and last speaking, but with mutes. */
function shortSpec(group: Group, kept: ReadonlySet<number> = new Set()): GroupSpec {
  const members = group.members.filter(({ user_id }) => kept.has(user_id))
  const spec = groupSpec({ ...group, members })
  const { create_time: _, group_id, group_name, owner, admins, members: others, ...rest } = spec
  return {
    group_id,
    group_name,
    owner: shortMember(owner),
    ...(admins && { admins: admins.map(shortMember) }),
    ...(others && { members: others.map(shortMember) }),
    ...rest,
  }
}

function shortMember(member: number | MemberSpec): number | MemberSpec {
  if (typeof member === 'number') return member
  const { join_time: _, last_sent_time: __, ...rest } = member
  return Object.keys(rest).length > 1 ? rest : rest.user_id
}
