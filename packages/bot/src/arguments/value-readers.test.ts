import { msg, type Segment } from '@rookery/protocol'
import { describe, expect, it } from 'vitest'
import { readWord, type WordType } from './value-readers.js'

const NOW = new Date(2026, 4, 20, 12).getTime()
const FROM = { segment: 0, offset: 0 }
const read = (type: WordType, what: string | Segment) =>
  readWord(
    type,
    typeof what === 'string'
      ? { is: 'text', text: what, quoted: false, from: FROM }
      : { is: 'segment', segment: what, from: FROM },
    NOW,
  )

describe('a value', () => {
  it.each([
    ['number', '-1.5', -1.5],
    ['number', '１２', 12],
    ['number', '1e3', 1000],
    ['number', '0x10', undefined],
    ['number', '', undefined],
    ['int', '12', 12],
    ['int', '1.5', undefined],
    ['int', '9007199254740993', undefined],
    ['user', '20001', 20001],
    ['user', '@20001', 20001],
    ['user', '9007199254740993', '9007199254740993'],
    ['user', '张三', undefined],
    ['duration', '10m', 600],
    ['duration', '1h30m', 5400],
    ['duration', '90', 90],
    ['duration', '1.5h', 5400],
    ['duration', '2天3小时', 183_600],
    ['duration', '十分钟', 600],
    ['duration', '二十五秒', 25],
    ['duration', '半小时', 1800],
    ['duration', '两个小时', 7200],
    ['duration', '-5', undefined],
    ['duration', '5x', undefined],
    ['duration', '分钟', undefined],
    ['duration', '10m!', undefined],
    ['boolean', '开', true],
    ['boolean', 'No', false],
    ['boolean', '也许', undefined],
    ['date', '2026-05-01', new Date(2026, 4, 1)],
    ['date', '5月1日', new Date(2026, 4, 1)],
    ['date', '2026/5/1T08:30', new Date(2026, 4, 1, 8, 30)],
    ['date', '08:30', new Date(2026, 4, 20, 8, 30)],
    ['date', '明天', new Date(2026, 4, 21)],
    ['date', '2026-05-01T08:30:00Z', new Date('2026-05-01T08:30:00Z')],
    ['date', '2026-02-30', undefined],
    ['date', '25:00', undefined],
    ['date', 'constructor', undefined],
    ['image', 'a.png', undefined],
  ] as const)('of type %s: %j is %j', (type, text, value) => expect(read(type, text)).toEqual(value))

  it('may be a segment', () => {
    expect(read('user', msg.at(20001))).toBe(20001)
    expect(read('user', msg.at('all'))).toBeUndefined()
    expect(read('image', msg.image('a.png'))).toEqual(msg.image('a.png').data)
  })
})
