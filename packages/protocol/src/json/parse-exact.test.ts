import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { anyText } from './json-text.fixture.js'
import { parseExact } from './parse-exact.js'

describe('parsing without rounding', () => {
  it.each<[string, unknown]>([
    ['9007199254740991', 9007199254740991],
    ['9007199254740993', '9007199254740993'],
    ['-9007199254740993', '-9007199254740993'],
    ['18446744073709551615', '18446744073709551615'],
    ['[1,9007199254740993 , -0]', [1, '9007199254740993', -0]],
    ['{"a":{"b":9007199254740993}}', { a: { b: '9007199254740993' } }],
    ['{"9007199254740993":"9007199254740993"}', { '9007199254740993': '9007199254740993' }],
    ['"\\\\\\" 9007199254740993"', '\\" 9007199254740993'],
    ['["\\\\",9007199254740993]', ['\\', '9007199254740993']],
    ['0.9007199254740993123', 0.9007199254740993],
    ['9007199254740993.5', 9007199254740994],
    ['1e9007199254740993', Number.POSITIVE_INFINITY],
    ['1.0e-0000000000000000001', 0.1],
  ])('makes of %s', (json, value) => {
    expect(parseExact(json)).toEqual(value)
  })

  it('finds a wide integer wherever it stands', () => {
    for (let before = 0; before < 40; before++) {
      const pad = 'x'.repeat(before)
      expect(parseExact(`["${pad}",9007199254740993]`)).toEqual([pad, '9007199254740993'])
      expect(parseExact(`["${pad}",900719925474099]`)).toEqual([pad, 900719925474099])
    }
  })

  it('differs from JSON.parse in integers that a double cannot hold, and in nothing else', () => {
    const exact = (json: string): string => JSON.stringify(parseExact(json))
    fc.assert(
      fc.property(anyText(['a']), ({ text }) => {
        const wide = /("(?:[^"\\]|\\.)*")|(-?\d[\d.eE+-]*)/g
        const quoted = text.replace(wide, (each, string: string | undefined) =>
          string !== undefined || !/^-?\d+$/.test(each) || Number.isSafeInteger(Number(each))
            ? each
            : `"${each}"`,
        )
        expect(exact(text)).toBe(JSON.stringify(JSON.parse(quoted)))
      }),
      { numRuns: 1000 },
    )
  })

  it.each(['', '{9007199254740993:1}', '[9007199254740993', '09007199254740993', '"9007199254740993'])(
    'throws for %j, as JSON.parse does',
    (json) => {
      expect(() => parseExact(json)).toThrow(SyntaxError)
    },
  )
})
