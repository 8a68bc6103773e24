import { describe, expect, it, vi } from 'vitest'
import { ManualClock } from '../clock.fixture.js'
import { schedule } from './schedule.js'
import { readWhen } from './when.js'

const HOUR_MS = 60 * 60_000

describe('a schedule', () => {
  it('runs by a cron pattern, in its time zone', async () => {
    const clock = new ManualClock()
    const runs: string[] = []
    schedule(clock, readWhen('0 8 * * *', 'Asia/Shanghai'), async () => {
      runs.push(new Date(clock.nowMs).toISOString())
    })
    await clock.advance(48 * HOUR_MS)
    expect(runs).toEqual(
      ['2026-01-01T00:00:00.000Z', '2026-01-02T00:00:00.000Z', '2026-01-03T00:00:00.000Z'].slice(1),
    )
  })

  it('runs every so often without drifting, and not while it is still at it', async () => {
    const clock = new ManualClock()
    const job = vi.fn(() => new Promise<void>(() => {}))
    const scheduled = schedule(clock, readWhen({ everyMs: 1000 }), job)
    await clock.advance(2500)
    expect(job).toHaveBeenCalledTimes(1)
    expect(scheduled.next?.getTime()).toBe(Date.UTC(2026, 0, 1) + 3000)
  })

  it('runs once at a date, weeks away', async () => {
    const clock = new ManualClock()
    const job = vi.fn(async () => {})
    const scheduled = schedule(clock, readWhen(new Date(Date.UTC(2026, 1, 1))), job)
    await clock.advance(30 * 24 * HOUR_MS)
    expect(job).not.toHaveBeenCalled()
    await clock.advance(2 * 24 * HOUR_MS)
    expect(job).toHaveBeenCalledTimes(1)
    expect(scheduled.next).toBeUndefined()
  })

  it('follows a clock that was set back', () => {
    const clock = { nowMs: Date.UTC(2030, 0, 1), look: () => {}, now: () => clock.nowMs, after }
    function after(_: number, look: () => void) {
      clock.look = look
      return () => {}
    }
    const everyDay = schedule(clock, readWhen('0 8 * * *', 'UTC'), async () => {})
    clock.nowMs = Date.UTC(2026, 0, 1)
    clock.look()
    expect(everyDay.next?.toISOString()).toBe('2026-01-01T08:00:00.000Z')
  })

  it('runs no more when it was taken back', async () => {
    const clock = new ManualClock()
    const job = vi.fn(async () => {})
    schedule(clock, readWhen({ everyMs: 10 }), job).cancel()
    await clock.advance(100)
    expect(job).not.toHaveBeenCalled()
  })

  it.each(['61 * * * *', 'hello', ''])('refuses the pattern %j with its text', (pattern) => {
    expect(() => readWhen(pattern)).toThrow(`cannot read the schedule "${pattern}"`)
  })

  it('refuses a time zone that there is not, an interval of nothing, and a date that is none', () => {
    expect(() => readWhen('* * * * *', 'Asia/Nowhere')).toThrow('cannot read the schedule')
    expect(() => readWhen({ everyMs: 0 })).toThrow('found 0')
    expect(() => readWhen(new Date('x'))).toThrow('the date is none')
  })
})
