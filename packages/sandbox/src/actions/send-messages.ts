import type { Params, Sendable } from '@rookery/protocol'
import { perform } from '../deeds/perform.js'
import type { MessageTarget } from '../deeds/say.js'
import type { Turn } from '../turn/turn.js'
import { refuse } from '../world/refusal.js'
import type { Message } from '../world/world.js'
import type { Actions } from './action.js'

/** Refusals caused by the content of a message. */
export const OF_CONTENT = [
  'empty_message',
  'too_long',
  'no_such_message',
  'no_such_forward',
  'no_such_file',
] as const

/** Refusals of a member who may not speak in the group. */
export const OF_GROUP = ['no_such_group', 'not_member', 'muted', 'whole_group_muted'] as const
export const OF_USER = ['no_such_user', 'not_friend'] as const

/** Further refusals of a temporary chat. */
export const THROUGH_GROUP = ['no_such_group', 'not_member'] as const

/** Further refusals in a group: at-all, and anonymous messages. */
const IN_GROUP = ['no_rights', 'anonymous_off'] as const

export const sendMessageHandlers = {
  send_private_msg: {
    events: ['message.private', 'message_sent.private'],
    refuses: [...OF_USER, ...THROUGH_GROUP, ...OF_CONTENT],
    messages: ['message'],
    run: (turn, { user_id, group_id, ...content }, self) =>
      send(turn, self, { user_id, ...(group_id === undefined ? {} : { group_id }) }, content),
  },
  send_group_msg: {
    events: ['message.group', 'message_sent.group'],
    refuses: [...OF_GROUP, ...IN_GROUP, ...OF_CONTENT],
    messages: ['message'],
    run: (turn, { group_id, ...content }, self) => send(turn, self, { group_id }, content),
  },
  send_msg: {
    events: ['message.group', 'message_sent.group', 'message.private', 'message_sent.private'],
    refuses: [...OF_GROUP, ...OF_USER, ...IN_GROUP, ...OF_CONTENT],
    messages: ['message'],
    run: (turn, params, self) => send(turn, self, messageTargetOf(params), params),
  },
  delete_msg: {
    events: ['notice.group_recall', 'notice.friend_recall'],
    refuses: ['no_such_message', 'already_recalled', 'too_late', 'no_rights'],
    run: (turn, { message_id }, self) => perform(turn, self, 'recall', { message_id }),
  },
} as const satisfies Actions

/**
 * The target of `send_msg`: decided by `message_type`, or else by the id given. With both ids and no type it is the
 * group, as in the implementations.
 */
export function messageTargetOf({
  message_type,
  group_id,
  user_id,
}: Pick<Params<'send_msg'>, 'message_type' | 'group_id' | 'user_id'>): MessageTarget {
  const isGroup = message_type === 'group' || (message_type === undefined && group_id !== undefined)
  if (isGroup && group_id !== undefined) return { group_id }
  if (isGroup || user_id === undefined) {
    return refuse(
      'bad_params',
      `"${isGroup ? 'group_id' : 'user_id'}" must name the recipient, found nothing`,
    )
  }
  return { user_id, ...(group_id === undefined ? {} : { group_id }) }
}

interface SendParams {
  readonly message: Sendable
  readonly auto_escape?: boolean
}

function send(turn: Turn, self: number, place: MessageTarget, { message, auto_escape }: SendParams) {
  const isLiteral = auto_escape === true && typeof message === 'string'
  const said = perform(turn, self, 'say', { ...place, message, ...(isLiteral ? { auto_escape } : {}) })
  return { message_id: said.message_id, ...forwardIds(said) }
}

/** The id of a message's merged forward, if it has one, under both of its names. */
export function forwardIds({ message }: Message): { readonly res_id?: string; readonly forward_id?: string } {
  const forward = message.find(({ type }) => type === 'forward')
  if (forward?.type !== 'forward') return {}
  const { id } = forward.data
  return { res_id: id, forward_id: id }
}
