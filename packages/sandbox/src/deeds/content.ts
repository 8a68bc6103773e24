import { messageAs, type Message as Segments, type Sendable } from '@rookery/protocol'
import { refuse } from '../world/refusal.js'
import type { Turn } from '../world/turn.js'
import type { Group } from '../world/world.js'

export interface Content {
  readonly message: Sendable
  readonly auto_escape?: boolean
}

/** What is said, as everybody will see it. */
export function settleContent(
  _turn: Turn,
  _by: number,
  { message, auto_escape }: Content,
  _group?: Group,
): Segments {
  const segments =
    typeof message === 'string' && auto_escape
      ? [{ type: 'text', data: { text: message } } as const]
      : messageAs('array', message)
  if (segments.length === 0) return refuse('empty_message', 'a message must say something')
  return segments
}
