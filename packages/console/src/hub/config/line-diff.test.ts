import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { diffLines, foldSame } from './line-diff.js'

const text = fc.array(fc.constantFrom('a', 'b', 'c', ''), { maxLength: 12 }).map((lines) => lines.join('\n'))

describe('a diff', () => {
  it('has all of both texts, in order, and no line that stays is changed twice', () => {
    fc.assert(
      fc.property(text, text, (before, after) => {
        const lines = diffLines(before, after)
        const without = (is: string) => lines.filter((line) => line.is !== is).map((line) => line.text)
        expect(without('added').join('\n')).toBe(before)
        expect(without('removed').join('\n')).toBe(after)
        if (before === after) expect(lines.every(({ is }) => is === 'same')).toBe(true)
      }),
    )
  })

  it('is small where little has changed', () => {
    const before = Array.from({ length: 50 }, (_, at) => `line ${at}`)
    const after = before.map((line, at) => (at === 20 ? 'other' : line))
    const lines = diffLines(before.join('\n'), after.join('\n'))
    expect(lines.filter(({ is }) => is !== 'same')).toEqual([
      { is: 'removed', text: 'line 20' },
      { is: 'added', text: 'other' },
    ])
    expect(foldSame(lines).map((part) => ('hidden' in part ? part.hidden : part.lines.length))).toEqual([
      17, 8, 26,
    ])
  })

  it('gives up looking for equal lines in two huge texts', () => {
    const many = (name: string) => Array.from({ length: 3_000 }, (_, at) => `${name} ${at}`).join('\n')
    expect(diffLines(many('a'), many('b'))).toHaveLength(6_000)
  })
})
