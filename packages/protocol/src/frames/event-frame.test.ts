import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  bytesOf,
  damagedFrames,
  isJsonText,
  lastOf,
  leaf,
  membersOf,
  numberText,
  objectText,
  otherMembers,
  stringText,
  textOf,
} from '../json/json-text.fixture.js'
import { eventBody, readCheckedEvent, readEvent, settledEvent } from './event-frame.js'

const READ = ['post_type', 'self_id', 'time']
const event = objectText(READ, {
  post_type: fc.oneof(fc.constantFrom('"message"', '"meta_event"', '"\\u006eotice"'), stringText).map(leaf),
  self_id: fc
    .oneof(fc.constantFrom('10001', '"10001"', '9007199254740993', 'null', '0', '"007"', '"x"'), numberText)
    .map(leaf),
  time: fc.oneof(fc.constantFrom('1700000000', '"1"', 'null', '1.5', '1e400'), numberText).map(leaf),
})

/** The account that is meant: a whole positive number, as digits or in quotes. */
const accountOf = (text: string | undefined): string | undefined =>
  /^(?:[1-9]\d{0,19}|"[1-9]\d{0,19}")$/.test(text ?? '') ? text?.replaceAll('"', '') : undefined

/** Whether the native parser takes it; as latin1, since this is about the grammar alone. */
describe('reading an event', () => {
  it('sees what JSON.parse sees; without a string post_type it is none', () => {
    let events = 0
    fc.assert(
      fc.property(event, (json) => {
        const read = readEvent(bytesOf(json.text))
        const { post_type, time } = JSON.parse(json.text)
        expect(read !== undefined).toBe(typeof post_type === 'string')
        if (!read) return
        events++
        expect(read.postType).toBe(post_type)
        expect(read.selfId).toBe(accountOf(lastOf(json, 'self_id')?.value.text))
        expect(read.time).toBe(typeof time === 'number' && Number.isFinite(time) ? time : undefined)
        expect(eventBody(read)).toEqual(JSON.parse(json.text))
      }),
      { numRuns: 600 },
    )
    expect(events).toBeGreaterThan(60)
  })

  it('in one walk with its check is that of both, also when a byte is another one, is missing or comes on top', () => {
    const valid = { times: 0 }
    fc.assert(
      fc.property(damagedFrames(event), (bytes) => {
        const both = isJsonText(bytes) ? readEvent(bytes) : undefined
        if (both) valid.times++
        expect(readCheckedEvent(bytes)).toEqual(both)
      }),
      { numRuns: 3000 },
    )
    expect(valid.times).toBeGreaterThan(100)
  })

  it('in one walk leaves to others what is nested very deeply, and what would end the process', () => {
    const nested = (depth: number) =>
      bytesOf(`{"post_type":"a","x":${'['.repeat(depth)}${']'.repeat(depth)}}`)
    expect(readCheckedEvent(nested(999))?.postType).toBe('a')
    expect(readCheckedEvent(nested(30_000))).toBeUndefined()
  })

  it.each([
    'null',
    '[]',
    '1',
    '{}',
    '{"post_type":1}',
    '{"post_type":null}',
    '{"post_type":"a"',
    '{"post_type":"a"}x',
  ])('is not fooled by %s', (text) => {
    expect(readEvent(bytesOf(text))).toBeUndefined()
  })

  it('never throws, whatever the text', () => {
    const pieces = fc.constantFrom(
      ...[
        '{',
        '}',
        '"post_type":',
        '"self_id":',
        '"time":',
        '"\\x"',
        '"\\u00"',
        '"\n"',
        ',',
        '1',
        '[',
        '"a"',
        '"',
      ],
    )
    const rubbish = fc.oneof(
      fc.uint8Array({ maxLength: 200 }),
      fc.array(pieces, { maxLength: 24 }).map((each) => bytesOf(each.join(''))),
    )
    fc.assert(
      fc.property(rubbish, (bytes) => {
        const read = readEvent(bytes)
        if (read) settledEvent(read, '10001', 1)
      }),
      { numRuns: 1500 },
    )
    for (const value of ['"\\x"', '"\\"', '"\n"', '"\\ud8"']) {
      expect(() => readEvent(bytesOf(`{"post_type":${value}}`))).not.toThrow()
    }
  })

  it('takes no account that could not be written as a number', () => {
    const digits = '1'.repeat(21)
    for (const selfId of [
      digits,
      `"${digits}"`,
      '0',
      '"0"',
      '"007"',
      '-1',
      '1.5',
      '1e5',
      '"1e5"',
      '""',
      'true',
      '{"a":1}',
      '[1]',
    ]) {
      expect(readEvent(bytesOf(`{"post_type":"a","self_id":${selfId}}`))).toMatchObject({ selfId: undefined })
    }
  })
})

describe('settling an event', () => {
  it('fills in what is missing, spells what was read once and plainly, and keeps every other byte', () => {
    fc.assert(
      fc.property(event, (json) => {
        const bytes = bytesOf(json.text)
        const read = readEvent(bytes)
        if (!read) return
        const settled = settledEvent(read, '9007199254740995', 1_700_000_001)
        const text = textOf(settled)
        const account = accountOf(lastOf(json, 'self_id')?.value.text)
        const values = Object.fromEntries(membersOf(text).map(({ key, value }) => [key, value]))
        expect(values['"self_id"']?.replaceAll('"', '')).toBe(account ?? '9007199254740995')
        const { post_type, self_id: _, time, ...rest } = JSON.parse(json.text)
        const parsed = JSON.parse(text)
        expect(parsed.post_type).toBe(post_type)
        expect(parsed.time).toBe(Number.isFinite(time) ? time : 1_700_000_001)
        expect(parsed).toMatchObject(rest)
        expect(otherMembers(text, READ)).toEqual(otherMembers(json.text, READ))
        const read3 = membersOf(text).filter(({ key }) => READ.includes(JSON.parse(key)))
        expect(read3.map(({ key }) => key).sort()).toEqual(['"post_type"', '"self_id"', '"time"'])
        const isSettled =
          account !== undefined &&
          Number.isFinite(time) &&
          READ.every((name) => {
            const same = (json.members ?? []).filter((each) => each.name === name)
            return same.length === 1 && same[0]?.plain
          })
        expect(settled === bytes).toBe(isSettled)
      }),
      { numRuns: 600 },
    )
  })

  it('keeps the exact text of a time and an account that were repeated', () => {
    const read = readEvent(
      bytesOf('{"post_type":"a","time":1,"time":1.50,"self_id":"1","self_id":9007199254740993,"x":1}'),
    )
    if (!read) throw new TypeError('no event')
    expect(textOf(settledEvent(read, '5', 5))).toBe(
      '{"post_type":"a","x":1,"self_id":9007199254740993,"time":1.50}',
    )
  })

  it('copes with an event that repeats a key without end, or takes it for none', () => {
    for (const name of ['time', 'self_id', 'post_type']) {
      const read = readEvent(bytesOf(`{${`"${name}":"1",`.repeat(300_000)}"post_type":"a"}`))
      if (read) expect(JSON.parse(textOf(settledEvent(read, '5', 5)))).toMatchObject({ post_type: 'a' })
    }
  })
})
