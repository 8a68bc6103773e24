import type { Sendable } from '@rookery/protocol'
import { perform } from '../deeds/perform.js'
import type { Actions } from './action.js'

const SEND_GROUP = ['no_such_group', 'not_member', 'muted', 'whole_group_muted', 'empty_message'] as const

export const sendMessages = {
  send_group_msg: {
    events: ['message.group', 'message_sent.group'],
    refuses: SEND_GROUP,
    messages: ['message'],
    run(turn, { group_id, message, auto_escape = false }, self) {
      const { message_id } = perform(turn, self, 'say', {
        group_id,
        message: message as Sendable,
        auto_escape,
      })
      return { message_id }
    },
  },
} as const satisfies Actions
