import type {
  ForwardSegment,
  JsonObject,
  Message as Segments,
  Sendable,
  UnknownSegment,
} from '@rookery/protocol'
import { idOf, standingMessageOf } from '../world/look-up.js'
import { senderOf } from '../world/message-event.js'
import { refuse } from '../world/refusal.js'
import type { ForwardNode } from '../world/world.js'
import type { Scene } from './settle-segment.js'
import { wordOf } from './word-of.js'

/** Limit of a merged forward, as in QQ. */
export const MAX_NODES = 100
/** Levels of merged forwards nested in one another. */
export const MAX_FORWARD_DEPTH = 3

type Settle = (scene: Scene, content: { readonly message: Sendable }) => Segments

/**
 * Stores the nodes as one merged forward, and returns the segment that refers to it.
 *
 * @throws WorldRefusal `bad_params`, `too_long`, `no_such_message`, and the refusals of a node's content
 */
export function mergeForward(scene: Scene, nodes: readonly UnknownSegment[], settle: Settle): ForwardSegment {
  const { turn, by, depth = 0 } = scene
  if (depth >= MAX_FORWARD_DEPTH) {
    return refuse('too_long', `merged forwards may be nested at most ${MAX_FORWARD_DEPTH} deep`)
  }
  if (nodes.length > MAX_NODES) {
    return refuse('too_long', `a merged forward has at most ${MAX_NODES} nodes, found ${nodes.length}`)
  }
  const inside: Scene = { turn, by, depth: depth + 1 }
  const kept = nodes.map((node) => settleNode(inside, node, settle))
  const id = turn.drawHex(32)
  turn.change({ forwards: turn.world.forwards.set(id, { id, nodes: kept }) })
  return { type: 'forward', data: { id } }
}

function settleNode(scene: Scene, { type, data }: UnknownSegment, settle: Settle): ForwardNode {
  if (type !== 'node') {
    return refuse('bad_params', `a merged forward consists of nodes only, found a segment of type "${type}"`)
  }
  const { id, content } = data ?? {}
  return content === undefined && id !== undefined
    ? copyOf(scene, wordOf(id))
    : composed(scene, data ?? {}, settle)
}

/** A node that copies a sent message, by its id. */
function copyOf({ turn, by }: Scene, id: string): ForwardNode {
  const copied = standingMessageOf(turn, by, id)
  const { user_id, nickname } = senderOf(turn.world, copied)
  const { time, message, message_id } = copied
  return { user_id, nickname, time, message, message_id }
}

/**
 * A node with a message that was never sent: it may put any words into anybody's mouth, as in QQ. Without a name it
 * takes the sender's.
 */
function composed(scene: Scene, data: JsonObject, settle: Settle): ForwardNode {
  const { turn, by } = scene
  const user_id = idOf(wordOf(data.user_id ?? data.uin ?? by))
  const known = turn.world.users.get(user_id)?.nickname ?? ''
  if (data.content === undefined)
    return refuse('bad_params', 'a node needs "content", or the "id" of a message')
  return {
    user_id: Number.isNaN(user_id) ? by : user_id,
    nickname: wordOf(data.nickname ?? data.name ?? known),
    time: Number(wordOf(data.time)) || turn.time,
    message: settle(scene, { message: data.content as Sendable }),
  }
}
