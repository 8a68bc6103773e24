import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import { systemClock } from './clock.js'

beforeEach(() => vi.useFakeTimers())
afterEach(() => vi.useRealTimers())

const DAY_MS = 24 * 60 * 60_000

it('waits for months, and can be told not to', async () => {
  const wake = vi.fn()
  const never = vi.fn()
  systemClock.after(60 * DAY_MS, wake)
  const cancel = systemClock.after(60 * DAY_MS, never)
  await vi.advanceTimersByTimeAsync(59 * DAY_MS)
  expect(wake).not.toHaveBeenCalled()
  cancel()
  await vi.advanceTimersByTimeAsync(DAY_MS)
  expect(wake).toHaveBeenCalledTimes(1)
  expect(never).not.toHaveBeenCalled()
})
