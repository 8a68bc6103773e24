import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { isJson } from './grammar.js'
import { anyPiece, bytesOf, damaged, isJsonText, writtenJson } from './json-text.fixture.js'

const jsonText = writtenJson()

describe('whether bytes are JSON', () => {
  it('is what the native parser says of what it wrote', () => {
    fc.assert(
      fc.property(jsonText, (text) => {
        expect(isJson(bytesOf(text))).toBe(true)
      }),
      { numRuns: 1000 },
    )
  })

  it('is what the native parser says when a byte is another one, is missing or comes on top', () => {
    fc.assert(
      fc.property(damaged(jsonText), (bytes) => {
        expect(isJson(bytes)).toBe(isJsonText(bytes))
      }),
      { numRuns: 5000 },
    )
  })

  it('is what the native parser says of pieces in any order', () => {
    fc.assert(
      fc.property(fc.string({ unit: anyPiece, maxLength: 12 }), (text) => {
        expect(isJson(bytesOf(text))).toBe(isJsonText(bytesOf(text)))
      }),
      { numRuns: 5000 },
    )
  })

  it.each([
    '',
    ' ',
    '{',
    '[',
    '"',
    '-',
    '{"a"',
    '{"a":',
    '{"a":1',
    '{"a":1,',
    '[1',
    '[1,',
    '"\\',
    '"\\u12',
    '1e',
    '1.',
    'tru',
  ])('is no for what breaks off: %j', (text) => {
    expect(isJson(bytesOf(text))).toBe(false)
  })

  it.each([
    ['lists', '['.repeat(512) + ']'.repeat(512)],
    ['objects', `${'{"":'.repeat(204)}1${'}'.repeat(204)}`],
  ])('is told of %s that nest as deeply as a short text can', (_, text) => {
    expect(isJson(bytesOf(text))).toBe(true)
    expect(isJson(bytesOf(text.slice(0, -1)))).toBe(false)
  })
})
