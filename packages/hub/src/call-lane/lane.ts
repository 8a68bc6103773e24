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
import { replyServedBy } from '../accounts/served-by.js'
import { isConnected } from '../clients/clients.js'
import type { AuditTrail } from './audit.js'
import { type Access, authorize } from './authorize.js'
import type { CallRequest } from './caller.js'
import { type Choice, type ChooseContext, chooseAccount, ownerAccount } from './choose-account.js'
import type { FailOver, Forwarding } from './fail-over.js'
import { type HubActionsContext, hubAction, isHubAction, needsConnection } from './hub-actions.js'
import { type KeyedCalls, refuseKey } from './keyed-calls.js'
import type { LaterCall, LaterCalls } from './later.js'
import { endsMembership, noteLeft } from './note-left.js'
import { forwardPaced, type PacedContext } from './paced.js'
import type { Responders } from './responders.js'
import type { Restarts } from './restart.js'
import { route } from './route.js'
import { requestServedBy } from './served-by.js'
import { passReply, refuseTargets } from './within-scopes.js'

/** Parts of the hub that the lane uses. */
export interface CallLaneParts extends HubActionsContext, Omit<PacedContext, 'again'>, ChooseContext {
  readonly accounts: Accounts
  readonly access: Access
  readonly later: LaterCalls
  readonly restarts: Restarts
  readonly keyed: KeyedCalls
  readonly failOver: FailOver
  readonly responders: Responders
  /** Absent where nothing is recorded. */
  readonly audit?: AuditTrail | undefined
}

type CallLaneContext = CallLaneParts & PacedContext & Pick<Forwarding, 'refusal'>

/** A call lane. It returns known replies at once, without a promise, and may throw. */
export type CallLane = (request: CallRequest) => Reply | Promise<Reply>

/** Builds the path of a call from the application's connection to the implementation's. The lane returns the reply. */
export function callLane(parts: CallLaneParts): CallLane {
  const context: CallLaneContext = {
    ...parts,
    again: (account, request) => forwardPaced(account, request, context),
    refusal: (account, request) => refuseBound(account, request, parts),
  }
  const { audit } = context
  return audit
    ? (named) =>
        audit.records(named.call.action)
          ? audit.follow(named, (own) => execute(own, context))
          : execute(named, context)
    : (named) => execute(named, context)
}

function execute(named: CallRequest, context: CallLaneContext): Reply | Promise<Reply> {
  const suffix = readSuffix(named.call.action)
  if (!suffix) return failedReply(1404, `an action takes one suffix, found ${named.call.action}`)
  const { action, when } = suffix
  const request = when === 'now' ? named : { ...named, call: plainCall(named.call, action) }
  const refusal = authorize(request, context.access)
  if (refusal) return refusal
  if (isHubAction(action)) return executeHubAction(request, when, context)
  const owner = context.served.has(request.caller.client) ? ownerAccount(request, context) : undefined
  if (owner) return executeChosen(owner, named, request, when, context)
  const account = route(request, context.accounts)
  if (!('refusal' in account)) return executeWithin(account, named, request, when, context)
  const choice = account.among && choose(request, account.among, context)
  return choice ? executeChosen(choice, named, request, when, context) : account.refusal
}

/** Chooses the account of a call that names none, among those for which its client may make it. */
function choose(
  request: CallRequest,
  among: readonly Account[],
  context: CallLaneContext,
): Choice | Promise<Choice> | undefined {
  const { scopes } = request.caller.client
  if (!scopes) return chooseAccount(request, among, context)
  const refusals = among.map((each) => refuseTargets(scopes, request, each, context.access))
  const allowed = among.filter((_, index) => !refusals[index])
  const [refusal] = refusals
  return allowed.length === 0 && refusal ? { refusal } : chooseAccount(request, allowed, context)
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
  const reply = await executeWithin(account, named, requestServedBy(request, account), when, context)
  context.served.note(request.caller.client, account, reply)
  return replyServedBy(reply, account.selfId)
}

/** Executes a call for an account, if it acts on chats of its client alone. `named` is the call as it came. */
function executeWithin(
  account: Account,
  named: CallRequest,
  request: CallRequest,
  when: When,
  context: CallLaneContext,
): Reply | Promise<Reply> {
  request.told?.(account.selfId)
  const { scopes } = request.caller.client
  if (!scopes) return executeAnswer(account, named, request, when, context)
  const forbidden = refuseTargets(scopes, request, account, context.access)
  if (forbidden) return forbidden
  return passReply(scopes, request.call, account, executeAnswer(account, named, request, when, context))
}

/** Executes a call, unless it answers a message that another client has answered. */
function executeAnswer(
  account: Account,
  named: CallRequest,
  request: CallRequest,
  when: When,
  context: CallLaneContext,
): Reply | Promise<Reply> {
  const claim = context.responders.claim(request, account)
  if (!claim) return executeOnce(account, named, request, when, context)
  if ('refusal' in claim) return claim.refusal
  return claim.settle(() => executeOnce(account, named, request, when, context))
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

/** Executes a call, and one with a key that was executed before not again. */
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

function forwardNow(account: Account, request: CallRequest, context: CallLaneContext): Promise<Reply> {
  const { memberships } = context
  return memberships.isUsed && endsMembership(request.call.action)
    ? noteLeft(account, request, memberships, () => forwardInGroup(account, request, context))
    : forwardInGroup(account, request, context)
}

/** Forwards to the account, or to one that stands in for it. */
const forwardInGroup = (account: Account, request: CallRequest, context: CallLaneContext): Promise<Reply> =>
  context.failOver.isOn
    ? context.failOver.forward(account, request, context)
    : forwardPaced(account, request, context)

function forwardLater(
  account: Account,
  request: CallRequest,
  when: LaterCall['when'],
  context: CallLaneContext,
): Reply {
  const { caller, call, sendPart } = request
  const { client } = caller
  const isConfigured = client.kind === 'configured'
  // It is executed though its caller may have left by then.
  const own = { ...request, caller: { client, account: caller.account }, isAnswered: true }
  const lost = (): Reply | undefined =>
    when === 'async' ? undefined : lostRights(account, own, context, isConfigured)
  const forwarded = async (): Promise<Reply> => lost() ?? executeNow(account, own, context)
  // The caller already has its answer: only the log can learn of a failure.
  const execute = (): Promise<Reply> => executeCall({ call: forwarded }, call, sendPart)
  const { action, bytes } = call
  return context.later.take({ caller, account: account.selfId, action, when, bytes: bytes.length, execute })
}

/** Refuses a call that has waited, if its client may not make it any more: a reload or the time has changed its rights. */
function lostRights(
  account: Account,
  request: CallRequest,
  context: CallLaneContext,
  wasConfigured: boolean,
): Reply | undefined {
  if (wasConfigured && request.caller.client.kind !== 'configured')
    return failedReply(1403, 'the entry of this client was removed')
  return refuseBound(account, request, context)
}

/** Refuses a call by the rights of now, as if it named the account. */
function refuseBound(
  account: Account,
  request: CallRequest,
  { access }: Pick<CallLaneParts, 'access'>,
): Reply | undefined {
  const { scopes } = request.caller.client
  const bound = { ...request, call: { ...request.call, selfId: account.selfId } }
  const refusal = authorize(bound, access)
  if (refusal || !scopes) return refusal
  return refuseTargets(scopes, request, account, access)
}

/** Executes a call that was answered before. */
function executeNow(
  account: Account,
  request: CallRequest,
  context: CallLaneContext,
): Reply | Promise<Reply> {
  const { audit, access } = context
  const refusal = authorize(request, access)
  if (refusal) return refusal
  return audit?.records(request.call.action)
    ? audit.follow(request, (own) => {
        own.told?.(account.selfId)
        return forwardPaced(account, own, context)
      })
    : forwardPaced(account, request, context)
}

/** A call without its suffix and echo. The echo is answered at once, and would keep the whole received chunk alive. */
const plainCall = (call: Call, action: string): Call => ({ ...renameCall(call, action), echo: undefined })
