import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { writeParams } from './write-params.js'

describe('params as JSON text', () => {
  it.each<[string, Record<string, unknown>, string]>([
    [
      'set_group_kick',
      { group_id: '9007199254740993', user_id: 10001n },
      '{"group_id":9007199254740993,"user_id":10001}',
    ],
    ['set_group_kick', { group_id: 'abc', user_id: '007' }, '{"group_id":"abc","user_id":"007"}'],
    ['set_group_kick_async', { group_id: '1' }, '{"group_id":1}'],
    ['send_group_forward_msg', { group_id: 1, messages: [] }, '{"group_id":1,"messages":[]}'],
    ['send_group_forward_msg', { group_id: '1' }, '{"group_id":"1"}'],
    ['send_group_forward_msg', { group_id: 1n }, '{"group_id":1}'],
    ['send_group_forward_msg', { group_id: 9007199254740993n }, '{"group_id":"9007199254740993"}'],
    ['click_inline_keyboard_button', { group_id: 1 }, '{"group_id":"1"}'],
    ['send_group_msg', { message: '1', auto_escape: undefined, x: null }, '{"message":"1","x":null}'],
    [
      'send_group_msg',
      { message: [{ type: 'at', data: { qq: 1n } }] },
      '{"message":[{"type":"at","data":{"qq":"1"}}]}',
    ],
    ['vendor_action', { group_id: '1', a: 1n, '"': 1 }, '{"group_id":"1","a":"1","\\"":1}'],
    ['get_status', {}, '{}'],
  ])('of %s: case %#', (action, params, json) => {
    expect(writeParams(action, params)).toBe(json)
  })

  it('keep every digit of an id, however it is held', () => {
    fc.assert(
      fc.property(fc.bigInt({ min: -(2n ** 70n), max: 2n ** 70n }), (id) => {
        const json = `{"user_id":${id}}`
        expect(writeParams('get_stranger_info', { user_id: id })).toBe(json)
        expect(writeParams('get_stranger_info', { user_id: String(id) })).toBe(json)
        if (Number.isSafeInteger(Number(id)))
          expect(writeParams('get_stranger_info', { user_id: Number(id) })).toBe(json)
      }),
    )
  })

  it('are those of JSON.stringify where there is no id', () => {
    fc.assert(
      fc.property(fc.dictionary(fc.string(), fc.jsonValue()), (params) => {
        expect(writeParams('get_status', params)).toBe(JSON.stringify(params))
      }),
    )
  })
})
