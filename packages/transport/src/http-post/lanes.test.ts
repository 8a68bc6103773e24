import fc from 'fast-check'
import { expect, it } from 'vitest'
import { Lanes } from './lanes.js'

const NAMES: readonly string[] = ['a', 'b', 'c', 'd']
const items = fc
  .array(fc.constantFrom(...NAMES))
  .map((lanes) => lanes.map((conversation, n) => ({ conversation, n })))

it('lets the first of each lane out, one at a time and in order, and forgets none', () => {
  fc.assert(
    fc.property(items, fc.infiniteStream(fc.nat(5)), (all, dice) => {
      const lanes = new Lanes<{ conversation: string; n: number }>()
      for (const each of all) lanes.add(each)
      const out: (typeof all)[number][] = []
      const finished: typeof out = []
      while (finished.length < all.length) {
        const next = lanes.take()
        if (next) {
          expect(out.some((each) => each.conversation === next.conversation)).toBe(false)
          out.push(next)
        }
        const roll = dice.next().value
        if (next && roll > 2) continue
        const [back] = out.splice(roll % Math.max(1, out.length), 1)
        if (!back) throw new TypeError('stuck')
        if (roll === 1) lanes.again(back)
        else {
          lanes.done(back)
          finished.push(back)
        }
      }
      expect(lanes.take()).toBeUndefined()
      for (const lane of 'abcd') {
        const order = finished.filter((each) => each.conversation === lane).map(({ n }) => n)
        expect(order).toEqual([...order].sort((a, b) => a - b))
      }
    }),
  )
})

it('lets the lanes take turns', () => {
  const lanes = new Lanes<{ conversation: string; n: number }>()
  for (const conversation of ['a', 'a', 'b']) lanes.add({ conversation, n: 0 })
  const first = lanes.take()
  if (first) lanes.done(first)
  expect([first?.conversation, lanes.take()?.conversation]).toEqual(['a', 'b'])
})
