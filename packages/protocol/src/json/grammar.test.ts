import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { isJson } from './grammar.js'
import { anyPiece, bytesOf, writtenJson } from './json-text.fixture.js'

function parses(bytes: Uint8Array): boolean {
  try {
    JSON.parse(Buffer.from(bytes).toString('latin1'))
    return true
  } catch {
    return false
  }
}

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
    const change = fc.record({
      at: fc.double({ min: 0, max: 1, noNaN: true }),
      removed: fc.nat({ max: 2 }),
      added: fc.string({ unit: anyPiece, maxLength: 2 }),
    })
    fc.assert(
      fc.property(jsonText, change, (text, { at, removed, added }) => {
        const bytes = bytesOf(text)
        const from = Math.floor(at * bytes.length)
        const changed = Buffer.concat([
          bytes.subarray(0, from),
          bytesOf(added),
          bytes.subarray(from + removed),
        ])
        expect(isJson(changed)).toBe(parses(changed))
      }),
      { numRuns: 5000 },
    )
  })

  it('is what the native parser says of pieces in any order', () => {
    fc.assert(
      fc.property(fc.string({ unit: anyPiece, maxLength: 12 }), (text) => {
        expect(isJson(bytesOf(text))).toBe(parses(bytesOf(text)))
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
