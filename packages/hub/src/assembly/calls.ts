import { type Reply, replyBody } from '@rookery/protocol'
import { Breakers } from '../call-lane/breaker/breakers.js'
import type { CallingClient } from '../call-lane/caller.js'
import { drainable, type ExecuteCall } from '../call-lane/drainable.js'
import { HeldCalls } from '../call-lane/held-calls.js'
import { KeyedCalls } from '../call-lane/keyed-calls.js'
import { callLane } from '../call-lane/lane.js'
import { LaterCalls } from '../call-lane/later.js'
import { Paces } from '../call-lane/pace/paces.js'
import type { Traffic } from '../call-lane/queue-status.js'
import { quickOperationCall } from '../call-lane/quick-operation.js'
import { Restarts } from '../call-lane/restart.js'
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
  readonly traffic: Traffic
  /** Executes a quick operation. Event and operation are the exact bytes. */
  quickOperation(caller: CallingClient, event: Uint8Array, operation: Uint8Array): void
  /** Refuses new calls, and waits up to `timeoutMs` for calls in progress. */
  drain(timeoutMs: number): Promise<void>
}

export function makeCallParts(options: HubOptions, registries: Registries, tokens: ClientTokens): CallParts {
  const { clients, broadcasts, accounts, numbering, past, store, processes, log, clock, now } = registries
  const later = new LaterCalls(options.rateLimitIntervalMs, log, clock)
  const held = new HeldCalls(options.holdMs, clock)
  const restarts = new Restarts(log, clock, (upstream) => processes.restart(upstream))
  const traffic = makeTraffic(options, registries)
  const { execute, drain } = drainable(
    callLane({
      clients,
      broadcasts,
      hasGiven: (id) => numbering.hasGiven(id),
      history: { now, read: (request, client) => past.read(request, client) },
      accounts,
      access: { isOpenHub: tokens.isEmpty, allow: options.listen.allow ?? [] },
      timeoutMs: options.callTimeoutMs,
      later,
      held,
      restarts,
      traffic,
      paces: traffic.paces,
      breakers: traffic.breakers,
      keyed: new KeyedCalls(store.ledger, tokens.isEmpty),
    }),
    clock,
  )
  const quickOperation: CallParts['quickOperation'] = (caller, event, operation) => {
    const call = quickOperationCall(event, operation)
    if (call) void tellFailure(execute({ caller, call, sendPart() {} }), caller, log)
  }
  return { execute, later, held, restarts, traffic, quickOperation, drain }
}

/** Makes the parts that hold calls back. */
function makeTraffic({ pace, upstreams }: HubOptions, { accounts, log, clock, random }: Registries): Traffic {
  const paces = upstreams.flatMap((each) =>
    each.pace === undefined ? [] : [[each.name, each.pace] as const],
  )
  const breakers = upstreams.flatMap(({ name, breaker }) =>
    breaker === undefined ? [] : [[name, breaker] as const],
  )
  return {
    accounts,
    paces: new Paces({ pace, upstreams: new Map(paces), clock, log, random }),
    breakers: new Breakers({ clock, log, upstreams: new Map(breakers) }),
  }
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
