import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { anyText, bytesOf, leaf, objectText, otherMembers, textOf } from '../json/json-text.fixture.js'
import { joinParts } from '../json/splice.js'
import { isSegment } from '../message/is-segment.js'
import { messageAs } from '../message/message-as.js'
import type { Sendable, UnknownSegment } from '../tables/segments.gen.js'
import { formatEvent, formatLargeEvent } from './format-event.js'

const NAMES = ['message', 'message_format', 'post_type']
const asFormat = (format: 'string' | 'array', json: string): string =>
  textOf(formatEvent(bytesOf(json), format))

/** Whether the standard says what the other form is. */
function hasForm(message: unknown): message is Sendable {
  if (typeof message === 'string') return true
  const items: unknown[] = Array.isArray(message) ? message : [message]
  const names = (item: UnknownSegment) => [item.type, ...Object.keys(item.data ?? {})]
  return items.every((item) => isSegment(item) && names(item).every((name) => /^[\w.-]+$/.test(name)))
}

describe('the form of the message in an event', () => {
  it('is changed by bytes, with all else untouched', () => {
    const event =
      '{"post_type":"message", "user_id":9007199254740993,"message":[{"type":"at","data":{"qq":"1"}}],"raw":{"message":1e0}}'
    const string =
      '{"post_type":"message", "user_id":9007199254740993,"raw":{"message":1e0},"message":"[CQ:at,qq=1]"}'
    expect(asFormat('string', event)).toBe(string)
    expect(asFormat('array', string)).toBe(
      '{"post_type":"message", "user_id":9007199254740993,"raw":{"message":1e0},"message":[{"type":"at","data":{"qq":"1"}}]}',
    )
  })

  it.each<['string' | 'array', string, string]>([
    [
      'array',
      '{"message":"a","message_format":"string","post_type":"message"}',
      '{"post_type":"message","message":[{"type":"text","data":{"text":"a"}}],"message_format":"array"}',
    ],
    [
      'string',
      '{"post_type":"message_sent","message_format":"array","message":[]}',
      '{"post_type":"message_sent","message":"","message_format":"string"}',
    ],
    [
      'array',
      '{"post_type":"message","message":[],"message_format":"string"}',
      '{"post_type":"message","message":[],"message_format":"array"}',
    ],
    [
      'array',
      '{"post_type":"message","message":{"type":"rps","data":{}}}',
      '{"post_type":"message","message":[{"type":"rps","data":{}}]}',
    ],
    [
      'string',
      '{"post_type":"message","message":[{"type":"at","data":{"qq":9007199254740993}}]}',
      '{"post_type":"message","message":"[CQ:at,qq=9007199254740993]"}',
    ],
    [
      'array',
      '{"post_type":"message","message":"b","m\\u0065ssage":[{"type":"a","data":{"n":1.0}}]}',
      '{"post_type":"message","message":[{"type":"a","data":{"n":1.0}}]}',
    ],
    ['string', '{"post_type":"message","message":[],"message":"b"}', '{"post_type":"message","message":"b"}'],
    [
      'string',
      '{"post_type":"message","message":null,"message_format":"array"}',
      '{"post_type":"message","message":"","message_format":"string"}',
    ],
    ['string', '{"post_type":"message","message":[1,null]}', '{"post_type":"message","message":"1"}'],
    ['string', '{"post_type":"message","message":true}', '{"post_type":"message","message":"true"}'],
    [
      'string',
      '{"post_type":"message","message":[{"type":"a b","data":{}}],"message_format":"array"}',
      '{"post_type":"message","message":"[CQ:a_b]","message_format":"string"}',
    ],
    [
      'string',
      '{"post_type":"message","message":[{"type":"a","data":[]}]}',
      '{"post_type":"message","message":"[CQ:a,data=&#91;&#93;]"}',
    ],
    ['array', '{"post_type":"message","message":null}', '{"post_type":"message","message":[]}'],
    [
      'array',
      '{"post_type":"message","message":12345678901234567890}',
      '{"post_type":"message","message":[{"type":"text","data":{"text":"12345678901234567890"}}]}',
    ],
    [
      'array',
      '{"post_type":"message","message":{"x": 12345678901234567890}}',
      '{"post_type":"message","message":[{"x": 12345678901234567890}]}',
    ],
  ])('becomes %s: %s', (format, event, expected) => {
    expect(asFormat(format, event)).toBe(expected)
  })

  it.each([
    '{"post_type":"message","message":"[CQ:at,qq=1]","message_format":"string"}',
    '{"post_type":"message","message":"a"}',
    '{"post_type":"notice","message":[]}',
    '{"message":[]}',
    '{"post_type":"message"}',
    '{"post_type":"message","message":[01]}',
    '[]',
    '{"post_type":"message","message":[]',
  ])('stays what it is, down to the same bytes, in %s', (event) => {
    const bytes = bytesOf(event)
    expect(formatEvent(bytes, 'string')).toBe(bytes)
  })

  const message = fc.oneof(
    fc
      .array(fc.constantFrom('[CQ:at,qq=1]', '汉', '&amp;', '['))
      .map((pieces) => JSON.stringify(pieces.join(''))),
    fc
      .array(
        fc.record({
          type: fc.constantFrom('text', 'at', 'vendor'),
          data: fc.dictionary(fc.constantFrom('text', 'qq'), fc.string()),
        }),
      )
      .map((segments) => JSON.stringify(segments)),
  )

  const odd = fc
    .oneof(
      fc.jsonValue(),
      fc.array(fc.oneof(fc.record({ type: fc.string(), data: fc.jsonValue() }), fc.jsonValue())),
    )
    .map((value) => JSON.stringify(value))

  it('is the one asked for in every event that has a message', () => {
    const event = objectText(NAMES, {
      post_type: fc.constantFrom('"message"', '"message_sent"', '"notice"').map(leaf),
      message: fc.oneof(message.map(leaf), odd.map(leaf), anyText(NAMES)),
      message_format: fc.constantFrom('"string"', '"array"').map(leaf),
    })
    fc.assert(
      fc.property(event, fc.constantFrom('string' as const, 'array' as const), ({ text }, format) => {
        const formatted = asFormat(format, text)
        expect(otherMembers(formatted, NAMES)).toEqual(otherMembers(text, NAMES))
        const before = JSON.parse(text)
        const after = JSON.parse(formatted)
        if (!/^"message(_sent)?"$/.test(JSON.stringify(before.post_type)) || before.message === undefined) {
          expect(formatted).toBe(text)
          return
        }
        const { message, ...rest } = after
        expect(Array.isArray(message) ? 'array' : typeof message).toBe(format)
        if (hasForm(before.message)) expect(message).toEqual(messageAs(format, before.message))
        const { message: _, ...others } = before
        expect(rest).toEqual({ ...others, ...('message_format' in before && { message_format: format }) })
      }),
      { numRuns: 2000 },
    )
  })

  it('never throws, whatever the bytes', () => {
    const start = bytesOf('{"post_type":"message","message":["')
    fc.assert(
      fc.property(fc.uint8Array(), (bytes) => {
        const event = Uint8Array.of(...start, ...bytes, ...bytesOf('"]}'))
        expect(formatEvent(event, 'string')).toBeInstanceOf(Uint8Array)
      }),
    )
  })
})

/** Converts in steps, and gives how many there were. */
function inSteps(bytes: Uint8Array, format: 'string' | 'array') {
  const steps = formatLargeEvent(bytes, format)
  let count = 1
  let step = steps.next()
  for (; !step.done; step = steps.next()) count++
  return { count, bytes: step.value ? joinParts(step.value) : bytes }
}

describe('a large event', () => {
  // Longer than a step; seldom, since it is the small pieces around it that differ.
  const large = 'y'.repeat(70_000)
  const small = ['a', '汉', '🐧', '&', '[', ']', ',', '"', '\\', '\n', '\ud83d', 'CQ:at,qq=1', '[CQ:at,qq=1]']
  const text = fc
    .array(
      fc.oneof(
        { weight: 60, arbitrary: fc.constantFrom(...small) },
        { weight: 1, arbitrary: fc.constant(large) },
      ),
    )
    .map((pieces) => pieces.join(''))
  const item = fc.oneof(
    fc.record({
      type: fc.constantFrom('text', 'at', 'a b'),
      data: fc.dictionary(fc.constantFrom('text', 'x', 'k k'), text),
    }),
    fc.record({
      type: fc.constant('node'),
      data: fc.record({
        content: fc.array(fc.record({ type: fc.constant('text'), data: fc.record({ text }) })),
      }),
    }),
    fc.jsonValue(),
    text,
  )
  const message = fc.oneof(fc.array(item), text, item)

  it('becomes what it becomes at one go', () => {
    fc.assert(
      fc.property(
        message,
        fc.constantFrom('string' as const, 'array' as const),
        fc.boolean(),
        (value, format, escapes) => {
          const json = JSON.stringify({ post_type: 'message', message: value, message_format: 'array', n: 1 })
          const bytes = bytesOf(escapes ? escapeAll(json) : json)
          const [whole, steps] = [formatEvent(bytes, format), inSteps(bytes, format).bytes]
          expect(JSON.parse(textOf(steps))).toEqual(JSON.parse(textOf(whole)))
        },
      ),
      { numRuns: 500 },
    )
  })

  it.each<[string, string, 'string' | 'array']>([
    [
      'many segments',
      JSON.stringify(Array.from({ length: 50_000 }, (_, n) => ({ type: 'at', data: { qq: n } }))),
      'string',
    ],
    ['many items that are nothing', `[${Array.from({ length: 200_000 }, () => 'null').join()}]`, 'string'],
    [
      'one large text',
      JSON.stringify([{ type: 'text', data: { text: '[,&]汉"'.repeat(200_000) } }]),
      'string',
    ],
    [
      'one segment that nests lists',
      `[{"type":"json","data":{"data":[${'[[1],2,{"a":"b\\n[,&]"}],'.repeat(50_000)}3]}}]`,
      'string',
    ],
    [
      'one segment that nests a large string',
      JSON.stringify([{ type: 'node', data: { a: 1, content: [{ text: 'x"汉,'.repeat(200_000) }], b: [] } }]),
      'string',
    ],
    [
      'one segment that is no list',
      JSON.stringify({ type: 'json', data: { data: Array.from({ length: 200_000 }, (_, n) => n) } }),
      'string',
    ],
    [
      'one segment with a list as data',
      JSON.stringify([{ type: 'a', data: Array.from({ length: 200_000 }, (_, n) => ({ n })) }]),
      'string',
    ],
    [
      'one large image',
      JSON.stringify([{ type: 'image', data: { file: 'base64://abc'.repeat(100_000) } }]),
      'string',
    ],
    ['a long string', JSON.stringify('a[CQ:at,qq=1] &amp; 汉'.repeat(50_000)), 'array'],
    ['a long string without codes', JSON.stringify('a, &amp; 汉 &'.repeat(50_000)), 'array'],
  ])('of %s is converted in many steps', (_, json, format) => {
    const bytes = bytesOf(`{"post_type":"message","message":${json}}`)
    const { count, bytes: converted } = inSteps(bytes, format)
    expect(textOf(converted) === textOf(formatEvent(bytes, format))).toBe(true)
    // So many at least take the reading of it all and the making of the other form.
    expect(count).toBeGreaterThan((2 * bytes.length) / 65_536 - 2)
  })
})

/** The same JSON with each character of its strings that may be spelled so spelled as an escape. */
const escapeAll = (json: string): string =>
  json.replace(/"(?:[^"\\]|\\.)*"/g, (string) =>
    string.replace(/[&[\],]/g, (character) => `\\u00${character.charCodeAt(0).toString(16)}`),
  )
