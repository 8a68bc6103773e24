import { expect, it } from 'vitest'
import { TestClock } from '../../../transport/src/time/clock.fixture.js'
import { whenReached } from './expiry.js'

const DAY = 86_400_000

it('fires once the time is reached, however far off that is, and at once if it has passed', async () => {
  const clock = new TestClock()
  let fired = 0
  whenReached(clock, clock.now() + 40 * DAY, () => fired++)
  await clock.advance(39 * DAY)
  expect(fired).toBe(0)
  // The two clocks of the machine differ by less than a millisecond.
  await clock.advance(DAY + 10)
  expect(fired).toBe(1)
  await clock.advance(DAY)
  expect(fired).toBe(1)
  whenReached(clock, clock.now() - 1, () => fired++)
  await clock.advance(0)
  expect(fired).toBe(2)
})

it('goes by the clock, which may be set, and ends when it is told to', async () => {
  const clock = new TestClock()
  let fired = 0
  const end = whenReached(clock, clock.now() + 10 * DAY, () => fired++)
  await clock.advance(9 * DAY)
  end()
  await clock.advance(9 * DAY)
  expect(fired).toBe(0)
})
