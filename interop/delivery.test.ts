import { describe, expect, it } from 'vitest'
import { judgeDelivery, judgeThroughKills } from './delivery.mjs'

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

describe('judgeThroughKills', () => {
  /** A message every 20 ms, but none while the hub (at 200) or the implementation (at 600) is away for 100 ms. */
  const sent = [
    ...[0, 20, 40, 60, 80, 100, 120, 140, 160, 180],
    ...[320, 340, 360, 380, 400, 420, 440, 460, 480, 500, 520, 540, 560, 580],
    ...[720, 740, 760, 780, 800],
  ].map((at, index) => ({ message_id: index + 1, at }))
  const kills = { hubKill: { at: 200, backAt: 300 }, otherKills: [{ at: 600, backAt: 700 }], mayBeLostMs: 50 }
  const from = (first: number, last: number) =>
    Array.from({ length: last - first + 1 }, (_, index) => first + index)
  /** Each is handled 5 ms after it was sent, whenever that is. */
  const judge = (ids: number[]) => {
    const handled = ids.map((message_id) => ({ message_id, at: (sent[message_id - 1]?.at ?? 0) + 5 }))
    return judgeThroughKills({ sent, handled, ...kills })
  }

  it('finds nothing wrong with everything in order', () => {
    expect(judge(from(1, 29))).toEqual({ problems: [], owed: 25, missing: 0, repeated: 0, repeatedMs: 0 })
  })

  it('counts from the first message that was handled on', () => {
    expect(judge(from(4, 29))).toMatchObject({ problems: [], owed: 22, missing: 0 })
  })

  it('does not ask for the last 50 ms before a kill', () => {
    const lost = [9, 10, 23, 24]
    expect(judge(from(1, 29).filter((id) => !lost.includes(id)))).toMatchObject({ problems: [], missing: 0 })
  })

  it('lets the time before the kill of the hub come twice, with what nobody else ever gets in between', () => {
    const result = judge([...from(1, 10), ...[7, 8], ...from(11, 29)])
    expect(result).toMatchObject({ problems: [], missing: 0, repeated: 2, repeatedMs: 75 })
  })

  it.each([
    ['what was sent before a kill', [...from(1, 7), ...from(11, 29)], 1, 'number 8 right after number 6'],
    [
      'what came just after the return',
      [...from(1, 10), ...from(12, 29)],
      1,
      'number 9 right after number 7',
    ],
    ['the end', from(1, 27), 2, '2 missing at the end'],
  ])('misses %s', (_, handled, missing, problem) => {
    const result = judge(handled)
    expect(result.problems).toContain(problem)
    expect(result.missing).toBe(missing)
  })

  it.each([
    ['nothing at all', [], 'handled nothing'],
    ['a stranger', [...from(1, 29), 99], 'a message that was never sent'],
    [
      'a second repeat',
      [...from(1, 10), ...from(7, 24), ...from(22, 29)],
      'message 22 right after message 24',
    ],
    [
      'a repeat of what no kill can excuse',
      [...from(1, 24), ...from(22, 29)],
      '3 came twice that were sent after the kill of the hub',
    ],
    [
      'what is not owed in another order',
      [...from(1, 8), 10, 9, ...from(11, 29)],
      'message 9 right after message 10',
    ],
  ])('names %s', (_, handled, problem) => {
    expect(judge(handled).problems).toContain(problem)
  })
})
