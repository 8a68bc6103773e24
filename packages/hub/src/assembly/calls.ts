import { type Reply, replyBody } from '@rookery/protocol'
import type { CallingClient } from '../call-lane/caller.js'
import type { ChooseContext } from '../call-lane/choose-account.js'
import { drainable, type ExecuteCall } from '../call-lane/drainable.js'
import { FailOver } from '../call-lane/fail-over.js'
import { type ForwardContext, forwardToAccount } from '../call-lane/forward.js'
import { HeldCalls } from '../call-lane/held-calls.js'
import { KeyedCalls } from '../call-lane/keyed-calls.js'
import { callLane } from '../call-lane/lane.js'
import { LaterCalls } from '../call-lane/later.js'
import { quickOperationCall } from '../call-lane/quick-operation.js'
import { Responders } from '../call-lane/responders.js'
import { Restarts } from '../call-lane/restart.js'
import { ServedMessages } from '../call-lane/served-by.js'
import type { Log } from '../log/log.js'
import type { HubOptions } from '../options.js'
import type { ClientTokens } from '../ways-in/client-tokens.js'
import type { Registries } from './registries.js'

/** The call lane, the calls that it executes after answering them, and those that wait for a connection. */
export interface CallParts {
  readonly execute: ExecuteCall
  readonly later: LaterCalls
  readonly held: HeldCalls
  readonly restarts: Restarts
  /** Absent where every client may answer. */
  readonly responders: Responders | undefined
  /** Executes a quick operation. Event and operation are the exact bytes. */
  quickOperation(caller: CallingClient, event: Uint8Array, operation: Uint8Array): void
  /** Refuses new calls, and waits up to `timeoutMs` for calls in progress. */
  drain(timeoutMs: number): Promise<void>
}

export function makeCallParts(options: HubOptions, registries: Registries, tokens: ClientTokens): CallParts {
  const { clients, broadcasts, accounts, memberships, numbering, past, store, processes, log, clock, now } =
    registries
  const responders = options.clients.some(({ responder }) => responder) ? new Responders(clock) : undefined
  const later = new LaterCalls(options.rateLimitIntervalMs, log, clock)
  const held = new HeldCalls(options.holdMs, clock)
  const restarts = new Restarts(log, clock, (upstream) => processes.restart(upstream))
  const forwarding = { timeoutMs: options.callTimeoutMs, held }
  const choosing = { accounts, memberships, served: new ServedMessages() }
  const { execute, drain } = drainable(
    callLane({
      clients,
      broadcasts,
      hasGiven: (id) => numbering.hasGiven(id),
      history: { now, read: (request, client) => past.read(request, client) },
      ...choosing,
      ...forwarding,
      responders,
      failOver: makeFailOver(options, choosing, forwarding),
      access: { isOpenHub: tokens.isEmpty, allow: options.listen.allow ?? [] },
      later,
      restarts,
      keyed: new KeyedCalls(store.ledger, tokens.isEmpty),
    }),
    clock,
  )
  const quickOperation: CallParts['quickOperation'] = (caller, event, operation) => {
    const call = quickOperationCall(event, operation)
    if (call) void tellFailure(execute({ caller, call, sendPart() {} }), caller, log)
  }
  return { execute, later, held, restarts, responders, quickOperation, drain }
}

/** Absent where no account stands in for another. */
function makeFailOver(
  { upstreams }: HubOptions,
  choosing: ChooseContext,
  forwarding: ForwardContext,
): FailOver | undefined {
  const names = upstreams.filter(({ failOver }) => failOver === 'same-group').map(({ name }) => name)
  if (names.length === 0) return undefined
  const forward: FailOver['forward'] = (account, request) => forwardToAccount(account, request, forwarding)
  return new FailOver({ ...choosing, upstreams: new Set(names), forward })
}

/** Logs the failure of a quick operation, since no caller waits for its outcome. */
async function tellFailure(
  reply: Promise<Reply>,
  { client, account }: CallingClient,
  log: Log,
): Promise<void> {
  const { status, retcode, wording } = replyBody(await reply)
  if (status === 'failed')
    log.warn({ client: client.name, account, retcode, wording }, 'quick operation failed')
}
