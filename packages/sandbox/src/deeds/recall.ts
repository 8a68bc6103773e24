import type { IdInput } from '@rookery/protocol'
import type { Turn } from '../turn/turn.js'
import { memberOf, messageOf, outranks } from '../world/look-up.js'
import { ANONYMOUS_ID } from '../world/mask.js'
import { refuse } from '../world/refusal.js'
import type { Member, Message } from '../world/world.js'

export interface RecallArgs {
  readonly message_id: IdInput
}

/** Time in which anybody can recall their own message, as in QQ. */
const RECALL_SECONDS = 120

/**
 * Recalls a message: one's own within two minutes; a group's owner and admins recall their own at any time, and those
 * of members whom they outrank or who have left.
 */
export function recall(turn: Turn, by: number, { message_id }: RecallArgs): null {
  const message = messageOf(turn, by, message_id)
  if (message.recalled) return refuse('already_recalled', `message ${message_id} was recalled already`)
  if (message.target_id === undefined) recallInGroup(turn, by, message)
  else recallInPrivate(turn, by, message, message.target_id)
  return null
}

function recallInGroup(turn: Turn, by: number, message: Message): void {
  const { group_id = 0, sender_id, message_id, anonymous } = message
  const group = turn.world.groups.get(group_id)
  if (!group) return
  const operator = memberOf(group, by)
  const sender = group.members.get(sender_id)
  if (sender_id !== by && !mayRecallOf(operator, sender)) {
    refuse('no_rights', `${by} (${operator.role}) may not recall what ${sender_id} said`)
  }
  if (sender_id === by && operator.role === 'member') refuseLate(turn, message)
  setRecalled(turn, by, message)
  turn.tellGroup(group_id, {
    post_type: 'notice',
    notice_type: 'group_recall',
    group_id,
    user_id: anonymous ? ANONYMOUS_ID : sender_id,
    // A mask recalls its own message as the mask: the operator's number would reveal the sender.
    operator_id: anonymous && sender_id === by ? ANONYMOUS_ID : by,
    message_id,
  })
}

const mayRecallOf = (operator: Member, sender: Member | undefined): boolean =>
  sender ? outranks(operator, sender) : operator.role !== 'member'

function recallInPrivate(turn: Turn, by: number, message: Message, target_id: number): void {
  const { sender_id: user_id, message_id } = message
  if (user_id !== by) refuse('no_rights', `${by} may not recall what ${user_id} said`)
  refuseLate(turn, message)
  setRecalled(turn, by, message)
  for (const self_id of new Set([by, target_id])) {
    turn.tell(self_id, { post_type: 'notice', notice_type: 'friend_recall', user_id, message_id })
  }
}

function refuseLate(turn: Turn, { time, message_id }: Message): void {
  const age = turn.time - time
  if (age > RECALL_SECONDS) {
    refuse('too_late', `message ${message_id} is ${age} s old, and can be recalled for ${RECALL_SECONDS} s`)
  }
}

function setRecalled(turn: Turn, operator_id: number, message: Message): void {
  turn.setMessage({ ...message, recalled: { operator_id, time: turn.time } })
}
