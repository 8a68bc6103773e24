import { describe, expect, it } from 'vitest'
import { RowOffsets } from './row-offsets.js'

describe('the offsets of rows', () => {
  const offsets = new RowOffsets(['a', 'b', 'c', 'd'], new Map([['b', 100]]), 10)

  it('add up measured heights and guesses', () => {
    expect([0, 1, 2, 3, 4].map((at) => offsets.topOf(at))).toEqual([0, 10, 110, 120, 130])
    expect(offsets.totalPx).toBe(130)
  })

  it.each([
    [-5, 0],
    [0, 0],
    [9, 0],
    [10, 1],
    [109, 1],
    [110, 2],
    [10_000, 3],
  ])('find the row at %i px', (px, at) => {
    expect(offsets.rowAt(px)).toBe(at)
  })

  it('find the rows of a stretch, the last one not included', () => {
    expect(offsets.rowsBetween(5, 50)).toEqual([0, 2])
    expect(offsets.rowsBetween(0, 10_000)).toEqual([0, 4])
  })

  it('of an empty list are nothing', () => {
    expect(new RowOffsets([], new Map(), 10).rowsBetween(0, 100)).toEqual([0, 0])
  })
})
