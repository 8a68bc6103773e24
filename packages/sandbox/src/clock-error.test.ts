import { describe, expect, it } from 'vitest'
import { RunningClock } from './running-clock.js'
import { VirtualClock } from './virtual-clock.js'

describe.each([
  ['a clock that stands still', () => new VirtualClock(1_000)],
  ['a clock that runs', () => new RunningClock()],
])('%s', (_, made) => {
  it.each([Number.NaN, -1, Number.POSITIVE_INFINITY, 1e308, '5' as unknown as number])(
    'does not go on by %s, and stays sound',
    async (byMs) => {
      const clock = made()
      const before = clock.now()
      await expect(clock.advance(byMs)).rejects.toMatchObject({ code: 'bad_time' })
      await clock.advance(1_000)
      expect(clock.now() - before).toBeLessThan(2_000)
      expect(clock.now() - before).toBeGreaterThanOrEqual(1_000)
    },
  )
})
