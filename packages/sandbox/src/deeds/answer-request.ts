import { makeFriends } from '../turn/friendship.js'
import { addMember } from '../turn/membership.js'
import { waitingRequest } from '../turn/requests.js'
import type { Turn } from '../turn/turn.js'
import { adminOf, groupOf } from '../world/look-up.js'
import { refuse } from '../world/refusal.js'
import type { FriendRequest, GroupRequest } from '../world/world.js'

export interface AnswerRequestArgs {
  readonly flag: string
  /** Default true. */
  readonly approve?: boolean
  /** Reason for refusing a request to join a group. */
  readonly reason?: string
  /** Remark for the new friend. */
  readonly remark?: string
}

/** Approves or refuses a friend request, a request to join a group, or an invitation to one. */
export function answer_request(turn: Turn, by: number, args: AnswerRequestArgs): null {
  const request = waitingRequest(turn, args.flag)
  if (request.kind === 'friend') answerFriend(turn, by, request, args)
  else if (request.sub_type === 'add') answerAdd(turn, by, request, args)
  else answerInvitation(turn, by, request, args)
  return null
}

function answerFriend(
  turn: Turn,
  by: number,
  { flag, user_id, target_id }: FriendRequest,
  { approve = true, remark = '' }: AnswerRequestArgs,
): void {
  refuseOthers(by, target_id, flag)
  turn.change({ requests: turn.world.requests.delete(flag) })
  if (approve) makeFriends(turn, by, user_id, remark)
}

/** Approves or refuses a request to join. A user who has meanwhile joined another way is not added twice. */
function answerAdd(
  turn: Turn,
  by: number,
  request: GroupRequest,
  { approve = true }: AnswerRequestArgs,
): void {
  const group = groupOf(turn, request.group_id)
  adminOf(group, by)
  settle(turn, by, request, approve)
  const { user_id } = request
  if (approve && !group.members.has(user_id)) {
    addMember(turn, group, user_id, { sub_type: 'approve', operator_id: by })
  }
}

function answerInvitation(
  turn: Turn,
  by: number,
  request: GroupRequest,
  { approve = true }: AnswerRequestArgs,
): void {
  refuseOthers(by, request.user_id, request.flag)
  const group = groupOf(turn, request.group_id)
  settle(turn, by, request, approve)
  if (approve && !group.members.has(by)) {
    addMember(turn, group, by, { sub_type: 'invite', operator_id: request.invitor_id ?? 0 })
  }
}

const settle = (turn: Turn, actor: number, request: GroupRequest, approve: boolean): void =>
  turn.setRequest({ ...request, actor, state: approve ? 'approved' : 'refused' })

/** Only the user who was asked may answer: to others, the request does not exist. */
function refuseOthers(by: number, asked: number, flag: string): void {
  if (by !== asked) refuse('no_such_request', `no request ${flag} is waiting for ${by}`)
}
