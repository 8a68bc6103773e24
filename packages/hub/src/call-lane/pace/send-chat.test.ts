import { makeCall } from '@rookery/protocol'
import { describe, expect, it } from 'vitest'
import { sendChat } from './send-chat.js'

describe('the chat of a send', () => {
  it.each([
    ['send_group_msg', { group_id: 3 }, 'g3'],
    ['send_msg', { group_id: 3, user_id: 2 }, 'g3'],
    ['send_msg', { message_type: 'private', group_id: 3, user_id: 2 }, 'u2'],
    ['send_msg', { user_id: 2 }, 'u2'],
    ['send_private_msg', { group_id: 3, user_id: 2 }, 'u2'],
    ['send_group_msg', { message_type: 'private', group_id: 3, user_id: 2 }, 'g3'],
    ['group_poke', { group_id: 3, user_id: 2 }, 'g3'],
    ['send_like', { user_id: 2, times: 10 }, 'u2'],
    ['send_qzone_msg', { content: 'x' }, ''],
    ['send_private_msg', { group_id: 3 }, 'g3'],
    ['delete_msg', { message_id: 1 }, undefined],
    ['set_group_ban', { group_id: 3, user_id: 2 }, undefined],
    ['get_group_info', { group_id: 3 }, undefined],
  ])('%s %j is %s', (action, params, chat) => {
    expect(sendChat(makeCall(action, params))).toBe(chat)
  })
})
