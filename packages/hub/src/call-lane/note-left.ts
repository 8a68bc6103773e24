import { type Reply, replyBody } from '@rookery/protocol'
import type { Account } from '../accounts/accounts.js'
import type { Memberships } from '../membership/memberships.js'
import { targetOf } from './call-target.js'
import type { CallRequest } from './caller.js'

/** Whether an action takes its account out of a chat. */
export const endsMembership = (action: string): boolean =>
  action === 'set_group_leave' || action === 'delete_friend'

/** Executes a call that takes its account out of a chat, and tells the memberships if it did. */
export async function noteLeft(
  account: Account,
  { call }: CallRequest,
  memberships: Memberships,
  execute: () => Promise<Reply>,
): Promise<Reply> {
  // Before it is sent: its bytes may be overwritten then.
  const { group, user } = targetOf(call)
  const done = await execute()
  if (replyBody(done).status !== 'failed') memberships.left(account, call.action, group ?? user)
  return done
}
