import type { IdInput, Params, Message as Segments, Sendable } from '@rookery/protocol'
import { perform } from '../deeds/perform.js'
import type { MessageTarget } from '../deeds/say.js'
import type { Turn } from '../turn/turn.js'
import { messageOf } from '../world/look-up.js'
import { rawMessage } from '../world/message-event.js'
import { refuse } from '../world/refusal.js'
import type { Forward, ForwardNode, World } from '../world/world.js'
import type { Actions } from './action.js'
import { forwardIds, messageTargetOf, OF_CONTENT, OF_GROUP, OF_USER, THROUGH_GROUP } from './send-messages.js'

const NODES = ['message', 'messages'] as const

export const forwardHandlers = {
  get_forward_msg: {
    events: [],
    refuses: ['no_such_forward', 'no_such_message'],
    run: (turn, { id, message_id }, self) =>
      content(turn.world, forwardOf(turn, self, message_id ?? id), self),
  },
  send_forward_msg: {
    events: ['message.group', 'message_sent.group', 'message.private', 'message_sent.private'],
    refuses: [...OF_GROUP, ...OF_USER, ...OF_CONTENT],
    messages: NODES,
    run: (turn, params, self) => sendNodes(turn, self, messageTargetOf(params), params),
  },
  send_group_forward_msg: {
    events: ['message.group', 'message_sent.group'],
    refuses: [...OF_GROUP, ...OF_CONTENT],
    messages: NODES,
    run: (turn, { group_id, ...rest }, self) => sendNodes(turn, self, { group_id }, rest),
  },
  send_private_forward_msg: {
    events: ['message.private', 'message_sent.private'],
    refuses: [...OF_USER, ...THROUGH_GROUP, ...OF_CONTENT],
    messages: NODES,
    run: (turn, params, self) =>
      sendNodes(turn, self, messageTargetOf({ ...params, message_type: 'private' }), params),
  },
  forward_friend_single_msg: {
    events: ['message.private', 'message_sent.private'],
    refuses: ['no_such_message', ...OF_USER, ...THROUGH_GROUP],
    run: (turn, { message_id, ...target }, self) =>
      forwardOne(turn, self, message_id, messageTargetOf({ ...target, message_type: 'private' })),
  },
  forward_group_single_msg: {
    events: ['message.group', 'message_sent.group'],
    refuses: ['no_such_message', ...OF_GROUP],
    run: (turn, { message_id, ...target }, self) =>
      forwardOne(turn, self, message_id, messageTargetOf({ ...target, message_type: 'group' })),
  },
} as const satisfies Actions

type Nodes = Pick<Params<'send_forward_msg'>, 'messages' | 'message'>

/** Sends nodes, and refuses other content, although `say` would accept it as a message. */
function sendNodes(
  turn: Turn,
  self: number,
  place: MessageTarget,
  { messages, message = messages ?? [] }: Nodes,
) {
  const nodes = messages ?? message
  if (Array.isArray(nodes) && nodes.length === 0) refuse('empty_message', 'a merged forward needs a node')
  if (!hasNodes(nodes)) refuse('bad_params', '"messages" must hold segments of type "node"')
  const said = perform(turn, self, 'say', { ...place, message: nodes })
  return { message_id: said.message_id, forward_id: '', ...forwardIds(said) }
}

function hasNodes(message: Sendable): boolean {
  if (typeof message === 'string') return false
  const segments = 'type' in message ? [message] : message
  return segments.some(({ type }) => type === 'node')
}

/**
 * Forwards one message. LLBot answers with the id of the new message, NapCat with null; a client that expects null
 * ignores the id.
 */
function forwardOne(turn: Turn, self: number, message_id: IdInput, place: MessageTarget) {
  const said = perform(turn, self, 'forward', { ...place, message_id })
  return { message_id: said.message_id }
}

/** A merged forward, found by its own id or by the id of a message that holds one. */
function forwardOf(turn: Turn, self: number, id: IdInput): Forward {
  const found = turn.world.forwards.get(String(id))
  if (found) return found
  if (!/^\d{1,16}$/.test(String(id))) return refuse('no_such_forward', `there is no merged forward ${id}`)
  const { res_id = '' } = forwardIds(messageOf(turn, self, id))
  return turn.world.forwards.get(res_id) ?? refuse('no_such_forward', `message ${id} holds no merged forward`)
}

/** The content in every known shape: `message` of the standard, `messages` of go-cqhttp, NapCat and LLBot. */
function content(world: World, { nodes }: Forward, self: number) {
  return {
    message: nodes.map(({ user_id, nickname, message }) => ({
      type: 'node' as const,
      data: { user_id: String(user_id), nickname, content: message },
    })),
    messages: nodes.map((node) => nodeMessage(world, node, self)),
  }
}

/** A node in the shape of a message event. A node that was never sent belongs to no group. */
function nodeMessage(world: World, node: ForwardNode, self_id: number): object {
  const { user_id, nickname, time, message, message_id = 0 } = node
  const { group_id = 0 } = world.messages.get(message_id) ?? {}
  const expanded = message.map((segment) => expand(world, segment, self_id))
  return {
    self_id,
    post_type: 'message',
    message_type: group_id === 0 ? 'private' : 'group',
    sub_type: group_id === 0 ? 'friend' : 'normal',
    time,
    message_id,
    message_seq: message_id,
    real_id: message_id,
    real_seq: String(message_id),
    emoji_likes_list: [],
    user_id,
    group_id,
    sender: { user_id, nickname, card: '' },
    content: expanded,
    message: expanded,
    raw_message: rawMessage(message),
    message_format: 'array',
    font: 14,
  }
}

/** Expands a nested merged forward to its content, as NapCat reports it. */
function expand(world: World, segment: Segments[number], self: number): Segments[number] {
  if (segment.type !== 'forward') return segment
  const { id } = segment.data
  const nodes = world.forwards.get(id)?.nodes ?? []
  return { type: 'forward', data: { id, content: nodes.map((node) => nodeMessage(world, node, self)) } }
}
