import {
  asyncReply,
  type Call,
  callParams,
  failedReply,
  type Reply,
  readSuffix,
  renameCall,
} from '@rookery/protocol'
import { executeCall, failureOf } from '@rookery/transport'
import type { Account, Accounts } from '../accounts/accounts.js'
import { isConnected } from '../clients/clients.js'
import { type Access, authorize } from './authorize.js'
import type { CallRequest } from './caller.js'
import { forwardToAccount } from './forward.js'
import { type HubActionsContext, hubAction, isHubAction } from './hub-actions.js'
import type { LaterCall, LaterCalls } from './later.js'
import type { Restarts } from './restart.js'
import { route } from './route.js'

export interface CallLaneContext extends HubActionsContext {
  readonly accounts: Accounts
  readonly access: Access
  readonly timeoutMs: number
  readonly later: LaterCalls
  readonly restarts: Restarts
}

/** A lane that need not make anybody wait for what is known at once, and that may throw. */
export type CallLane = (request: CallRequest) => Reply | Promise<Reply>

/** Builds the way of a call from the application's connection to that of the implementation; the lane returns the reply. */
export function callLane(context: CallLaneContext): CallLane {
  return (named) => {
    const suffix = readSuffix(named.call.action)
    if (!suffix) return failedReply(1404, `an action takes one suffix, found ${named.call.action}`)
    const { action, when } = suffix
    const request = when === 'now' ? named : { ...named, call: plainCall(named.call, action) }
    const refusal = authorize(request, context.access)
    if (refusal) return refusal
    if (isHubAction(action)) {
      // What the hub does itself is done for a connection; a call over HTTP alone is nobody's.
      if (!isConnected(request.caller.client))
        return failedReply(1400, `${action} is for a connected client; over HTTP, POST /api/${action}`)
      const reply = hubAction(context, request.caller.client, action, callParams(request.call))
      if (when === 'now') return reply
      // Nobody is left to catch what goes wrong once the caller has its answer.
      if (reply instanceof Promise) reply.catch(failureOf)
      return asyncReply()
    }
    const account = route(request, context.accounts)
    if ('refusal' in account) return account.refusal
    if (action === 'set_restart') return context.restarts.take(account, request)
    return when === 'now'
      ? forwardToAccount(account, request, context.timeoutMs)
      : forwardLater(account, request, when, context)
  }
}

function forwardLater(
  account: Account,
  request: CallRequest,
  when: LaterCall['when'],
  { later, timeoutMs }: CallLaneContext,
): Reply {
  const { caller, call, sendPart } = request
  const forwarded = (): Promise<Reply> => forwardToAccount(account, request, timeoutMs)
  // Nobody is left to catch what goes wrong once the caller has its answer.
  const execute = (): Promise<Reply> => executeCall({ call: forwarded }, call, sendPart)
  const { action, bytes } = call
  return later.take({ caller, account: account.selfId, action, when, bytes: bytes.length, execute })
}

/** A call without its suffix. Its echo is answered at once, and would only keep the chunk alive that it came in. */
const plainCall = (call: Call, action: string): Call => ({ ...renameCall(call, action), echo: undefined })
