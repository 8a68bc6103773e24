import { type Call, makeCall } from '@rookery/protocol'
import type { Chat } from './chat.js'
import type { Dialect } from './dialect.js'
import type { FetchedMessage } from './fetched-message.js'

/** A part of a chat's history that is asked for. */
export interface Question {
  /** Most messages of the answer; go-cqhttp gives 20, whatever is asked. */
  readonly count: number
  /** The oldest message that is known: older ones are wanted. Absent: the newest are. */
  readonly from?: FetchedMessage
  /** True if the implementation gave newer ones than `from` before, so that the other direction is tried. */
  readonly isFlipped: boolean
}

/** The action by which a chat's history is asked for. */
export const historyAction = ({ kind }: Chat): string =>
  kind === 'group' ? 'get_group_msg_history' : 'get_friend_msg_history'

/** Makes the call that asks; undefined if the implementation cannot be asked for what is older. */
export function historyCall(chat: Chat, question: Question, dialect: Dialect): Call | undefined {
  const anchor = question.from ? anchorOf(question.from, question.isFlipped, dialect) : {}
  if (!anchor) return undefined
  const id = Number.isSafeInteger(Number(chat.id)) ? Number(chat.id) : chat.id
  const whose = chat.kind === 'group' ? { group_id: id } : { user_id: id }
  // As in its live events: merged forwards are not opened.
  const plain = dialect === 'napcat' ? { parse_mult_msg: false } : {}
  return makeCall(historyAction(chat), { ...whose, count: question.count, ...plain, ...anchor })
}

/**
 * Params that begin a page at a message. NapCat takes its id in `message_seq`, and goes to older ones by `reverse_order`
 * (`reverseOrder` before 4.8); Lagrange takes the id; the others take the sequence, and always go to older ones.
 */
function anchorOf(
  { messageSeq, messageId, hasRealSeq }: FetchedMessage,
  isFlipped: boolean,
  dialect: Dialect,
): Readonly<Record<string, unknown>> | undefined {
  const isLikeNapCat = dialect === 'napcat' || (dialect === 'unknown' && hasRealSeq)
  const byId = isLikeNapCat || dialect === 'lagrange' || (dialect === 'unknown' && messageSeq === undefined)
  const place = byId ? messageId : messageSeq
  if (place === undefined || (isFlipped && !isLikeNapCat)) return undefined
  if (!isLikeNapCat) return byId ? { message_id: place } : { message_seq: Number(place) }
  return { message_seq: place, reverse_order: !isFlipped, reverseOrder: !isFlipped }
}
