import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { anyPiece, anyText, bytesOf, damaged, objectText, writtenJson } from './json-text.fixture.js'
import { ObjectWalk } from './object-walk.js'
import { type ObjectScan, scanObject } from './scan-object.js'

const NAMES = ['message', 'post_type', 'time']
const WANTED = { message: {}, post_type: {}, time: {} }

function walked(bytes: Uint8Array, stepBytes: number): ObjectScan {
  const walk = new ObjectWalk(bytes, WANTED)
  while (!walk.step(stepBytes)) {}
  return walk.scan
}

function isObject(bytes: Uint8Array): boolean {
  try {
    const value: unknown = JSON.parse(Buffer.from(bytes).toString('latin1'))
    return typeof value === 'object' && value !== null && !Array.isArray(value)
  } catch {
    return false
  }
}

const stepBytes = fc.integer({ min: 1, max: 40 })
const jsonText = writtenJson((message) => ({ message }))

describe('an object read in steps', () => {
  it('is the one that is read at one go, wherever the steps end', () => {
    fc.assert(
      fc.property(objectText(NAMES, { message: anyText(NAMES) }), stepBytes, ({ text }, step) => {
        const bytes = bytesOf(text)
        expect(walked(bytes, step)).toEqual(scanObject(bytes, WANTED))
      }),
      { numRuns: 2000 },
    )
  })

  it('is complete where the native parser finds an object, when a byte is another one, is missing or comes on top', () => {
    fc.assert(
      fc.property(damaged(jsonText), stepBytes, (bytes, step) => {
        expect(walked(bytes, step).complete).toBe(isObject(bytes))
      }),
      { numRuns: 10_000 },
    )
  })

  it('is complete where the native parser finds an object, in pieces in any order', () => {
    const pieces = fc.string({ unit: anyPiece, maxLength: 12 }).map((text) => `{"a":${text}`)
    fc.assert(
      fc.property(pieces, fc.boolean(), stepBytes, (text, closes, step) => {
        const bytes = bytesOf(closes ? `${text}}` : text)
        expect(walked(bytes, step).complete).toBe(isObject(bytes))
      }),
      { numRuns: 10_000 },
    )
  })

  it.each([
    '',
    ' ',
    '[]',
    '1',
    '"a"',
    '{}x',
    '{} {}',
    '{',
    '{"a"',
    '{"a":',
    '{"a":1',
    '{"a":1,',
    '{"a":1,}',
    '{,}',
  ])('is none in %j', (text) => {
    expect(walked(bytesOf(text), 1).complete).toBe(false)
  })

  it('nests as deep as an object that is read at one go, and no deeper', () => {
    const nested = (depth: number) => bytesOf(`{"a":${'['.repeat(depth)}${']'.repeat(depth)}}`)
    expect(walked(nested(99_999), 1_000).complete).toBe(true)
    expect(walked(nested(200_000), 1_000).complete).toBe(false)
  })
})
