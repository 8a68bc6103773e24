import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { WireType } from '../tables/table.js'
import { coerceParam, coerceText } from './coerce-text.js'

const json = (type: WireType, text: string): string | undefined => {
  const coerced = coerceText(type, text)
  return 'json' in coerced ? coerced.json : undefined
}

describe('a text as the declared type', () => {
  it('never loses an integer', () => {
    fc.assert(
      fc.property(fc.bigInt(), fc.constantFrom('number', 'number (int64)', 'number|string'), (id, type) => {
        expect(json(type as WireType, String(id))).toBe(String(id))
        if (id >= 0n) expect(json(type as WireType, `+00${id}`)).toBe(String(id))
      }),
    )
  })

  it.each([
    ['number', '1.50', '1.50'],
    ['number', ' 7 ', '7'],
    ['number', '-0', '0'],
    ['number (int32)', '1.5', undefined],
    ['number', '0x10', undefined],
    ['number', '', undefined],
    ['number', 'Infinity', undefined],
    ['boolean', 'YES', 'true'],
    ['boolean', '0', 'false'],
    ['boolean', 'on', undefined],
    ['string', '0012', '"0012"'],
    ['string', '', '""'],
    ['message', '[CQ:face,id=1]', '"[CQ:face,id=1]"'],
    ['message', '[]', '"[]"'],
    ['message', '{"a":1}', '"{\\"a\\":1}"'],
    [
      'message',
      '{"type":"face","data":{"id":9007199254740993}}',
      '{"type":"face","data":{"id":9007199254740993}}',
    ],
    ['message', '[{"type":"text","data":{"text":"a"}}]', '[{"type":"text","data":{"text":"a"}}]'],
    ['message', '[{"type":"text"},1]', '"[{\\"type\\":\\"text\\"},1]"'],
    ['object', '{"id":9007199254740993}', '{"id":9007199254740993}'],
    ['object', '[1]', undefined],
    ['array<string>', '["a"]', '["a"]'],
    ['array', 'a,b', undefined],
    ['number|string', 'abc', '"abc"'],
    ['string|boolean', 'true', 'true'],
    ['string|boolean', 'x', '"x"'],
    ['string|null', 'null', 'null'],
    ['any', '1', '"1"'],
  ] as const)('%s: %s', (type, text, expected) => {
    expect(json(type, text)).toBe(expected)
  })

  it('is always JSON', () => {
    const types = [
      'number',
      'boolean',
      'string',
      'message',
      'object',
      'array',
      'number|string',
      'any',
    ] as const
    fc.assert(
      fc.property(fc.constantFrom(...types), fc.oneof(fc.string(), fc.json()), (type, text) => {
        const coerced = json(type, text)
        if (coerced !== undefined) JSON.parse(coerced)
      }),
    )
  })
})

describe('a parameter of an action', () => {
  it('goes by the table, also behind a suffix', () => {
    expect(coerceParam('send_group_msg', 'group_id', '9007199254740993')).toEqual({
      json: '9007199254740993',
    })
    expect(coerceParam('send_group_msg_async', 'auto_escape', 'yes')).toEqual({ json: 'true' })
  })

  it('stays a string where nothing is known of it', () => {
    expect(coerceParam('send_group_msg', 'whatever', '1')).toEqual({ json: '"1"' })
    expect(coerceParam('no_such_action', 'group_id', '1')).toEqual({ json: '"1"' })
    expect(coerceParam('constructor', 'name', '1')).toEqual({ json: '"1"' })
  })

  it('says what was found and what is allowed', () => {
    expect(coerceParam('send_group_msg', 'group_id', '群')).toEqual({
      reason: '"group_id" must be a number, found "群"',
    })
    expect(coerceParam('send_group_msg', 'auto_escape', 'on')).toEqual({
      reason: '"auto_escape" must be a boolean (true, yes, 1, false, no or 0), found "on"',
    })
  })
})
