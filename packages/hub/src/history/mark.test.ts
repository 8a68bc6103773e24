import { crc32 } from 'node:zlib'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { compareOrder } from './event-id.js'
import { accountArbitrary } from './history.fixture.js'
import {
  beginning,
  MARK_TEXT_LENGTH,
  type Mark,
  markAfter,
  markBytes,
  markOfBytes,
  markOfText,
  markOfTime,
  marks,
  markText,
} from './mark.js'

const order = fc.record({ epoch: fc.maxSafeNat(), number: fc.maxSafeNat() })
const anyMark: fc.Arbitrary<Mark> = fc
  .record(
    {
      accounts: fc.array(fc.tuple(accountArbitrary, order), { maxLength: 10 }).map((each) => new Map(each)),
      othersFrom: fc.nat({ max: 2 ** 50 }),
    },
    { requiredKeys: ['accounts'] },
  )
  .map((mark) => mark as Mark)

const many = (count: number): Mark => ({
  accounts: new Map(
    Array.from({ length: count }, (_, n) => [`${3_000_000_000 + n}`, { epoch: 5, number: n }]),
  ),
})

describe('a mark', () => {
  it.each([Number.POSITIVE_INFINITY, Number.NaN, -1, 1e300, Number.MAX_SAFE_INTEGER])(
    'of the time %d is written and read like any other',
    (time) => {
      const { othersFrom } = markOfBytes(markBytes(markOfTime(time))) ?? {}
      expect(othersFrom).toBe(Math.min(Number.MAX_SAFE_INTEGER - 1, Math.max(0, time)) || 0)
    },
  )

  it('is read from its text, which fits into URLs and headers', () => {
    fc.assert(
      fc.property(anyMark, (mark) => {
        const text = markText(mark, 0, 100_000)
        expect(text).toMatch(/^[\w-]+$/)
        expect(markOfText(text)).toEqual(mark)
      }),
    )
  })

  it('has one text, in whatever order its accounts were named', () => {
    const [a, b] = [
      { epoch: 1, number: 2 },
      { epoch: 3, number: 4 },
    ]
    const [one, other] = [new Map(Object.entries({ 10: a, 9: b })), new Map(Object.entries({ 9: b, 10: a }))]
    expect(markText({ accounts: one }, 0)).toBe(markText({ accounts: other }, 0))
  })

  it('of any bytes and any text is a mark or undefined', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 60 }), fc.string({ unit: 'binary' }), (bytes, text) => {
        for (const mark of [
          markOfBytes(bytes),
          markOfText(text),
          markOfText(Buffer.from(bytes).toString()),
        ]) {
          if (mark) expect(mark.accounts).toBeInstanceOf(Map)
          else expect(mark).toBeUndefined()
        }
      }),
      { numRuns: 1_000 },
    )
  })

  it('of any body under a right checksum is a mark or undefined', () => {
    let read = 0
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 30 }), (body) => {
        const bytes = Buffer.concat([Buffer.alloc(2), Buffer.from([1]), body])
        bytes.writeUInt16LE(crc32(bytes.subarray(2)) % 65_536, 0)
        const mark = markOfBytes(bytes)
        if (mark) read++
        expect(mark === undefined || mark.accounts.size <= body.length).toBe(true)
      }),
      { numRuns: 1_000 },
    )
    expect(read).toBeGreaterThan(0)
  })

  it('is not read from a text that was changed in one place', () => {
    const text = markText(many(3), 0)
    for (let at = 0; at < text.length; at++) {
      const changed = `${text.slice(0, at)}${text[at] === 'A' ? 'B' : 'A'}${text.slice(at + 1)}`
      expect(markOfText(changed), changed).toBeUndefined()
    }
  })

  it('of many accounts has a text of bounded length, and goes on from a time where it names none', () => {
    const text = markText(many(1_000), 77_000)
    expect(text.length).toBeLessThanOrEqual(MARK_TEXT_LENGTH)
    const mark = markOfText(text)
    expect(mark?.othersFrom).toBe(77_000)
    expect(mark?.accounts.size).toBeGreaterThan(100)
    expect(mark?.accounts.get('3000000999')).toEqual({ epoch: 5, number: 999 })
  })

  it('loses nothing by being shortened twice', () => {
    const mark = { ...many(1_000), othersFrom: 50_000 }
    expect(markOfText(markText(mark, 77_000))?.othersFrom).toBe(50_000)
    expect(markOfText(markText(many(3), 1, 0))).toEqual(markOfTime(1))
  })

  it('of a time that is no whole number goes on from the millisecond before it', () => {
    expect(markOfBytes(markBytes(markOfTime(7.9)))).toEqual(markOfTime(7))
    expect(markOfBytes(markBytes(markOfTime(-1)))).toEqual(markOfTime(0))
  })

  it('moves on with events, and never back', () => {
    const id = fc.record({ account: fc.constantFrom('1', '2'), epoch: fc.nat(3), number: fc.nat(3) })
    fc.assert(
      fc.property(fc.array(id), (ids) => {
        const mark = ids.reduce(markAfter, beginning)
        for (const account of new Set(ids.map((each) => each.account))) {
          const [greatest] = ids.filter((each) => each.account === account).sort((a, b) => compareOrder(b, a))
          expect(mark.accounts.get(account)).toEqual({ epoch: greatest?.epoch, number: greatest?.number })
        }
        expect(ids.every((each) => marks(mark, each))).toBe(true)
      }),
    )
  })
})
