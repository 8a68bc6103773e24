import { describe, expect, it } from 'vitest'
import { ManualClock } from '../clock.fixture.js'
import { Timeouts } from './timeouts.js'

function timed() {
  const clock = new ManualClock(0)
  const expired: [name: string, atMs: number][] = []
  const one = (name: string) => ({ expire: () => void expired.push([name, clock.now()]) })
  return { clock, expired, one, timeouts: new Timeouts(clock) }
}

describe('what waits too long', () => {
  it('ends when its own time has come, whatever else waits', async () => {
    const { clock, expired, one, timeouts } = timed()
    timeouts.add(one('a'), 100)
    await clock.advance(30)
    timeouts.add(one('b'), 100)
    timeouts.add(one('c'), 10)
    await clock.advance(200)
    expect(expired).toEqual([
      ['c', 40],
      ['a', 100],
      ['b', 130],
    ])
  })

  it('ends not when it was taken out; those behind it keep their time', async () => {
    const { clock, expired, one, timeouts } = timed()
    const [a, b, c] = [one('a'), one('b'), one('c')]
    const ofA = timeouts.add(a, 100)
    await clock.advance(50)
    timeouts.add(b, 100)
    ofA?.remove(a)
    await clock.advance(200)
    expect(expired).toEqual([['b', 150]])
    const ofC = timeouts.add(c, 100)
    ofC?.remove(c)
    ofC?.remove(c)
    timeouts.add(b, 100)
    await clock.advance(200)
    expect(expired.slice(1)).toEqual([['b', 350]])
  })

  it('may begin again as it ends', async () => {
    const { clock, expired, timeouts } = timed()
    let left = 3
    const again = {
      expire: () => {
        expired.push(['again', clock.now()])
        if (--left > 0) timeouts.add(again, 100)
      },
    }
    timeouts.add(again, 100)
    await clock.advance(1000)
    expect(expired.map(([, atMs]) => atMs)).toEqual([100, 200, 300])
  })

  it.each([24, 25, 100])('ends after %i days', async (days) => {
    const { clock, expired, one, timeouts } = timed()
    const timeoutMs = days * 24 * 60 * 60_000
    timeouts.add(one('a'), timeoutMs)
    await clock.advance(timeoutMs - 1)
    expect(expired).toEqual([])
    await clock.advance(1)
    expect(expired).toEqual([['a', timeoutMs]])
  })

  it('never ends where it is to wait for ever', async () => {
    const { clock, expired, one, timeouts } = timed()
    timeouts.add(one('a'), Number.POSITIVE_INFINITY)
    await clock.advance(2 ** 40)
    expect(expired).toEqual([])
  })
})

describe('a clock that is set', () => {
  it.each([-3_600_000, 3_600_000])('by %i ms makes no wait longer or shorter', (byMs) => {
    const alarms: (() => void)[] = []
    const clock = {
      wallMs: 1_000_000,
      steadyMs: 0,
      now: () => clock.wallMs,
      steady: () => clock.steadyMs,
      after: (_: number, wake: () => void) => {
        alarms.push(wake)
        return () => {}
      },
    }
    const expired: string[] = []
    const timeouts = new Timeouts(clock)
    timeouts.add({ expire: () => expired.push('a') }, 100)
    clock.wallMs += byMs
    clock.steadyMs = 50
    timeouts.add({ expire: () => expired.push('b') }, 100)
    clock.steadyMs = 100
    alarms.shift()?.()
    expect(expired).toEqual(['a'])
    clock.steadyMs = 150
    alarms.shift()?.()
    expect(expired).toEqual(['a', 'b'])
  })
})
