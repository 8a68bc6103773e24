import type { IdInput, Params } from '@rookery/protocol'
import { perform } from '../deeds/perform.js'
import { groupChatKey } from '../turn/chats.js'
import type { Turn } from '../turn/turn.js'
import { ownGroupOf } from '../world/look-up.js'
import { senderOf } from '../world/message-event.js'
import { refuse } from '../world/refusal.js'
import type { Essence, World } from '../world/world.js'
import type { Actions } from './action.js'

export const essenceMessageHandlers = {
  set_essence_msg: {
    events: ['notice.essence.add'],
    refuses: ['no_such_message', 'no_rights'],
    run: (turn, { message_id }, self) => perform(turn, self, 'essence', { message_id }),
  },
  delete_essence_msg: {
    events: ['notice.essence.delete'],
    refuses: ['no_such_message', 'no_rights', 'no_such_group', 'not_member'],
    run: (turn, params, self) =>
      perform(turn, self, 'essence', { message_id: namedMessage(turn, params, self), set: false }),
  },
  get_essence_msg_list: {
    events: [],
    refuses: ['no_such_group', 'not_member'],
    run(turn, { group_id }, self) {
      const { essence } = ownGroupOf(turn, self, group_id)
      const all = [...essence.values()].sort((one, other) => other.operator_time - one.operator_time)
      return all.flatMap((each) => essenceInfo(turn.world, each))
    },
  },
} as const satisfies Actions

/** The message to delete. NapCat also identifies it by group and sequence number. */
function namedMessage(turn: Turn, params: Params<'delete_essence_msg'>, self: number): IdInput {
  const { message_id, group_id, msg_seq } = params
  if (message_id !== undefined) return message_id
  if (group_id === undefined || msg_seq === undefined) {
    return refuse('bad_params', '"message_id" is needed, or "group_id" with "msg_seq"')
  }
  const { group_id: id } = ownGroupOf(turn, self, group_id)
  const ids = turn.world.chats.get(groupChatKey(id))?.messageIds
  const found = ids?.find((each) => String(turn.world.messages.get(each)?.message_seq) === String(msg_seq))
  return found ?? refuse('no_such_message', `there is no message ${msg_seq} in group ${id}`)
}

/** An entry of the essence list; recalled messages are left out. */
function essenceInfo(world: World, { message_id, operator_id, operator_time }: Essence) {
  const message = world.messages.get(message_id)
  if (!message || message.recalled) return []
  const { user_id: sender_id, nickname: sender_nick } = senderOf(world, message)
  return [
    {
      sender_id,
      sender_nick,
      sender_time: message.time,
      operator_id,
      operator_nick: world.users.get(operator_id)?.nickname ?? '',
      operator_time,
      message_id,
      msg_seq: message.message_seq,
      msg_random: message_id,
      content: message.message,
    },
  ]
}
