import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { parseDuration, parseSize } from './units.js'

describe('a duration', () => {
  test.each([
    ['500ms', 500],
    ['30s', 30_000],
    ['5m', 300_000],
    ['2h', 7_200_000],
    ['596h', 2_145_600_000],
  ])('%s is read', (text, ms) => expect(parseDuration(text)).toBe(ms))

  test.each([
    '30',
    '',
    's',
    '-1s',
    '1.5h',
    '30 s',
    '0s',
    '30S',
    '1d',
    '597h',
    '1e3s',
    '5m30s',
    '1constructor',
  ])('%s is refused', (text) => expect(parseDuration(text)).toBeUndefined())

  test('is its number times its unit, and no timer overflows on it', () => {
    const unit = fc.constantFrom(['ms', 1], ['s', 1000], ['m', 60_000], ['h', 3_600_000]) as fc.Arbitrary<
      [string, number]
    >
    fc.assert(
      fc.property(fc.nat(), unit, (amount, [name, factor]) => {
        const ms = amount * factor
        expect(parseDuration(`${amount}${name}`)).toBe(ms > 0 && ms < 2 ** 31 ? ms : undefined)
      }),
    )
  })
})

describe('a size', () => {
  test.each([
    ['1B', 1],
    ['64KB', 65_536],
    ['256MB', 268_435_456],
    ['1GB', 1_073_741_824],
  ])('%s counts by 1024', (text, bytes) => expect(parseSize(text)).toBe(bytes))

  test.each(['256', '256M', '256mb', '0KB', '-1KB', '9007199254740992B'])('%s is refused', (text) =>
    expect(parseSize(text)).toBeUndefined(),
  )
})

test('no text is read as both', () => {
  fc.assert(
    fc.property(fc.string(), (text) => parseDuration(text) === undefined || parseSize(text) === undefined),
  )
})
