import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { MASK, masked } from './mask.js'
import { maskedEvent } from './masked-event.js'
import { eventRow, maskedRow, pastRow, rowOf } from './row-of.js'
import { shown } from './shorten.js'

const bytesOf = (value: unknown): Buffer => Buffer.from(JSON.stringify(value))
const message = {
  time: 1_700_000_000,
  self_id: 10001,
  post_type: 'message',
  message_type: 'group',
  sub_type: 'normal',
  message_id: -5,
  group_id: 30001,
  user_id: '20001',
  message: [
    { type: 'text', data: { text: 'hello' } },
    { type: 'at', data: { qq: '10001' } },
    { type: 'image', data: { file: 'cat.png', url: 'https://example.org/cat' } },
  ],
  raw_message: 'hello[CQ:at,qq=10001]',
  sender: { user_id: 20001, nickname: 'Ann', card: '', role: 'admin', title: 'boss' },
}

/** All texts in a value, names of members included. */
function textsIn(value: unknown): string[] {
  if (typeof value === 'string') return [value]
  if (typeof value !== 'object' || value === null) return []
  return Object.entries(value).flatMap(([name, each]) => [name, ...textsIn(each)])
}

describe('a masked event', () => {
  it('says who did what where, and nothing that people wrote', () => {
    expect(masked(message)).toEqual({
      ...message,
      message: [
        { type: 'text', data: { text: MASK } },
        { type: 'at', data: { qq: '10001' } },
        { type: 'image', data: { file: MASK, url: MASK } },
      ],
      raw_message: MASK,
      sender: { user_id: 20001, nickname: MASK, card: '', role: 'admin', title: MASK },
    })
  })

  it('has no code that somebody wrote, though it is a number', () => {
    for (const code of ['482913', '-1', '13800138000']) {
      const event = {
        message: [{ type: 'text', data: { text: code } }],
        raw_message: code,
        sender: { card: code, nickname: code, user_id: code },
      }
      expect(masked(event)).toEqual({
        message: [{ type: 'text', data: { text: MASK } }],
        raw_message: MASK,
        sender: { card: MASK, nickname: MASK, user_id: code },
      })
      expect(masked({ message: code, group_id: code })).toEqual({ message: MASK, group_id: code })
    }
  })

  it('has no text of any member that is not known, however deep, nor in a name', () => {
    const text = fc.string({ minLength: 1 }).filter((each) => !/^[\w.-]+$/.test(each))
    const value = fc.object({
      key: fc.oneof(fc.constantFrom('data', 'x'), text),
      values: [text],
      maxDepth: 4,
    })
    fc.assert(
      fc.property(value, text, (body, secret) => {
        const found = textsIn(masked({ body, [secret]: secret, deep: { [secret]: [secret, { secret }] } }))
        expect(found).toContain(MASK)
        expect(found.filter((each) => each !== MASK && !/^\w*$/.test(each))).toEqual([])
      }),
    )
  })

  it('is not undone by names of objects, nor by depth', () => {
    const deep = Array.from({ length: 50 }).reduce((inner) => ({ inner }), 'secret words' as unknown)
    expect(JSON.stringify(masked(deep))).not.toContain('secret')
    expect(masked(JSON.parse('{"__proto__":{"a":"secret"}}'))).not.toHaveProperty('a')
  })

  it('is what filters of viewers see', () => {
    const seen = JSON.parse(Buffer.from(maskedEvent(bytesOf(message))).toString())
    expect(seen).toMatchObject({ post_type: 'message', raw_message: MASK, self_id: 10001 })
  })
})

describe('a row', () => {
  const item = {
    kind: 'event',
    at: 5,
    account: '10001',
    id: 'id',
    event: bytesOf(message),
    late: true,
  } as const

  it('has the event as it came', () => {
    const { event: _, ...facts } = item
    expect(rowOf(item, 7)).toEqual({ ...facts, seq: 7, event: message, bytes: item.event.length })
  })

  it('keeps every digit', () => {
    const event = Buffer.from('{"message_id":9007199254740993}')
    expect(eventRow({ ...item, event }, 1).event).toEqual({ message_id: '9007199254740993' })
  })

  it('of a call has its params, or none', () => {
    const call = {
      kind: 'call',
      at: 1,
      app_id: 'a',
      action: 'send_msg',
      duration_ms: 1,
      retcode: 0,
      source: 'ws',
    } as const
    expect(rowOf({ ...call, params: bytesOf({ message: 'hi' }) }, 1)).toEqual({
      ...call,
      seq: 1,
      params: { message: 'hi' },
    })
    const bare = rowOf({ ...call, params: undefined }, 2)
    expect(bare).toEqual({ ...call, seq: 2 })
    expect(maskedRow(bare)).toEqual({ ...call, seq: 2, masked: true })
  })

  it('of the past takes its id out of the event', () => {
    expect(pastRow(bytesOf({ ...message, rookery_id: 'abc' }), 3)).toMatchObject({
      id: 'abc',
      account: '10001',
      at: 1_700_000_000_000,
      event: message,
    })
  })

  it.each(['no JSON', '[]', '1', '', '{"a":'])('is empty for %j', (text) => {
    expect(shown(Buffer.from(text)).value).toEqual({})
  })

  it('is cut to some kilobytes, whatever the event is', () => {
    const text = fc.string({ maxLength: 300 })
    const value = fc.dictionary(text, fc.anything({ key: text, values: [text, fc.integer()], maxDepth: 5 }), {
      minKeys: 10,
    })
    fc.assert(
      fc.property(value, (body) => {
        const bytes = bytesOf({ pad: 'x'.repeat(5_000), ...body })
        const { value: cut, isCut } = shown(bytes)
        expect(isCut).toBe(true)
        expect(JSON.stringify(cut).length).toBeLessThanOrEqual(8 * 1024)
      }),
    )
  })

  it('of an event of megabytes has its well-known members', () => {
    const { value, isCut } = shown(bytesOf({ ...message, message: 'x'.repeat(5_000_000), raw_message: 'y' }))
    expect(isCut).toBe(true)
    expect(value).toEqual({
      time: 1_700_000_000,
      self_id: 10001,
      post_type: 'message',
      message_type: 'group',
      sub_type: 'normal',
      message_id: -5,
      group_id: 30001,
      user_id: '20001',
    })
  })
})
