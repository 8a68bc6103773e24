import type { Call, Reply } from '@rookery/protocol'
import type { Account } from '../accounts/accounts.js'
import type { Scopes } from '../rights/scopes.js'
import { type Access, refuseAction } from './authorize.js'
import type { CallRequest } from './caller.js'
import { callsOf, QUICK_OPERATION } from './quick-operation.js'

/**
 * Refuses a call whose targets are not its client's. A quick operation is judged as the calls that it becomes, and those it
 * becomes: nothing else of it is sent.
 */
export function refuseTargets(
  scopes: Scopes,
  { caller, call }: CallRequest,
  { selfId }: Account,
  access: Access,
): Reply | undefined {
  if (call.action !== QUICK_OPERATION) return scopes.refuseTargets(call, selfId)
  // One that cannot be read becomes nothing.
  for (const each of callsOf(call) ?? []) {
    const refusal = refuseAction(caller.client, each.action, access) ?? scopes.refuseTargets(each, selfId)
    if (refusal) return refusal
  }
  return undefined
}

/** The reply as its client may see it. */
export function passReply(
  scopes: Scopes,
  call: Call,
  { selfId }: Account,
  reply: Reply | Promise<Reply>,
): Reply | Promise<Reply> {
  const { action } = call
  return reply instanceof Promise
    ? reply.then((each) => scopes.passReply(action, selfId, each))
    : scopes.passReply(action, selfId, reply)
}
