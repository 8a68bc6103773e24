import { describe, expect, it } from 'vitest'
import type { ActionRow, ParamRow } from '../wire/wire.js'
import { fieldKind, readField } from './field-value.js'
import { OTHER_FIELD, readForm } from './read-form.js'

const param = (type: ParamRow['type'], more: Partial<ParamRow> = {}): ParamRow => ({
  name: 'p',
  type,
  required: false,
  summary: { zh: '', en: '' },
  ...more,
})

describe('a field', () => {
  it.each([
    ['number (int64)', '30001', 30001],
    ['number (int64)', '12345678901234567890', '12345678901234567890'],
    ['number', '1.5', 1.5],
    ['number|string', '0012', 12],
    ['number|string', 'abc', 'abc'],
    ['boolean', 'true', true],
    ['string', ' 12 ', ' 12 '],
    ['message', 'hi', 'hi'],
    ['message', '[CQ:at,qq=1] hi', '[CQ:at,qq=1] hi'],
    ['message', '[{"type":"text","data":{"text":"x"}}]', [{ type: 'text', data: { text: 'x' } }]],
    ['array<string>', '["a"]', ['a']],
    ['object', '{"a":1}', { a: 1 }],
    ['string|boolean', 'true', true],
    ['string|object', 'plain', 'plain'],
  ] as const)('of %s reads %j', (type, text, value) => {
    expect(readField(param(type), text)).toEqual({ is: 'value', value })
  })

  it.each([
    ['number (int64)', 'abc'],
    ['boolean', 'yes'],
    ['object', '{'],
    ['array<string>', 'a'],
    ['message', '[{"type"'],
  ] as const)('of %s refuses %j', (type, text) => {
    expect(readField(param(type), text).is).toBe('fault')
  })

  it('that is empty is nothing', () => {
    expect(readField(param('string'), '  ')).toEqual({ is: 'nothing' })
  })

  it.each([
    [param('boolean'), 'boolean'],
    [param('string', { values: ['add', 'invite'] }), 'choice'],
    [param('string', { values: ['<QQ number>', 'all'] }), 'line'],
    [param('message'), 'text'],
    [param('number (int64)'), 'number'],
    [param('number|string'), 'line'],
  ] as const)('is written as its type asks: %j', (row, kind) => {
    expect(fieldKind(row)).toBe(kind)
  })
})

describe('a form', () => {
  const row: ActionRow = {
    summary: { zh: '', en: '' },
    source: ['onebot11'],
    data: 'null',
    params: [
      param('number (int64)', { name: 'group_id', required: true }),
      param('string', { name: 'card' }),
      param('string', { name: 'messages[].type' }),
    ],
  }

  it('leaves out what is empty, and takes others as JSON', () => {
    expect(readForm(row, { group_id: '1', card: '', [OTHER_FIELD]: '{"x":true}' })).toEqual({
      params: { group_id: 1, x: true },
    })
  })

  it('tells everything that is wrong at once', () => {
    expect(readForm(row, { card: 'c', [OTHER_FIELD]: 'no' })).toMatchObject({
      faults: [{ name: 'group_id' }, { name: 'JSON' }],
    })
  })
})
