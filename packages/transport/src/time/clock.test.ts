import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import { every, steadyOf, systemClock } from './clock.js'

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

it('runs again and again, as often as it is due, until it is ended', async () => {
  const run = vi.fn()
  const end = every(systemClock, 1_000, run)
  await vi.advanceTimersByTimeAsync(999)
  expect(run).not.toHaveBeenCalled()
  await vi.advanceTimersByTimeAsync(9_001)
  expect(run).toHaveBeenCalledTimes(10)
  end()
  await vi.advanceTimersByTimeAsync(10_000)
  expect(run).toHaveBeenCalledTimes(10)
  expect(vi.getTimerCount()).toBe(0)
})

it('grows steadily whatever the time is set to, where the clock can', () => {
  const steady = steadyOf(systemClock)
  const before = steady()
  vi.setSystemTime(Date.now() + DAY_MS)
  expect(steady()).toBe(before)
  expect(steadyOf({ now: () => 7, after: () => () => {} })()).toBe(7)
})
