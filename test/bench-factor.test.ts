import { describe, expect, test } from 'vitest'
import { judge, meanRun, paired, quantile } from '../bench/factor/cells.mjs'
import { reasonLines } from '../bench/factor/reasons.mjs'

describe('the cells of the benchmark', () => {
  test('a ratio is that of neighbouring runs, not of medians', () => {
    const hub = [{ cpuUs: 10 }, { cpuUs: 40 }, { cpuUs: 30 }]
    const peer = [{ cpuUs: 5 }, { cpuUs: 40 }, { cpuUs: 10 }]
    expect(paired(hub, peer, 'cpuUs')).toEqual([2, 1, 3])
  })

  test('a run of several slices has the mean of each figure', () => {
    const slices = [
      { cpuUs: 10, perSecond: 3 },
      { cpuUs: 40, perSecond: 5 },
    ]
    expect(meanRun(slices)).toEqual({ cpuUs: 25, perSecond: 4 })
  })

  test('a quantile between two values is as near to each as its share says', () => {
    expect(quantile([4, 1, 3, 2], 0.5)).toBe(2.5)
    expect(quantile([1, 2, 3, 4, 5, 6, 7], 0.25)).toBe(2.5)
    expect(quantile([7], 0.75)).toBe(7)
  })

  test('a cell is met when its median reaches the goal, whatever single turns say', () => {
    expect(judge({ values: [1.4, 1.5, 1.5, 1.5, 9], goal: 1.5 }).verdict).toBe('met')
  })

  test('a met cell says when its quartiles lie far apart', () => {
    expect(judge({ values: [0.8, 1, 1.2], goal: 1.5 }).verdict).toBe('met, wide')
  })

  test('what misses its goal is open while the quartiles lie too far apart to tell', () => {
    expect(judge({ values: [1.2, 1.6, 2], goal: 1.5 }).verdict).toBe('open')
    expect(judge({ values: [1.59, 1.6, 1.61], goal: 1.5 }).verdict).toBe('missed')
  })

  test('a limit that nothing may exceed is judged by the worst turn', () => {
    expect(judge({ values: [1, 1, 1, 3.1], goal: 3, worst: true }).verdict).toBe('missed')
    expect(judge({ values: [1, 1, 1, 2.9], goal: 3, worst: true }).verdict).toBe('met')
  })

  test('without a goal there is nothing to judge', () => {
    expect(judge({ values: [1, 2, 3] }).verdict).toBe('')
  })
})

describe('the reasons below the table', () => {
  const cells = ['a', 'b', 'c', 'd'].map((what) => ({ what }))

  test('are given for each goal that is missed or open, and for no other', () => {
    const lines = reasonLines(cells, ['met', 'missed', 'open', ''], { a: 'x', b: 'the kernel', c: 'noise' })
    expect(lines).toEqual(['b: the kernel', 'c: noise'])
  })

  test('say so where nobody has found one', () => {
    expect(reasonLines(cells, ['missed', 'met', 'met', 'met'], {})).toEqual(['a: no reason is known yet'])
  })
})
