// biome-ignore-all lint/suspicious/noTemplateCurlyInString: as somebody may be called
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { step } from '../step.js'
import { buildWorld } from '../world/build-world.js'
import { NOW_MS, readingClub } from '../world/world.fixture.js'
import type { World } from '../world/world.js'
import type { FriendsSpec, WorldSpec } from '../world/world-spec.js'
import { exportWorld } from './export-world.js'
import { readWorld } from './read-world.js'

/** What a world file holds of a world. */
const kept = ({ chance, users, accounts, friends, groups }: World) =>
  JSON.parse(
    JSON.stringify({ chance, users, accounts, friends: friends.filter((own) => own.size > 0), groups }),
  )

/** The world of the exported text, a year later: what it holds does not depend on when it is read. */
const reread = (world: World): World =>
  buildWorld(readWorld(exportWorld(world)).spec, world.nowMs + 365 * 24 * 3600 * 1000)

/** Anything that is not blank, with the signs that mean something in YAML. */
const text = fc
  .oneof(
    fc.string({ unit: 'grapheme', minLength: 1, maxLength: 12 }),
    fc.constantFrom(
      '${HOME}',
      '$${A:-b}',
      '${',
      'null',
      '007',
      'yes',
      '1e3',
      '- a',
      'a: b',
      '#x',
      '*a',
      '&a',
      '"',
      "'",
      '\n',
      '{}',
      '~',
      '1_0',
    ),
  )
  .filter((each) => each.trim() !== '' && !/[\uf700-\uf77f]/.test(each))

const person = fc.record(
  {
    nickname: text,
    sex: fc.constantFrom('male', 'female', 'unknown'),
    age: fc.nat(120),
    level: fc.nat(300),
    long_nick: text,
  },
  { requiredKeys: ['nickname'] },
)

const member = fc.record(
  {
    user_id: fc.constant(0),
    card: text,
    title: text,
    level: fc.nat(100),
    join_time: fc.nat(2 ** 31 - 1),
    last_sent_time: fc.nat(2 ** 31 - 1),
    muted_until: fc.nat(2 ** 31 - 1),
  },
  { requiredKeys: ['user_id'] },
)

const settings = fc.record(
  {
    group_name: text,
    whole_ban: fc.boolean(),
    anonymous: fc.boolean(),
    level: fc.nat(10),
    max_member_count: fc.nat(5000),
    create_time: fc.nat(2 ** 31 - 1),
  },
  { requiredKeys: ['group_name'] },
)

const ids = (maxLength: number) =>
  fc.uniqueArray(fc.integer({ min: 1, max: Number.MAX_SAFE_INTEGER }), { minLength: 1, maxLength })

const groupOf = (users: readonly number[]) =>
  fc
    .tuple(
      settings,
      fc.shuffledSubarray([...users], { minLength: 1 }),
      fc.array(member, { minLength: 20, maxLength: 20 }),
      fc.nat(3),
    )
    .map(([own, chosen, more, admins]) => {
      const [owner = { user_id: 1 }, ...others] = chosen.map((user_id, index) => ({
        ...more[index % 20],
        user_id,
      }))
      return {
        ...own,
        owner,
        admins: others.slice(0, admins),
        members: others.slice(admins),
        refused: users.slice(0, 1),
      }
    })

const spec: fc.Arbitrary<WorldSpec> = ids(12).chain((users) =>
  fc
    .record({
      seed: fc.nat(),
      people: fc.array(person, { minLength: users.length, maxLength: users.length }),
      accounts: fc.nat(users.length),
      isOnline: fc.boolean(),
      friends: fc.array(fc.tuple(fc.constantFrom(...users), fc.constantFrom(...users), text, text)),
      groups: fc.uniqueArray(fc.tuple(fc.integer({ min: 1 }), groupOf(users)), { selector: ([id]) => id }),
    })
    .map(({ seed, people, accounts, isOnline, friends, groups }) => ({
      seed,
      accounts: users
        .slice(0, accounts)
        .map((self_id, at) => ({ self_id, ...given(people[at]), online: isOnline })),
      users: users.slice(accounts).map((user_id, at) => ({ user_id, ...given(people[accounts + at]) })),
      friends: friends.filter(([one, other]) => one !== other) as readonly FriendsSpec[],
      groups: groups.map(([group_id, group]) => ({ group_id, ...group })),
    })),
)

/** There is a person for every user. */
const given = <T>(found: T | undefined): T => found as T

describe('an exported world', () => {
  it('reads back to the same people, friends and groups', () => {
    fc.assert(
      fc.property(spec, (generated) => {
        const world = buildWorld(generated, NOW_MS)
        expect(kept(reread(world))).toEqual(kept(world))
      }),
      { numRuns: 60 },
    )
  })

  it('holds what came to be: cards, mutes, whole mutes and those who were removed for good', () => {
    const deeds = [
      { do: 'set_card', group_id: 30001, user_id: 20002, card: '阿宝: "书"' },
      { do: 'mute', group_id: 30001, user_id: 10001, duration: 60 },
      { do: 'mute_all', group_id: 30001 },
      { do: 'kick', group_id: 30001, user_id: 20002, reject_add_request: true },
    ] as const
    const world = deeds.reduce(
      (before, deed) => step(before, { is: 'deed', nowMs: NOW_MS + 1000, by: 20001, deed }).world,
      readingClub(),
    )
    expect(kept(reread(world))).toEqual(kept(world))
  })

  it('is written to be read, links and all', () => {
    const links = new Map([[10000, [{ type: 'http', port: 3000, token: 't1' } as const]]])
    expect(exportWorld(readingClub(), links)).toBe(`accounts:
  - { self_id: 10000, nickname: 小企, http: { port: 3000, token: t1 } }
  - { self_id: 10001, nickname: 小鹅 }
users:
  - { user_id: 20001, nickname: Alice, sex: female, age: 21 }
  - { user_id: 20002, nickname: Bob }
  - { user_id: 20003, nickname: Dave }
friends:
  - [ 10000, 20001 ]
  - [ 10000, 10001 ]
  - [ 20001, 20002 ]
groups:
  - { group_id: 30001, group_name: 读书会, owner: 20001, admins: [ 10000 ], members: [ 10001, 20002 ], create_time: 1785600000 }
  - { group_id: 30002, group_name: 没有机器人, owner: 20001, members: [ 20002 ], create_time: 1785600000 }
`)
    expect(readWorld(exportWorld(readingClub(), links)).links.get(10000)).toEqual(links.get(10000))
  })
})
