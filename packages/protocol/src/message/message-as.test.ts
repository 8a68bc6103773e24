import { describe, expect, expectTypeOf, it } from 'vitest'
import type { Message } from '../tables/segments.gen.js'
import { messageAs, plainText } from './message-as.js'

const segments = [
  { type: 'reply', data: { id: '7' } },
  { type: 'text', data: { text: 'a & [b]' } },
  { type: 'vendor_card', data: { n: 1 } },
  { type: 'text', data: { text: ', c' } },
] as const

describe('a message', () => {
  it('has a string and an array form', () => {
    const string = '[CQ:reply,id=7]a &amp; &#91;b&#93;[CQ:vendor_card,n=1], c'
    expect(messageAs('string', segments)).toBe(string)
    expect(messageAs('string', string)).toBe(string)
    expect(messageAs('array', segments)).toBe(segments)
    expect(messageAs('array', string)).toEqual([
      segments[0],
      segments[1],
      { type: 'vendor_card', data: { n: '1' } },
      segments[3],
    ])
    expect(messageAs('array', segments[0])).toEqual([segments[0]])
    expect(messageAs('string', segments[0])).toBe('[CQ:reply,id=7]')
    expectTypeOf(messageAs('string', segments)).toEqualTypeOf<string>()
    expectTypeOf(messageAs('array', '')).toEqualTypeOf<Message>()
  })

  it('has a text, which is that of its text segments', () => {
    expect(plainText(segments)).toBe('a & [b], c')
    expect(plainText('[CQ:at,qq=1] a &#91;CQ:at&#93;')).toBe(' a [CQ:at]')
    expect(plainText(segments[1])).toBe('a & [b]')
    expect(plainText([])).toBe('')
  })
})
