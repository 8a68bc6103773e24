import { describe, expect, it } from 'vitest'
import { beyond } from './windows.mjs'

describe('20 in a minute', () => {
  const limit = { count: 20, perMs: 60_000 }
  const twenty = Array.from({ length: 20 }, (_, index) => index * 100)

  it('is kept by 20 at once, and by the next a minute after the first', () => {
    expect(beyond(limit, [...twenty, 60_000, 60_100])).toBe(0)
  })

  it('is exceeded by the 21st within a minute, in whatever order they are listed', () => {
    expect(beyond(limit, [59_000, ...twenty])).toBe(1)
  })

  it('may look exceeded by as much as the first was late', () => {
    expect(beyond(limit, [...twenty, 59_950], 50)).toBe(0)
    expect(beyond(limit, [...twenty, 59_949], 50)).toBe(1)
  })
})

describe('1 in a second with a burst of 3', () => {
  const limit = { count: 1, perMs: 1000, burst: 3 }

  it('is kept by three at once and one for each second', () => {
    expect(beyond(limit, [0, 0, 0, 1000, 2000, 5000, 5000, 5000])).toBe(0)
  })

  it('is exceeded by a fourth at once, and by each that comes too soon', () => {
    expect(beyond(limit, [0, 0, 0, 0])).toBe(1)
    expect(beyond(limit, [0, 0, 0, 900, 1800])).toBe(2)
    expect(beyond(limit, [0, 0, 0, 900, 1800], 300)).toBe(0)
  })
})
