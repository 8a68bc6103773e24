import { describe, expect, it } from 'vitest'
import { markOfTime, markText } from './mark.js'
import { readSince, readTime } from './since.js'

const NOW = 1_800_000_000_000

describe('a time', () => {
  it.each([
    ['0', 0],
    ['1700000000', 1_700_000_000_000],
    ['1700000000123', 1_700_000_000_123],
    ['90s', NOW - 90_000],
    ['10m', NOW - 600_000],
    ['2h', NOW - 7_200_000],
    ['7d', NOW - 604_800_000],
    ['999999999d', 0],
    ['2026-11-30T08:00:00Z', Date.UTC(2026, 10, 30, 8)],
    ['2026-11-30T08:00:00+08:00', Date.UTC(2026, 10, 30)],
    ['2026-11-30T08:00:00 08:00', Date.UTC(2026, 10, 30)],
    ['2026-11-30T08:00-0130', Date.UTC(2026, 10, 30, 9, 30)],
    ['2026-11-30T08:00:00.250Z', Date.UTC(2026, 10, 30, 8, 0, 0, 250)],
    ['2026-11-30T08:00', new Date(2026, 10, 30, 8).getTime()],
    ['2026-11-30', new Date(2026, 10, 30).getTime()],
  ])('is read from %s', (text, time) => {
    expect(readTime(text, NOW)).toBe(time)
    expect(readSince(text, NOW)).toEqual(markOfTime(time))
  })

  it.each([
    '',
    ' ',
    '-1',
    '1.5',
    '1e9',
    '0x10',
    '10 m',
    '10ms',
    'm',
    'yesterday',
    '2026-13-01',
    '2026-11-30T25:00',
    '30.11.2026',
    '1234567890123456',
    '1969-01-01',
  ])('is not read from %j', (text) => {
    expect(readTime(text, NOW)).toBeUndefined()
    expect(readSince(text, NOW)).toBeUndefined()
  })
})

it('an id is read as the mark that it is', () => {
  const mark = { accounts: new Map([['10001', { epoch: 5, number: 7 }]]), othersFrom: 1_700_000_000_000 }
  expect(readSince(markText(mark, 0), NOW)).toEqual(mark)
  expect(readSince(`${markText(mark, 0)}x`, NOW)).toBeUndefined()
})
