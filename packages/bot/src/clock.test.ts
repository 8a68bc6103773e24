import { describe, expect, it } from 'vitest'
import { ManualClock } from './clock.fixture.js'
import { currentOf, SwitchableClock } from './clock.js'
import { Timeouts } from './conversations/timeouts.js'

describe('a clock that is switched', () => {
  it('goes by the other one, and lets alarms ring by the one that they were set by', async () => {
    const [first, second] = [new ManualClock(1_000), new ManualClock(9_000)]
    const clock = new SwitchableClock(first)
    const rung: string[] = []
    clock.after(50, () => rung.push('first'))
    clock.use(second)
    expect(clock.now()).toBe(9_000)
    clock.after(50, () => rung.push('second'))
    await second.advance(50)
    expect(rung).toEqual(['second'])
    await first.advance(50)
    expect(rung).toEqual(['second', 'first'])
  })

  it('leaves a span alone that is measured', () => {
    const [first, second] = [new ManualClock(1_000), new ManualClock(9_000)]
    const clock = new SwitchableClock(first)
    const own = currentOf(clock)
    clock.use(second)
    expect([own.now(), currentOf(clock).now(), currentOf(first).now()]).toEqual([1_000, 9_000, 1_000])
  })

  it('ends by the first one what waits by that, and by the second what comes later', async () => {
    const [first, second] = [new ManualClock(), new ManualClock(0)]
    const clock = new SwitchableClock(first)
    const timeouts = new Timeouts(clock)
    const expired: string[] = []
    const one = (name: string) => ({ expire: () => expired.push(name) })
    timeouts.add(one('early'), 100)
    clock.use(second)
    timeouts.add(one('late'), 100)
    await second.advance(100)
    expect(expired).toEqual(['late'])
    await first.advance(100)
    expect(expired).toEqual(['late', 'early'])
  })
})
