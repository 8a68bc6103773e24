import type { IdInput } from '@rookery/protocol'
import { addRequest, type NewRequest } from '../turn/requests.js'
import type { Turn } from '../turn/turn.js'
import { refuse } from '../world/refusal.js'
import type { Group } from '../world/world.js'
import { groupWithout } from './join.js'

export interface RequestJoinArgs {
  readonly group_id: IdInput
  readonly comment?: string
  /** QQ filtered the request as doubtful: nobody is notified. */
  readonly filtered?: boolean
}

/** Requests to join a group. Its owner and admins are notified, and may answer. */
export function request_join(turn: Turn, by: number, args: RequestJoinArgs): { readonly flag: string } {
  const { comment = '', filtered = false } = args
  const group = groupWithout(turn, by, args.group_id)
  const { group_id, refused } = group
  if (refused.has(by)) refuse('refused_for_good', `group ${group_id} refuses ${by} for good`)
  const asked = { kind: 'group', sub_type: 'add', group_id, user_id: by, comment, filtered } as const
  const { flag } = addRequest(turn, { ...asked, state: 'waiting' } satisfies NewRequest)
  if (!filtered) tellAdmins(turn, group, { user_id: by, comment, flag })
  return { flag }
}

interface Asking {
  readonly user_id: number
  readonly comment: string
  readonly flag: string
}

function tellAdmins(turn: Turn, { group_id, members }: Group, asking: Asking): void {
  for (const self_id of turn.world.accounts.keys()) {
    const role = members.get(self_id)?.role ?? 'member'
    if (role === 'member') continue
    turn.tell(self_id, {
      post_type: 'request',
      request_type: 'group',
      sub_type: 'add',
      group_id,
      ...asking,
    })
  }
}
