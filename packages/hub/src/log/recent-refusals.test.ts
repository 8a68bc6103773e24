import { expect, it } from 'vitest'
import { TestClock } from '../../../transport/src/time/clock.fixture.js'
import { RecentRefusals } from './recent-refusals.js'

it('keeps little of a path, and of a reason that names it', () => {
  const recent = new RecentRefusals(new TestClock())
  for (const letter of ['a', 'b']) {
    const path = `/${letter.repeat(7_000)}`
    recent.add({ address: '192.0.2.1', status: 404, path, reason: `there is no ${path} here` })
  }
  expect(recent.all.map(({ refused: { path, reason } }) => [path.length, reason.length])).toEqual([
    [200, 200],
    [200, 200],
  ])
})
