import { describe, expect, it } from 'vitest'
import { step } from './step.js'
import { NOW_MS, readingClub } from './world/world.fixture.js'

describe('a step', () => {
  it('tells every account that sees it, and changes no world that there was', () => {
    const before = readingClub()
    const { answer, events, world } = step(before, {
      is: 'call',
      nowMs: NOW_MS,
      self_id: 10000,
      action: 'set_group_ban',
      params: { group_id: '30001', user_id: 10001, duration: 60 },
    })
    expect(answer).toEqual({ status: 'ok', retcode: 0, data: null })
    expect(events.map(({ self_id, event }) => [self_id, event.post_type])).toEqual([
      [10000, 'notice'],
      [10001, 'notice'],
    ])
    expect(world.groups.get(30001)?.members.get(10001)?.muted_until).toBe(NOW_MS / 1000 + 60)
    expect(before.groups.get(30001)?.members.get(10001)?.muted_until).toBe(0)
  })

  it('changes nothing when it is refused', () => {
    const { answer, events, done } = step(readingClub(), {
      is: 'call',
      nowMs: NOW_MS,
      self_id: 10001,
      action: 'set_group_ban',
      params: { group_id: 30001, user_id: 20001 },
    })
    expect(answer).toMatchObject({ status: 'failed', retcode: 1200, refusal: 'no_rights' })
    expect([events, done]).toEqual([[], []])
  })
})
