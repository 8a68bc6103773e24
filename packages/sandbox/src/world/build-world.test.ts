import { describe, expect, it } from 'vitest'
import { step } from '../step.js'
import { buildWorld } from './build-world.js'
import { NOW_MS } from './world.fixture.js'

const world = buildWorld(
  {
    users: [
      { user_id: 1, nickname: 'a' },
      { user_id: 2, nickname: 'b' },
    ],
    friends: [[1, 2, 'bee']],
    groups: [
      { group_id: 10, group_name: 'x', owner: { user_id: 1, card: 'A' }, members: [2] },
      { group_id: 11, group_name: 'y', owner: 1, members: [2] },
      { group_id: 12, group_name: 'z', owner: 1, members: [2], create_time: 5 },
    ],
  },
  NOW_MS,
)

const memberOf = (group_id: number, from = world) => from.groups.get(group_id)?.members.get(2)

describe('a world of a specification', () => {
  it('has a member once for all of its groups, so that many groups take little', () => {
    expect(memberOf(10)).toBe(memberOf(11))
    expect(memberOf(12)).toMatchObject({ join_time: 5, role: 'member' })
  })

  it('changes a member in one group alone', () => {
    const deed = { do: 'set_card', group_id: 10, user_id: 2, card: 'B' } as const
    const after = step(world, { is: 'deed', nowMs: NOW_MS, by: 1, deed }).world
    expect([memberOf(10, after)?.card, memberOf(11, after)?.card]).toEqual(['B', ''])
  })

  it('has friendships on both sides, each with its own name for the other', () => {
    expect(world.friends.get(1)?.get(2)).toEqual({ user_id: 2, remark: 'bee' })
    expect(world.friends.get(2)?.get(1)).toEqual({ user_id: 1, remark: '' })
  })
})
