import { expect, test } from 'vitest'
import { eventText } from './event.mjs'
import { Expected } from './expected.mjs'

const after = (numbers: readonly number[], ...came: readonly number[]) => {
  const received = new Expected(numbers)
  for (const n of came) received.take(eventText(n, 1000))
  return { missing: received.missing, wrong: received.wrong }
}

test('what has to come and comes in order', () => {
  expect(after([2, 5, 9], 2, 5, 9)).toEqual({ missing: 0, wrong: 0 })
})

test('what does not come is missing: in between, and at the end', () => {
  expect(after([2, 5, 9], 2, 9)).toEqual({ missing: 1, wrong: 0 })
  expect(after([2, 5, 9], 2)).toEqual({ missing: 2, wrong: 0 })
})

test('what has no business there is wrong, and so is what comes again or late', () => {
  expect(after([2, 5, 9], 2, 3, 5, 9)).toEqual({ missing: 0, wrong: 1 })
  expect(after([2, 5, 9], 2, 2, 5, 9)).toEqual({ missing: 0, wrong: 1 })
  expect(after([2, 5, 9], 5, 2, 9)).toEqual({ missing: 1, wrong: 1 })
  expect(after([2, 5, 9], 2, 5, 9, 10)).toEqual({ missing: 0, wrong: 1 })
})
