import { type Reply, replyBody } from '@rookery/protocol'
import type { Account } from '../accounts/accounts.js'
import type { Memberships } from '../membership/memberships.js'
import { targetOf } from './call-target.js'
import type { CallRequest } from './caller.js'

/** Whether an action takes its account out of a chat. */
export const endsMembership = (action: string): boolean =>
  action === 'set_group_leave' || action === 'delete_friend'

/** Tells the memberships of a call that took its account out of a chat. */
export async function noteLeft(
  reply: Promise<Reply>,
  account: Account,
  { call }: CallRequest,
  memberships: Memberships,
): Promise<Reply> {
  const { group, user } = targetOf(call)
  const done = await reply
  if (replyBody(done).status !== 'failed') memberships.left(account, call.action, group ?? user)
  return done
}
