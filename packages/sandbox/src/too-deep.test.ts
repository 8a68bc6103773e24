import { expect, it } from 'vitest'
import { isTooDeep, MAX_DEPTH } from './too-deep.js'

const lists = (depth: number): unknown => JSON.parse('['.repeat(depth) + ']'.repeat(depth))

it('counts objects and lists alike', () => {
  expect([isTooDeep(lists(MAX_DEPTH)), isTooDeep(lists(MAX_DEPTH + 1))]).toEqual([false, true])
  expect(isTooDeep({ a: 1, b: [{ c: lists(MAX_DEPTH - 2) }] })).toBe(true)
  expect(isTooDeep([null, 'x', 1, {}, []])).toBe(false)
})

it('does not run out of stack itself', () => {
  let deep: unknown = []
  for (let depth = 0; depth < 1_000_000; depth++) deep = [deep]
  expect(isTooDeep(deep)).toBe(true)
})
