import type { IdInput } from '@rookery/protocol'
import { addMember } from '../turn/membership.js'
import { addRequest, type NewRequest } from '../turn/requests.js'
import type { Turn } from '../turn/turn.js'
import { idOf, ownGroupOf } from '../world/look-up.js'
import { groupWithout } from './join.js'

export interface InviteArgs {
  readonly group_id: IdInput
  readonly user_id: IdInput
}

/**
 * Invites a user to one of the actor's groups. An account is asked, and joins when it accepts; a person joins at
 * once, because nobody could answer for them.
 */
export function invite(turn: Turn, by: number, args: InviteArgs): { readonly flag?: string } {
  const { group_id } = ownGroupOf(turn, by, args.group_id)
  const group = groupWithout(turn, args.user_id, group_id)
  const user_id = idOf(args.user_id)
  if (!turn.world.accounts.has(user_id)) {
    addMember(turn, group, user_id, { sub_type: 'invite', operator_id: by })
    return {}
  }
  const { flag } = addRequest(turn, invitation(group_id, user_id, by))
  // The event names the inviter; the invited user is the account that receives it.
  const request = { request_type: 'group', sub_type: 'invite', group_id, user_id: by, comment: '' } as const
  turn.tell(user_id, { post_type: 'request', ...request, flag })
  return { flag }
}

const invitation = (group_id: number, user_id: number, invitor_id: number) =>
  ({
    kind: 'group',
    sub_type: 'invite',
    group_id,
    user_id,
    invitor_id,
    comment: '',
    filtered: false,
    state: 'waiting',
  }) satisfies NewRequest
