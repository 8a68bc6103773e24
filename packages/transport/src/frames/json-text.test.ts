import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { FULL_CHECK_BYTES, shallowTextFault, textFault } from './json-text.js'

const parses = (text: string): boolean => {
  try {
    JSON.parse(text)
    return true
  } catch {
    return false
  }
}

describe('the fault of a text', () => {
  it('is what JSON.parse says, for any Unicode text', () => {
    const json = fc.json({ stringUnit: 'binary' }).filter((text) => !/\p{Cs}/u.test(text))
    const broken = fc.tuple(
      json,
      fc.nat(),
      fc.constantFrom('', ',', '"', '}', '\u00a0', '\ufeff', '汉', '\\'),
    )
    fc.assert(
      fc.property(
        fc
          .oneof(
            json,
            broken.map(
              ([text, at, char]) => text.slice(0, at % text.length) + char + text.slice(at % text.length),
            ),
          )
          .filter((text) => !/\p{Cs}/u.test(text)),
        (text) => {
          expect(textFault(Buffer.from(text))).toBe(parses(text) ? undefined : 'not JSON')
        },
      ),
      { numRuns: 500 },
    )
  })

  it.each([
    [[0xff]],
    [[0x22, 0xc3, 0x22]],
    [[0x22, 0xed, 0xa0, 0x80, 0x22]],
    [[0x22, 0xc0, 0x80, 0x22]],
    [[0x22, 0xf4, 0x90, 0x80, 0x80, 0x22]],
    [[0x7b, 0x7d, 0x80]],
  ])('is bad UTF-8 in %j', (bytes) => {
    expect(textFault(Buffer.from(bytes))).toBe('not UTF-8')
    expect(shallowTextFault(Buffer.from(bytes))).toBe('not UTF-8')
  })

  it('is none in lone surrogates that are escaped, nor in deep nesting', () => {
    expect(textFault(Buffer.from('"\\ud800"'))).toBeUndefined()
    expect(textFault(Buffer.from('['.repeat(30_000) + ']'.repeat(30_000)))).toBeUndefined()
    expect(textFault(Buffer.from('['.repeat(60_000)))).toBe('not JSON')
    expect(textFault(Buffer.alloc(0))).toBe('not JSON')
  })

  it('is looked for in small texts only when that is enough', () => {
    const broken = (size: number): Buffer => Buffer.from(`["${'x'.repeat(size - 5)}",`.padEnd(size, ' '))
    expect(shallowTextFault(broken(FULL_CHECK_BYTES))).toBe('not JSON')
    expect(shallowTextFault(broken(FULL_CHECK_BYTES + 1))).toBeUndefined()
    expect(textFault(broken(FULL_CHECK_BYTES + 1))).toBe('not JSON')
    expect(shallowTextFault(Buffer.concat([broken(FULL_CHECK_BYTES + 1), Buffer.of(0xff)]))).toBe('not UTF-8')
  })
})
