import fc from 'fast-check'
import { expect, it } from 'vitest'
import { compactInSteps } from './compact-in-steps.js'
import { bytesOf } from './json-text.fixture.js'
import { parseExact } from './parse-exact.js'

const compacted = (json: string): string =>
  [...compactInSteps(bytesOf(json), 0, bytesOf(json).length)].join('')

const LONG = 'x'.repeat(70_000)

it.each([
  ['numbers as they are written', '[1.0, 1e2 ,-0,12.50,123456789012345678901234567890,1E400]'],
  ['integers beyond 2^53', '{"a":9007199254740993,"b":[-9007199254740993]}'],
  ['escapes', String.raw`["\u0041\/\"\\\n","\ud83d\udc27","\ud83d"]`],
  ['strings that look like JSON', String.raw`["[1, 2]  \" 3.0 ",{"a : b":"c"}]`],
  ['nothing', ' [ ] '],
  ['long strings', `{"a": "${LONG}", "b": "${String.raw`\u0041汉`.repeat(20_000)}", "c": 1.0}`],
])('%s are compacted as JSON.stringify does', (_, json) => {
  expect(compacted(json)).toBe(JSON.stringify(parseExact(json)))
})

it('any value becomes the compact JSON of it, wherever a step ends', () => {
  const noIndex = fc.string().map((key) => `k${key}`)
  const { value } = fc.letrec((tie) => ({
    value: fc.oneof(
      { maxDepth: 4 },
      fc.constantFrom(null, true, false, LONG, LONG.slice(0, 65_530), 'é🐧', 0.1, -1e-9, 12),
      fc.double({ noNaN: true, noDefaultInfinity: true }),
      fc.string({ unit: 'binary' }),
      fc.array(tie('value'), { maxLength: 6 }),
      fc.dictionary(noIndex, tie('value'), { maxKeys: 6 }),
    ),
  }))
  fc.assert(
    fc.property(value, fc.boolean(), (any, isSpaced) => {
      const json = JSON.stringify(any, undefined, isSpaced ? 3 : 0)
      expect(compacted(json) === JSON.stringify(parseExact(json))).toBe(true)
    }),
    { numRuns: 300 },
  )
})

it('keys of an object stay in their order', () => {
  expect(compacted('{"b": 1, "2": 2, "1": 3}')).toBe('{"b":1,"2":2,"1":3}')
})
