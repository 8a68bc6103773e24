import { makeCall, readCall } from '@rookery/protocol'
import { describe, expect, it } from 'vitest'
import { targetOf } from './call-target.js'

const nothing = {
  group: undefined,
  user: undefined,
  message: undefined,
  namesOwn: false,
  ats: [],
  replyTo: undefined,
}

const of = (params: object) => targetOf(makeCall('x', params as Record<string, unknown>))

function ofText(text: string) {
  const reading = readCall(Buffer.from(text))
  return 'call' in reading ? targetOf(reading.call) : undefined
}

describe('the target of a call', () => {
  it.each([
    [{}, {}],
    [
      { group_id: 1, user_id: '2' },
      { group: '1', user: '2' },
    ],
    [{ group_id: 0, user_id: 'x' }, {}],
    [{ message_id: -5 }, { message: '-5', namesOwn: true }],
    [{ message_id: null }, {}],
    [{ flag: 'f' }, { namesOwn: true }],
    [{ message: 'plain' }, {}],
    [
      { message: '[CQ:reply,id=7][CQ:at,qq=5,name=x] hi [CQ:at,qq=all]' },
      { replyTo: '7', ats: ['5', 'all'], namesOwn: true },
    ],
    [{ messages: [{ type: 'node', data: { id: 9 } }] }, { namesOwn: true }],
    [{ messages: [{ type: 'node', data: { user_id: 9, content: 'x' } }] }, {}],
    [{ messages: '[{"type":"node","data":{"id":9}}]' }, { namesOwn: true }],
    [{ messages: null }, {}],
    [{ message: '&#91;CQ:at,qq=5&#93;' }, {}],
    [{ message: { type: 'at', data: { qq: 5 } } }, { ats: ['5'] }],
    [{ message: [{ type: 'text', data: { text: '[CQ:at,qq=5]' } }] }, {}],
    [
      { message: [{ data: { id: '7' }, type: 'reply' }, { type: 'at', data: { qq: '6' } }, 'odd', null] },
      { replyTo: '7', ats: ['6'], namesOwn: true },
    ],
  ])('of %j', (params, expected) => {
    expect(of(params)).toEqual({ ...nothing, ...expected })
  })

  it('keeps ids beyond 2^53, and takes the last of repeated keys', () => {
    expect(ofText('{"action":"x","params":{"group_id":12345678901234567890}}')?.group).toBe(
      '12345678901234567890',
    )
    expect(ofText('{"action":"x","params":{"group_id":1,"gr\\u006fup_id":2}}')?.group).toBe('2')
  })

  it('is nothing without params', () => {
    expect(ofText('{"action":"x"}')).toEqual(nothing)
    expect(ofText('{"action":"x","params":null}')).toEqual(nothing)
  })
})
