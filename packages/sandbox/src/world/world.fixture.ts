import { buildWorld } from './build-world.js'
import type { Profile } from './profile.js'
import type { World } from './world.js'
import type { WorldSpec } from './world-spec.js'

/** Two accounts, three people, one group that all are in but Dave, and one that only Alice and Bob are in. */
export const readingClubSpec: WorldSpec = {
  accounts: [
    { self_id: 10000, nickname: '小企' },
    { self_id: 10001, nickname: '小鹅' },
  ],
  users: [
    { user_id: 20001, nickname: 'Alice', sex: 'female', age: 21 },
    { user_id: 20002, nickname: 'Bob' },
    { user_id: 20003, nickname: 'Dave' },
  ],
  friends: [
    [10000, 20001],
    [10000, 10001],
    [20001, 20002],
  ],
  groups: [
    { group_id: 30001, group_name: '读书会', owner: 20001, admins: [10000], members: [10001, 20002] },
    { group_id: 30002, group_name: '没有机器人', owner: 20001, members: [20002] },
  ],
}

/** The reading club with accounts that all answer like one implementation. */
export const allLike = (profile: Profile): WorldSpec => ({
  ...readingClubSpec,
  accounts: readingClubSpec.accounts?.map((account) => ({ ...account, profile })) ?? [],
})

export const NOW_MS = 1_785_600_000_000

export const readingClub = (): World => buildWorld(readingClubSpec, NOW_MS)
