import { frameText } from '@rookery/transport'
import { describe, expect, it } from 'vitest'
import { commonScope, type EventScope } from './event-scope.js'
import { judgedEvent } from './judged-event.js'

const id = { account: '10001', epoch: 1, number: 1 }
const of = (text: string) => judgedEvent({ id, payload: Buffer.from(text) })

describe('a judged event', () => {
  it('gives members as received, integers beyond 2^53 as their digits', () => {
    const event = of('{"group_id":9007199254740993,"user_id":12,"sender":{"card":"喵"},"last":1,"last":2}')
    expect(event.member('group_id')).toBe('9007199254740993')
    expect([event.member('user_id'), event.member('last')]).toEqual([12, 2])
    expect(event.member('sender')).toEqual({ card: '喵' })
  })

  it.each(['toString', '__proto__', 'constructor', 'length'])('has no member %s of its own', (name) => {
    expect(of('{}').member(name)).toBeUndefined()
    expect(of(`{${JSON.stringify(name)}:"own"}`).member(name)).toBe('own')
  })

  it('reads the event of memory and of the log alike, and what is no object as empty', () => {
    const framed = judgedEvent({ id, text: frameText(Buffer.from('{"a":1}')), isSelfMessage: true })
    expect([framed.member('a'), framed.account, framed.isSelfMessage]).toEqual([1, '10001', true])
    expect([of('no JSON').member('a'), of('7').member('a'), of('null').member('a')]).toEqual([
      undefined,
      undefined,
      undefined,
    ])
  })

  it('reads the members of a large event one by one', () => {
    const large = of(`{"raw_message":"${'x'.repeat(300_000)}","group_id":30001,"sender":{"card":"a"}}`)
    expect([large.member('group_id'), large.member('none')]).toEqual([30001, undefined])
    expect(String(large.member('raw_message'))).toHaveLength(300_000)
    expect(large.member('sender')).toBe(large.member('sender'))
  })

  it.each(['喵', 'x', '\\u55b5', '\\\\', '\\ud83d\\udc27', '🐧'])(
    'reads the beginning of a text of %s that is very long',
    (unit) => {
      const raw = unit.repeat(3_000_000 / unit.length)
      const read = of(`{"raw_message":"${raw}","a":1}`).member('raw_message')
      const whole = JSON.parse(`"${raw}"`)
      expect(String(read).length).toBeGreaterThan(100_000)
      expect(whole.startsWith(read)).toBe(true)
    },
  )

  it('leaves out the long items of a very long list', () => {
    const items = [`{"type":"image","file":"${'x'.repeat(2_000_000)}"}`, '{"type":"at"}']
    expect(of(`{"message":[${items.join()}]}`).member('message')).toEqual([undefined, { type: 'at' }])
    expect(of(`{"message":{"a":"${'x'.repeat(2_000_000)}"}}`).member('message')).toBeUndefined()
  })
})

describe('a common scope', () => {
  const scope = (key: string, sees: boolean): EventScope => ({ key, sees: () => sees })

  it('sees what all see', () => {
    expect(commonScope([scope('a', true), scope('b', true)])?.sees(of('{}'))).toBe(true)
    expect(commonScope([scope('a', true), undefined, scope('b', false)])?.sees(of('{}'))).toBe(false)
  })

  it('is the only one, or none, and its key tells the scopes apart', () => {
    const only = scope('a', true)
    expect([commonScope([undefined, only]), commonScope([undefined])]).toEqual([only, undefined])
    const keys = [['a', 'b'], ['a","b'], ['a', 'b", "c'], ['a', 'b', 'c']].map(
      (names) => commonScope([scope('x', true), ...names.map((name) => scope(name, true))])?.key,
    )
    expect(new Set(keys).size).toBe(4)
  })
})
