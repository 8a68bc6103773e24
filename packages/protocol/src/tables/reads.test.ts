import { describe, expect, it } from 'vitest'
import { actionFacts } from './facts.gen.js'
import { isRead } from './reads.js'

describe('an action that only reads', () => {
  it.each([
    ...['get_msg', 'get_group_list', 'get_anything_new', 'can_send_image'],
    ...['_get_group_notice', '.ocr_image', 'nc_get_rkey', 'fetch_emoji_like'],
  ])('is %s', (action) => {
    expect(isRead(action)).toBe(true)
  })

  it.each([
    ...['send_msg', 'delete_msg', '.handle_quick_operation', 'unknown', '', 'constructor', 'xget_x'],
    ...['get_event', 'get_updates', 'download_file', 'set_restart', 'cancel_group_todo'],
  ])('is not %s', (action) => {
    expect(isRead(action)).toBe(false)
  })

  it('is named after what it reads, where it is named after a deed', () => {
    const deed = /(^|_)(send|set|delete|del|create|upload|move|rename|mark|poke|forward|add|batch|trans)(_|$)/
    const reads = Object.keys(actionFacts).filter((action) => isRead(action) && deed.test(action))
    expect(reads.sort()).toEqual([
      'can_send_image',
      'can_send_record',
      'get_doubt_friends_add_request',
      'get_forward_msg',
      'get_group_ignore_add_request',
    ])
  })
})
