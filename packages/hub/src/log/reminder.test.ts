import { systemClock } from '@rookery/transport'
import { describe, expect, it } from 'vitest'
import { Reminder } from './reminder.js'

const SECOND = 1_000
const MINUTE = 60 * SECOND
const HOUR = 60 * MINUTE

function stage() {
  const clock = { now: 5_000 }
  const reminder = new Reminder(systemClock, () => clock.now)
  return { clock, reminder }
}

describe('a fault that lasts', () => {
  it.each([SECOND, 5 * SECOND, 17 * SECOND])(
    'is told at once, after 1, 10 and 60 minutes, and then hourly, looked at every %i ms',
    (stepMs) => {
      const { clock, reminder } = stage()
      const told: number[] = []
      for (const began = clock.now; clock.now - began <= 4 * HOUR + MINUTE / 2; clock.now += stepMs)
        if (reminder.due('gone')) told.push(Math.floor((clock.now - began) / MINUTE))
      expect(told).toEqual([0, 1, 10, 60, 120, 180, 240])
    },
  )

  it('says each time since when, and that it is the same fault', () => {
    const { clock, reminder } = stage()
    expect(reminder.due()).toMatchObject({ still: '', lasting: { seconds: 0 } })
    clock.now += 10 * MINUTE + 300
    const { still, lasting } = reminder.due() ?? {}
    expect([still, lasting?.seconds]).toEqual(['still ', 600])
    expect(Date.now() - Date.parse(lasting?.since ?? '')).toBeCloseTo(600_300, -3)
  })

  it('tells nothing twice that was missed while nobody looked', () => {
    const { clock, reminder } = stage()
    reminder.due()
    clock.now += 3 * HOUR
    expect(reminder.due()?.lasting.seconds).toBe(3 * 3600)
    clock.now += SECOND
    expect(reminder.due()).toBeUndefined()
    clock.now += HOUR
    expect(reminder.due()).toBeDefined()
  })

  it('tells each new reason at once, but none of them twice, and not without end', () => {
    const { clock, reminder } = stage()
    const told = Array.from({ length: 200 }, (_, n) => {
      clock.now += 100
      return reminder.due(`reason ${n % 50}`)
    })
    expect(told.filter(Boolean)).toHaveLength(20)
    const { reminder: other } = stage()
    expect(['a', 'b', 'a', 'b', 'c'].map((why) => other.due(why)?.still)).toEqual([
      '',
      '',
      undefined,
      undefined,
      '',
    ])
  })
})

describe('a fault that is over', () => {
  it('is told once, with how long it was, and only if the fault was', () => {
    const { clock, reminder } = stage()
    expect(reminder.over()).toBeUndefined()
    reminder.due()
    clock.now += 42 * SECOND
    expect(reminder.over()).toMatchObject({ seconds: 42 })
    expect(reminder.over()).toBeUndefined()
  })

  it.each([0, 1, 9_999])('is the same one when it is back after %i ms', (pauseMs) => {
    const { clock, reminder } = stage()
    const told = [reminder.due('x')]
    for (let n = 0; n < 5; n++) {
      told.push(reminder.over() as never)
      clock.now += pauseMs
      told.push(reminder.due('x'))
      clock.now += 100
    }
    // Its beginning, that it was over, and its first relapse, so that the last word is the fault.
    expect(told.map(Boolean)).toEqual([true, true, true, ...Array(8).fill(false)])
    clock.now += MINUTE
    expect(reminder.due('x')).toMatchObject({ still: 'still ' })
    expect(reminder.over()).toBeUndefined()
    clock.now += SECOND * 10
    expect(reminder.over()).toMatchObject({ since: expect.any(String) })
    expect(reminder.over()).toBeUndefined()
  })

  it.each([10_000, HOUR])('is a new one when it is back after %i ms', (pauseMs) => {
    const { clock, reminder } = stage()
    reminder.due('x')
    reminder.over()
    clock.now += pauseMs
    expect(reminder.due('x')).toMatchObject({ still: '', lasting: { seconds: 0 } })
  })
})
