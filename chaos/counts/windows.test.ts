import { describe, expect, it } from 'vitest'
import { beyond } from './windows.mjs'

/** Arrivals at times that are known for sure, or between two of them. */
const came = (...times: readonly (number | readonly [number, number])[]) =>
  times.map((time) => (typeof time === 'number' ? { from: time, at: time } : { from: time[0], at: time[1] }))

describe('20 in a minute', () => {
  const limit = { count: 20, perMs: 60_000 }
  const twenty = Array.from({ length: 20 }, (_, index) => index * 100)

  it('is kept by 20 at once, and by the next a minute after the first', () => {
    expect(beyond(limit, came(...twenty, 60_000, 60_100))).toBe(0)
  })

  it('is exceeded by the 21st within a minute, in whatever order they are listed', () => {
    expect(beyond(limit, came(59_000, ...twenty))).toBe(1)
  })

  it('may look exceeded by as much as the first left late', () => {
    expect(beyond(limit, came(...twenty, 59_950), 50)).toBe(0)
    expect(beyond(limit, came(...twenty, 59_949), 50)).toBe(1)
  })

  it('is exceeded only if it is wherever an arrival lies', () => {
    const late = came(...twenty.map(() => [0, 2000] as const))
    expect(beyond(limit, [...late, ...came(60_000)])).toBe(0)
    expect(beyond(limit, [...late, ...came(59_999)])).toBe(1)
  })
})

describe('1 in a second with a burst of 3', () => {
  const limit = { count: 1, perMs: 1000, burst: 3 }

  it('is kept by three at once and one for each second', () => {
    expect(beyond(limit, came(0, 0, 0, 1000, 2000, 5000, 5000, 5000))).toBe(0)
  })

  it('is exceeded by a fourth at once, and by each that comes too soon', () => {
    expect(beyond(limit, came(0, 0, 0, 0))).toBe(1)
    expect(beyond(limit, came(0, 0, 0, 900, 1800))).toBe(2)
    expect(beyond(limit, came(0, 0, 0, 900, 1800), 300)).toBe(0)
  })

  it('is exceeded only if it is wherever an arrival lies', () => {
    expect(beyond(limit, came(0, 0, [0, 900], 1000))).toBe(0)
    expect(beyond(limit, came([0, 900], [0, 900], [0, 900], 1000, 1900))).toBe(1)
  })
})
