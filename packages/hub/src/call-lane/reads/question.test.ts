import { expect, it } from 'vitest'
import { rightsKey } from './question.js'

const keyOf = (groups: readonly string[]): string => rightsKey({ kind: 'configured', rights: { groups } })
const many = (first: number): string[] => Array.from({ length: 10_000 }, (_, n) => String(first + n))

it('names rights shortly, however long their lists are', () => {
  expect(keyOf(many(1)).length).toBeLessThan(300)
  expect(keyOf(many(1))).toBe(keyOf(many(1)))
  expect(keyOf(many(1))).not.toBe(keyOf(many(2)))
  expect(keyOf(['1'])).not.toBe(keyOf(['2']))
})
