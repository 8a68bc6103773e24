import { describe, expect, it } from 'vitest'
import { judgeDelivery } from './delivery.mjs'

describe('judgeDelivery', () => {
  const emitted = [10, 11, 12, 13, 14]

  it('finds nothing wrong with one complete life', () => {
    expect(judgeDelivery(emitted, [[10, 11, 12, 13, 14]])).toEqual({ problems: [], repeated: 0 })
  })

  it('lets a later life repeat the end of the one before it, and counts that', () => {
    const lives = [
      [10, 11, 12],
      [11, 12, 13, 14],
    ]
    expect(judgeDelivery(emitted, lives)).toEqual({ problems: [], repeated: 2 })
  })

  it('accepts a life that read nothing', () => {
    expect(judgeDelivery(emitted, [[10, 11], [], [12, 13, 14]]).problems).toEqual([])
  })

  it.each([
    [
      'a hole between two lives',
      [
        [10, 11],
        [13, 14],
      ],
      'life 2: 1 missing before its first message',
    ],
    ['a hole inside a life', [[10, 12, 13, 14]], 'number 2 right after number 0'],
    ['a message read twice in one life', [[10, 11, 11, 12, 13, 14]], 'number 1 right after number 1'],
    ['two messages in the wrong order', [[10, 12, 11, 13, 14]], 'number 2 right after number 0'],
    ['a lost end', [[10, 11, 12]], '2 missing at the end'],
    ['nothing at all', [[]], '5 missing at the end'],
    ['a stranger', [[10, 11, 99, 12, 13, 14]], 'a message that was never emitted'],
  ])('names %s', (_, lives, problem) => {
    expect(judgeDelivery(emitted, lives).problems).toContain(problem)
  })
})
