import type { IdInput } from '@rookery/protocol'
import type { Turn } from '../turn/turn.js'
import { standingMessageOf } from '../world/look-up.js'
import type { Message } from '../world/world.js'
import { type MessageTarget, utter } from './say.js'

export interface ForwardArgs extends MessageTarget {
  readonly message_id: IdInput
}

/** Says a message again in another place. Its quote is dropped: the quoted message belongs to the first chat. */
export function forward(turn: Turn, by: number, { message_id, ...place }: ForwardArgs): Message {
  const { message } = standingMessageOf(turn, by, message_id)
  return utter(turn, by, place, { settle: () => message.filter(({ type }) => type !== 'reply') })
}
