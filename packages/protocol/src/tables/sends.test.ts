import { describe, expect, it } from 'vitest'
import { actionFacts } from './facts.gen.js'
import { isRead } from './reads.js'
import { isSend, isSendToPerson } from './sends.js'

const names = Object.keys(actionFacts)

describe('an action that sends', () => {
  it.each([
    ...[
      'send_msg',
      'send_group_msg',
      'send_private_msg',
      'send_group_forward_msg',
      'group_poke',
      'send_like',
    ],
    ...['forward_group_single_msg', 'upload_group_file', '_send_group_notice', 'send_qzone_msg'],
  ])('is %s', (action) => {
    expect(isSend(action)).toBe(true)
  })

  it.each([
    'delete_msg',
    'set_group_ban',
    'set_friend_add_request',
    'get_msg',
    'send_msg_async',
    '',
    'unknown',
  ])('is not %s', (action) => {
    expect(isSend(action)).toBe(false)
  })

  it('is every one that is named after sending, but for those that only prepare it or reach nobody', () => {
    const deed = /(^|[._])(send|poke|forward|upload|share|sign)(_|$)/
    const others = names.filter((action) => deed.test(action) && !isSend(action) && !isRead(action))
    expect(others.sort()).toEqual([
      '.send_packet',
      'send_ark_share',
      'send_broadcast_data',
      'send_broadcast_data_callback',
      'send_group_ark_share',
      'send_group_bot_callback',
      'send_packet',
      'send_pb',
      'upload_file_stream',
      'upload_flash_file',
      'upload_image',
    ])
  })

  it('reads nothing', () => {
    expect(names.filter((action) => isSend(action) && isRead(action))).toEqual([])
  })

  it('may go to a person although a group is named', () => {
    expect(names.filter(isSendToPerson).sort()).toEqual([
      '.join_friend_emoji_chain',
      'forward_friend_single_msg',
      'friend_poke',
      'send_private_forward_msg',
      'send_private_msg',
      'upload_private_file',
    ])
  })
})
