import {
  asyncReply,
  type Call,
  callParams,
  failedReply,
  type Reply,
  readSuffix,
  renameCall,
  type When,
} from '@rookery/protocol'
import { executeCall, failureOf } from '@rookery/transport'
import type { Account, Accounts } from '../accounts/accounts.js'
import { isConnected } from '../clients/clients.js'
import { type Access, authorize } from './authorize.js'
import type { CallRequest } from './caller.js'
import { type Choice, type ChooseContext, chooseAccount, ownerAccount } from './choose-account.js'
import type { FailOver } from './fail-over.js'
import { type ForwardContext, forwardToAccount } from './forward.js'
import { type HubActionsContext, hubAction, isHubAction, needsConnection } from './hub-actions.js'
import { type KeyedCalls, refuseKey } from './keyed-calls.js'
import type { LaterCall, LaterCalls } from './later.js'
import { endsMembership, noteLeft } from './note-left.js'
import type { Responders } from './responders.js'
import type { Restarts } from './restart.js'
import { route } from './route.js'
import { replyServedBy, requestServedBy } from './served-by.js'

export interface CallLaneContext extends HubActionsContext, ForwardContext, ChooseContext {
  readonly accounts: Accounts
  readonly access: Access
  readonly later: LaterCalls
  readonly restarts: Restarts
  readonly keyed: KeyedCalls
  /** Absent where no account stands in for another. */
  readonly failOver: FailOver | undefined
  /** Absent where every client may answer. */
  readonly responders: Responders | undefined
}

/** A call lane. It returns known replies at once, without a promise, and may throw. */
export type CallLane = (request: CallRequest) => Reply | Promise<Reply>

/** Builds the path of a call from the application's connection to the implementation's. The lane returns the reply. */
export function callLane(context: CallLaneContext): CallLane {
  return (named) => {
    const suffix = readSuffix(named.call.action)
    if (!suffix) return failedReply(1404, `an action takes one suffix, found ${named.call.action}`)
    const { action, when } = suffix
    const request = when === 'now' ? named : { ...named, call: plainCall(named.call, action) }
    const refusal = authorize(request, context.access)
    if (refusal) return refusal
    if (isHubAction(action)) return executeHubAction(request, when, context)
    const owner = context.served.has(named.caller.client) ? ownerAccount(request, context) : undefined
    const account = owner ?? route(request, context.accounts)
    if ('refusal' in account) {
      const choice = account.among && chooseAccount(request, account.among, context)
      return choice ? executeChosen(choice, named, request, when, context) : account.refusal
    }
    if (owner) return executeChosen(owner, named, request, when, context)
    return executeAnswer(account, named, request, when, context)
  }
}

/** Executes a call for an account that the hub chose. The reply names it. */
async function executeChosen(
  choice: Choice | Promise<Choice>,
  named: CallRequest,
  request: CallRequest,
  when: When,
  context: CallLaneContext,
): Promise<Reply> {
  const account = await choice
  if ('refusal' in account) return account.refusal
  const reply = await executeAnswer(account, named, requestServedBy(request, account), when, context)
  context.served.note(request.caller.client, account, reply)
  return replyServedBy(reply, account)
}

/** Executes a call, unless it answers a message that another client has answered. `named` is the call as it came. */
function executeAnswer(
  account: Account,
  named: CallRequest,
  request: CallRequest,
  when: When,
  context: CallLaneContext,
): Reply | Promise<Reply> {
  const claim = context.responders?.claim(request, account)
  if (!claim) return executeOnce(account, named, request, when, context)
  if ('refusal' in claim) return claim.refusal
  return claim.settle(() => executeOnce(account, named, request, when, context))
}

/** Executes a call with an idempotency key once, any other each time. */
function executeOnce(
  account: Account,
  named: CallRequest,
  request: CallRequest,
  when: When,
  context: CallLaneContext,
): Reply | Promise<Reply> {
  if (named.call.idempotencyKey === undefined) return executeFor(account, request, when, context)
  return context.keyed.once(named.call, named.caller, account.selfId, (caller) =>
    executeFor(account, { ...request, caller }, when, context),
  )
}

function executeHubAction(
  { caller: { client }, call }: CallRequest,
  when: When,
  context: CallLaneContext,
): Reply | Promise<Reply> {
  const { action } = call
  if (call.idempotencyKey !== undefined) return refuseKey(action)
  // A call over HTTP alone has no connection.
  if (needsConnection(action) && !isConnected(client))
    return failedReply(1400, `${action} is for a connected client; over HTTP, POST /api/${action}`)
  const reply = hubAction(context, client, action, callParams(call))
  if (when === 'now') return reply
  // The caller already has its answer: only the log can learn of a failure.
  if (reply instanceof Promise) reply.catch(failureOf)
  return asyncReply()
}

/** Executes a call for the account that it is meant for. */
function executeFor(
  account: Account,
  request: CallRequest,
  when: When,
  context: CallLaneContext,
): Reply | Promise<Reply> {
  if (request.call.action === 'set_restart') return context.restarts.take(account, request)
  return when === 'now'
    ? forwardNow(account, request, context)
    : forwardLater(account, request, when, context)
}

/** Forwards to the account, or to one that stands in for it. */
function forwardNow(account: Account, request: CallRequest, context: CallLaneContext): Promise<Reply> {
  const { failOver, memberships } = context
  const reply = failOver ? failOver.forward(account, request) : forwardToAccount(account, request, context)
  return memberships.isUsed && endsMembership(request.call.action)
    ? noteLeft(reply, account, request, memberships)
    : reply
}

function forwardLater(
  account: Account,
  request: CallRequest,
  when: LaterCall['when'],
  context: CallLaneContext,
): Reply {
  const { caller, call, sendPart } = request
  // It is executed though its caller may have left by then.
  const own = { ...request, caller: { client: caller.client, account: caller.account } }
  const forwarded = (): Promise<Reply> => forwardToAccount(account, own, context)
  // The caller already has its answer: only the log can learn of a failure.
  const execute = (): Promise<Reply> => executeCall({ call: forwarded }, call, sendPart)
  const { action, bytes } = call
  return context.later.take({ caller, account: account.selfId, action, when, bytes: bytes.length, execute })
}

/** A call without its suffix and echo. The echo is answered at once, and would keep the whole received chunk alive. */
const plainCall = (call: Call, action: string): Call => ({ ...renameCall(call, action), echo: undefined })
