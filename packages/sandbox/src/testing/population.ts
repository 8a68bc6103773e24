import { Map as PersistentMap } from 'immutable'
import type { Sandbox } from '../sandbox.js'
import { findGroup, findUser } from '../transcript/names.js'
import type { TranscriptWord } from '../transcript/words.js'
import { newGroup, newMember, newUser } from '../world/build-world.js'
import type { Friend, Group, GroupRole, Member, World } from '../world/world.js'
import type { UserSpec } from '../world/world-spec.js'
import { TestingError } from './errors.js'

/** Attributes of a member in a group. */
export interface MemberOptions {
  readonly role?: GroupRole
  readonly card?: string
  readonly title?: string
  readonly level?: number
}

/** Roles of the bots in a group: one for all, or by number; bots that are not listed are members. */
export type BotRoles = GroupRole | Readonly<Record<number, GroupRole>>

/** The owner of groups without another owner. */
const HOST: UserSpec = { user_id: 19999, nickname: '群主' }
const FIRST_USER = 20001
const FIRST_GROUP = 30001

/** Creates people and groups when they are named, without notifying anybody. */
export class Population {
  readonly #sandbox: Sandbox
  readonly #bots: readonly number[]

  constructor(sandbox: Sandbox, bots: readonly number[]) {
    this.#sandbox = sandbox
    this.#bots = bots
  }

  /** The user of that name or number, created if necessary. */
  user(who: string | number, of: Partial<UserSpec> = {}): number {
    const known = findUser(this.#world, wordOf(who))
    if (known !== undefined && this.#world.users.has(known)) return known
    const user_id = of.user_id ?? known ?? firstFree(FIRST_USER, this.#world.users)
    const user = newUser({ nickname: String(who), ...of, user_id })
    this.#change({ users: this.#world.users.set(user_id, user) })
    return user_id
  }

  /** The group of that name or number; a new one has all bots as members. @throws TestingError `bad_roles` */
  group(which: string | number, roles?: BotRoles): number {
    const roleOf = this.#rolesOf(roles)
    const known = findGroup(this.#world, wordOf(which))
    if (known !== undefined && this.#world.groups.has(known)) {
      if (roles !== undefined) this.#joinBots(known, roleOf)
      return known
    }
    const group_id = typeof which === 'number' ? which : firstFree(FIRST_GROUP, this.#world.groups)
    this.user(HOST.user_id, HOST)
    const bare = newGroup({ group_id, group_name: String(which), owner: HOST.user_id }, this.#time)
    this.#change({ groups: this.#world.groups.set(group_id, bare) })
    this.#joinBots(group_id, roleOf)
    return group_id
  }

  #joinBots(group_id: number, roleOf: ReadonlyMap<number, GroupRole>): void {
    for (const [bot, role] of roleOf) this.join(group_id, bot, { role })
  }

  /** The role of each bot. A group has one owner, so of several bots one must be named as it. */
  #rolesOf(roles: BotRoles = 'member'): ReadonlyMap<number, GroupRole> {
    const roleOf = new Map(
      this.#bots.map((bot) => [bot, typeof roles === 'string' ? roles : (roles[bot] ?? 'member')] as const),
    )
    const strangers =
      typeof roles === 'string' ? [] : Object.keys(roles).filter((id) => !roleOf.has(Number(id)))
    const owners = [...roleOf.values()].filter((role) => role === 'owner')
    if (owners.length <= 1 && strangers.length === 0) return roleOf
    const found = strangers.length > 0 ? `${strangers.join(', ')}, not under test` : `${owners.length} owners`
    const allowed = `one owner among ${this.#bots.join(', ')}: { bot: { ${this.#bots[0]}: 'owner' } }`
    throw new TestingError(
      'bad_roles',
      `the roles of the bots in a group: found ${found}; allowed: ${allowed}`,
    )
  }

  /** The member of that name or number, added to the group if necessary. */
  member(group_id: number, who: string | number, options: MemberOptions = {}): number {
    const known = findUser(this.#world, wordOf(who), { is: 'group', group_id })
    const user_id = known !== undefined && this.#world.users.has(known) ? known : this.user(who)
    this.join(group_id, user_id, options)
    return user_id
  }

  /** Adds a member, or changes an existing one. */
  join(group_id: number, user_id: number, { role, ...rest }: MemberOptions): void {
    const group = this.#world.groups.get(group_id)
    if (!group) return
    const is = group.members.get(user_id) ?? newMember(user_id, role ?? 'member', this.#time)
    const becomes: Member = { ...is, ...rest, role: role ?? is.role }
    if (is !== group.members.get(user_id) || role !== undefined || Object.keys(rest).length > 0) {
      const before = role === 'owner' ? withoutOwner(group) : group
      this.#change({
        groups: this.#world.groups.set(group_id, {
          ...before,
          members: before.members.set(user_id, becomes),
        }),
      })
    }
  }

  befriend(one: number, other: number): void {
    if (this.#world.friends.get(one)?.has(other)) return
    const add = (friends: World['friends'], own: number, user_id: number): World['friends'] =>
      friends.set(
        own,
        (friends.get(own) ?? PersistentMap<number, Friend>()).set(user_id, { user_id, remark: '' }),
      )
    this.#change({ friends: add(add(this.#world.friends, one, other), other, one) })
  }

  get #world(): World {
    return this.#sandbox.world
  }

  get #time(): number {
    return Math.floor(this.#sandbox.clock.now() / 1000)
  }

  #change(part: Partial<World>): void {
    this.#sandbox.reset({ ...this.#world, ...part })
  }
}

const wordOf = (name: string | number): TranscriptWord => ({
  text: String(name),
  isQuoted: typeof name === 'string',
})

function firstFree(from: number, taken: { has(id: number): boolean }): number {
  let id = from
  while (taken.has(id)) id++
  return id
}

/** Makes room for a new owner: the placeholder leaves, a real owner becomes a member. */
function withoutOwner(group: Group): Group {
  const owner = group.members.find(({ role }) => role === 'owner')
  if (!owner) return group
  const { user_id } = owner
  const members =
    user_id === HOST.user_id
      ? group.members.delete(user_id)
      : group.members.set(user_id, { ...owner, role: 'member' })
  return { ...group, members }
}
