import { describe, expect, it } from 'vitest'
import type { Clock } from './clock.js'
import { MAX_WAITING_TURNS, Turns } from './turns.js'

/** A clock whose only alarm goes off when the test says so. */
class OneAlarm implements Clock {
  wake: (() => void) | undefined

  now(): number {
    return 0
  }

  after(_delayMs: number, wake: () => void): () => void {
    this.wake = wake
    return () => {
      this.wake = undefined
    }
  }
}

describe('turns', () => {
  it('start at once, and then one by one at a distance', () => {
    const clock = new OneAlarm()
    const turns = new Turns(500, clock)
    const started: number[] = []
    for (const each of [1, 2, 3]) turns.add(() => void started.push(each))
    expect(started).toEqual([1])
    clock.wake?.()
    expect(started).toEqual([1, 2])
    clock.wake?.()
    clock.wake?.()
    turns.add(() => void started.push(4))
    expect(started).toEqual([1, 2, 3, 4])
  })

  it('that wait are limited, and forgotten at the end', () => {
    const clock = new OneAlarm()
    const turns = new Turns(500, clock)
    let started = 0
    for (let each = 0; each <= MAX_WAITING_TURNS; each++) expect(turns.add(() => started++)).toBe(true)
    expect(turns.add(() => started++)).toBe(false)
    expect([turns.close(), clock.wake, started]).toEqual([MAX_WAITING_TURNS, undefined, 1])
  })

  it('begin anew when something is added after the end', () => {
    const turns = new Turns(500, new OneAlarm())
    const started: number[] = []
    for (const each of [1, 2]) turns.add(() => void started.push(each))
    turns.close()
    turns.add(() => void started.push(3))
    expect(started).toEqual([1, 3])
  })
})
