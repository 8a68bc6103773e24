import { describe, expect, it } from 'vitest'
import { readSuffix } from './call-suffix.js'

describe('the suffix of an action', () => {
  it.each([
    ['send_msg', { action: 'send_msg', when: 'now' }],
    ['send_msg_async', { action: 'send_msg', when: 'async' }],
    ['send_msg_rate_limited', { action: 'send_msg', when: 'rate_limited' }],
    ['.handle_quick_operation_async', { action: '.handle_quick_operation', when: 'async' }],
    ['_async', { action: '_async', when: 'now' }],
    ['send_msg_async_rate_limited', undefined],
    ['send_msg_rate_limited_async', undefined],
    ['send_msg_async_async', undefined],
  ])('of %s', (name, expected) => {
    expect(readSuffix(name)).toEqual(expected)
  })
})
