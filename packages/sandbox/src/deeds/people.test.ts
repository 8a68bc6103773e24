import type { EventTable } from '@rookery/protocol'
import { describe, expect, it } from 'vitest'
import { namesOf } from '../actions/cases/run-case.fixture.js'
import { type Step, step } from '../step.js'
import { buildWorld } from '../world/build-world.js'
import { allLike, NOW_MS, readingClub } from '../world/world.fixture.js'
import type { World } from '../world/world.js'
import type { Deed } from './deeds.js'

const [ALICE, BOB, DAVE] = [20001, 20002, 20003]

const does = (world: World, by: number, deed: Deed): Step =>
  step(world, { is: 'deed', nowMs: NOW_MS, by, deed })

/** What a deed in the reading club makes the accounts hear. */
function told(
  by: number,
  deed: Deed,
  world = readingClub(),
): readonly (readonly [number, string | undefined])[] {
  const { answer, events } = does(world, by, deed)
  expect(answer.status).toBe('ok')
  return events.map(({ self_id, event }) => [self_id, namesOf(event)[0]])
}

const refusalOf = (by: number, deed: Deed, world = readingClub()): string | undefined => {
  const { answer } = does(world, by, deed)
  return answer.status === 'failed' ? answer.refusal : undefined
}

const both = (name: keyof EventTable) => [
  [10000, name],
  [10001, name],
]

describe('a group', () => {
  it('is joined by whoever comes, or is asked to let somebody in', () => {
    expect(told(DAVE, { do: 'join', group_id: 30001 })).toEqual(both('notice.group_increase.approve'))
    expect(refusalOf(BOB, { do: 'join', group_id: 30001 })).toBe('already_member')
    // Account 10001 is no admin.
    expect(told(DAVE, { do: 'request_join', group_id: 30001 })).toEqual([[10000, 'request.group.add']])
    expect(told(DAVE, { do: 'request_join', group_id: 30001, filtered: true })).toEqual([])
  })

  it('refuses for good whom it removed so', () => {
    const kick = { do: 'kick', group_id: 30001, user_id: BOB, reject_add_request: true } as const
    const { world } = does(readingClub(), ALICE, kick)
    expect(refusalOf(BOB, { do: 'request_join', group_id: 30001 }, world)).toBe('refused_for_good')
  })

  it('has one request of a user: the last', () => {
    const first = does(readingClub(), DAVE, { do: 'request_join', group_id: 30001, comment: 'a' }).world
    const { world } = does(first, DAVE, { do: 'request_join', group_id: 30001, comment: 'b' })
    expect(Array.from(world.requests.values(), ({ comment }) => comment)).toEqual(['b'])
  })

  it('takes its requests along when it is dismissed', () => {
    const { world } = does(readingClub(), DAVE, { do: 'request_join', group_id: 30001 })
    expect(does(world, ALICE, { do: 'dismiss', group_id: 30001 }).world.requests.size).toBe(0)
    expect(refusalOf(BOB, { do: 'dismiss', group_id: 30001 })).toBe('no_rights')
  })

  it('asks an account whether it will come, and takes a person in', () => {
    expect(told(BOB, { do: 'invite', group_id: 30001, user_id: DAVE })).toEqual(
      both('notice.group_increase.invite'),
    )
    const { events } = does(readingClub(), BOB, { do: 'invite', group_id: 30002, user_id: 10000 })
    expect(events).toMatchObject([{ self_id: 10000, event: { sub_type: 'invite', user_id: BOB } }])
    expect(refusalOf(DAVE, { do: 'invite', group_id: 30001, user_id: DAVE })).toBe('not_member')
  })

  it('lets people who are admins answer', () => {
    const { world } = does(readingClub(), DAVE, { do: 'request_join', group_id: 30001 })
    const flag = world.requests.first()?.flag ?? ''
    expect(told(ALICE, { do: 'answer_request', flag }, world)).toEqual(both('notice.group_increase.approve'))
    expect(refusalOf(BOB, { do: 'answer_request', flag }, world)).toBe('no_rights')
    const { world: answered } = does(world, ALICE, { do: 'answer_request', flag, approve: false })
    expect(refusalOf(ALICE, { do: 'answer_request', flag }, answered)).toBe('no_such_request')
  })

  it('tells of honors and lucky kings', () => {
    const club = buildWorld(allLike('go-cqhttp'), NOW_MS)
    expect(told(BOB, { do: 'honor', group_id: 30001, honor_type: 'emotion' }, club)).toEqual(
      both('notice.notify.honor'),
    )
    const { events } = does(club, ALICE, { do: 'lucky_king', group_id: 30001, user_id: BOB })
    expect(events[0]?.event).toMatchObject({ sub_type: 'lucky_king', user_id: ALICE, target_id: BOB })
  })
})

describe('a friendship', () => {
  it('is asked for, or begins at once', () => {
    expect(told(DAVE, { do: 'request_friend', user_id: 10001 })).toEqual([[10001, 'request.friend']])
    expect(told(DAVE, { do: 'befriend', user_id: 10001 })).toEqual([[10001, 'notice.friend_add']])
    expect(refusalOf(ALICE, { do: 'befriend', user_id: 10000 })).toBe('already_friend')
    expect(refusalOf(ALICE, { do: 'request_friend', user_id: ALICE })).toBe('already_friend')
    expect(refusalOf(ALICE, { do: 'befriend', user_id: 29999 })).toBe('no_such_user')
  })

  it('is told to both accounts', () => {
    const { world } = does(readingClub(), 10000, { do: 'delete_friend', user_id: 10001 })
    expect(told(10000, { do: 'befriend', user_id: 10001 }, world)).toEqual(both('notice.friend_add'))
  })
})

describe('a name', () => {
  it.each<Deed>([
    { do: 'rename_group', group_id: 30001, group_name: '' },
    { do: 'rename_group', group_id: 30001, group_name: ' ' },
    { do: 'set_profile', nickname: '' },
  ])('is never empty: a world file could not say it (%j)', (deed) => {
    expect(refusalOf(ALICE, deed)).toBe('bad_params')
  })
})
