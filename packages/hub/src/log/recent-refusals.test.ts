import { expect, it } from 'vitest'
import { TestClock } from '../../../transport/src/time/clock.fixture.js'
import { RecentRefusals } from './recent-refusals.js'

it('keeps little of a reason that names what a stranger sent', () => {
  const recent = new RecentRefusals(new TestClock())
  for (const letter of ['a', 'b'])
    recent.add({ address: '192.0.2.1', status: 404, reason: `there is no /${letter.repeat(7_000)} here` })
  expect(recent.all.map(({ refused }) => refused.reason.length)).toEqual([200, 200])
})
