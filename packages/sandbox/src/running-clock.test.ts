import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { RunningClock } from './running-clock.js'

beforeEach(() => vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout', 'Date'] }))
afterEach(() => vi.useRealTimers())

describe('a running clock', () => {
  it('goes on by itself', async () => {
    const clock = new RunningClock()
    const wake = vi.fn()
    clock.after(1000, wake)
    await vi.advanceTimersByTimeAsync(999)
    expect(wake).not.toHaveBeenCalled()
    await vi.advanceTimersByTimeAsync(2)
    expect(wake).toHaveBeenCalledTimes(1)
  })

  it('is moved on, and wakes in order whoever is due on the way', async () => {
    const clock = new RunningClock()
    const startMs = clock.now()
    const woken: [string, number][] = []
    const note = (name: string) => () => woken.push([name, clock.now() - startMs])
    clock.after(60_000, note('later'))
    clock.after(1_000, note('first'))
    clock.after(10_000, note('taken back'))()
    clock.after(600_000, note('not yet'))
    await clock.advance(300_000)
    expect(woken).toEqual([
      ['first', 1_000],
      ['later', 60_000],
    ])
    expect(clock.now() - startMs).toBe(300_000)
    await vi.advanceTimersByTimeAsync(300_001)
    expect(woken.at(-1)?.[0]).toBe('not yet')
  })

  it('waits for months', async () => {
    const clock = new RunningClock()
    const wake = vi.fn()
    clock.after(60 * 24 * 60 * 60_000, wake)
    await vi.advanceTimersByTimeAsync(59 * 24 * 60 * 60_000)
    expect(wake).not.toHaveBeenCalled()
    await vi.advanceTimersByTimeAsync(24 * 60 * 60_000)
    expect(wake).toHaveBeenCalledTimes(1)
  })
})
