import fc from 'fast-check'
import { expect, test } from 'vitest'
import { indentJson } from './indent-json.js'

test('lays out as JSON.stringify does, whatever space was there before', () => {
  fc.assert(
    fc.property(fc.jsonValue(), fc.constantFrom(undefined, 1, '\t'), (value, space) => {
      expect(indentJson(JSON.stringify(value, null, space))).toBe(JSON.stringify(value, null, 2))
    }),
  )
})

test('keeps digits and escapes as they came', () => {
  expect(indentJson('{"id":123456789012345678901,"n":1.0,"s":"\\u4f60\\/, \\"{"}')).toBe(
    '{\n  "id": 123456789012345678901,\n  "n": 1.0,\n  "s": "\\u4f60\\/, \\"{"\n}',
  )
})

test('takes a string of megabytes', () => {
  const text = `["${'\\nA'.repeat(1_000_000)}"]`
  expect(indentJson(text)).toHaveLength(text.length + 4)
})
