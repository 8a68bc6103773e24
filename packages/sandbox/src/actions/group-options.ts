import type { IdInput } from '@rookery/protocol'
import { perform } from '../deeds/perform.js'
import type { Turn } from '../turn/turn.js'
import { adminOf, idOf, messageOf, ownGroupOf } from '../world/look-up.js'
import { refuse } from '../world/refusal.js'
import type { Actions } from './action.js'

interface OfGroup {
  readonly group_id: IdInput
}

/** A group setting without a visible effect in this world; QQ lets admins change it. */
const option = {
  events: [],
  refuses: ['no_such_group', 'not_member', 'no_rights'],
  plausible: true,
  run(turn: Turn, { group_id }: OfGroup, self: number): null {
    adminOf(ownGroupOf(turn, self, group_id), self)
    return null
  },
} as const

/** A setting of the account's own view of a group. */
const ownOption = {
  events: [],
  refuses: ['no_such_group', 'not_member'],
  plausible: true,
  run(turn: Turn, { group_id }: OfGroup, self: number): null {
    ownGroupOf(turn, self, group_id)
    return null
  },
} as const

interface Todo extends OfGroup {
  readonly message_id?: string
  readonly message_seq?: string
}

/** Marks a message as a to-do of the group. Nobody is notified, and no action lists to-dos. */
const todo = {
  events: [],
  refuses: ['no_such_group', 'not_member', 'no_rights', 'no_such_message'],
  plausible: true,
  run(turn: Turn, { group_id, message_id, message_seq }: Todo, self: number): null {
    adminOf(ownGroupOf(turn, self, group_id), self)
    if (message_id !== undefined) messageOf(turn, self, message_id)
    else if (message_seq === undefined)
      refuse('bad_params', '"message_id" or "message_seq" is needed, found none')
    return null
  },
} as const

export const groupOptions = {
  set_group_add_option: option,
  set_group_robot_add_option: option,
  set_group_search: option,
  set_group_member_invite_policy: option,
  set_group_member_permissions: option,
  set_group_new_member_history_visibility: option,
  set_group_msg_mask: ownOption,
  set_group_todo: todo,
  complete_group_todo: todo,
  cancel_group_todo: todo,
  set_group_sign: {
    events: [],
    refuses: ['no_such_group', 'not_member', 'used_up'],
    run: (turn, { group_id }, self) => perform(turn, self, 'sign', { group_id }),
  },
  set_group_kick_members: {
    events: ['notice.group_decrease'],
    refuses: ['no_such_group', 'not_member', 'no_rights'],
    run: (turn, { group_id, user_id, reject_add_request = false }, self) =>
      kickAll(turn, self, user_id, { group_id, reject_add_request: String(reject_add_request) === 'true' }),
  },
  batch_delete_group_member: {
    events: ['notice.group_decrease'],
    refuses: ['no_such_group', 'not_member', 'no_rights'],
    run: (turn, { group_id, user_ids }, self) =>
      kickAll(turn, self, user_ids, { group_id, reject_add_request: false }),
  },
} as const satisfies Actions

/** Removes all of the users or none: one who cannot be removed refuses the whole call. */
function kickAll(
  turn: Turn,
  self: number,
  user_ids: readonly IdInput[],
  how: { readonly group_id: IdInput; readonly reject_add_request: boolean },
): null {
  ownGroupOf(turn, self, how.group_id)
  for (const user_id of user_ids) perform(turn, self, 'kick', { ...how, user_id: idOf(user_id) })
  return null
}
