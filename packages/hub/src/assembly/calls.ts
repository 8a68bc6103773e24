import { actionFacts, type Reply, replyBody } from '@rookery/protocol'
import type { Clock } from '@rookery/transport'
import type { AuditLog } from '../audit/audit-log.js'
import { AuditTrail } from '../call-lane/audit.js'
import { type Access, refuseAction } from '../call-lane/authorize.js'
import { Breakers } from '../call-lane/breaker/breakers.js'
import type { CallingClient } from '../call-lane/caller.js'
import { drainable, type ExecuteCall } from '../call-lane/drainable.js'
import { HeldCalls } from '../call-lane/held-calls.js'
import { allHubActions } from '../call-lane/hub-actions.js'
import { KeyedCalls } from '../call-lane/keyed-calls.js'
import { callLane } from '../call-lane/lane.js'
import { LaterCalls } from '../call-lane/later.js'
import { type PaceSettings, Paces } from '../call-lane/pace/paces.js'
import type { Traffic } from '../call-lane/queue-status.js'
import { QUICK_OPERATION, quickOperationCall } from '../call-lane/quick-operation.js'
import { AskOnce } from '../call-lane/reads/ask-once.js'
import { redactedLane } from '../call-lane/redacted-lane.js'
import { Restarts } from '../call-lane/restart.js'
import { tappedCalls } from '../call-lane/tapped-calls.js'
import type { Client } from '../clients/clients.js'
import type { Log } from '../log/log.js'
import type { HubOptions } from '../options.js'
import { CallCounters } from '../traffic/call-counters.js'
import type { ValidTokens } from '../ways-in/client-tokens.js'
import type { Registries } from './registries.js'

/** The call lane, the calls that it executes after answering them, and those that wait for a connection. */
export interface CallParts {
  readonly execute: ExecuteCall
  readonly counters: CallCounters
  readonly later: LaterCalls
  readonly held: HeldCalls
  readonly restarts: Restarts
  readonly askOnce: AskOnce
  /** Refuses an action that the client has no right to. */
  refuse(client: Client, action: string): Reply | undefined
  readonly traffic: Traffic
  /** Executes a quick operation. Event and operation are the exact bytes. */
  quickOperation(caller: CallingClient, event: Uint8Array, operation: Uint8Array): void
  /** Refuses new calls, and waits up to `timeoutMs` for calls in progress. */
  drain(timeoutMs: number): Promise<void>
}

/** Tokens by which callers are known, and the log of what they change. */
interface Callers {
  readonly tokens: ValidTokens
  readonly audit?: AuditLog | undefined
}

export function makeCallParts(
  options: HubOptions,
  registries: Registries,
  { tokens, audit: auditLog }: Callers,
): CallParts {
  const { clients, broadcasts, accounts, sentMessages, numbering, past, store, processes } = registries
  const { log, clock, now, tap } = registries
  const later = new LaterCalls(options, log, clock)
  const held = new HeldCalls(options, clock)
  const askOnce = new AskOnce(options, clock)
  const access = accessBy(options, tokens, clock)
  const audit = auditLog && new AuditTrail(auditLog, clock)
  const restarts = new Restarts(log, clock, (upstream) => processes.restart(upstream))
  const traffic = makeTraffic(options, registries)
  const counters = new CallCounters([...Object.keys(actionFacts), ...allHubActions, QUICK_OPERATION], clock)
  const { execute: executeUnseen, drain } = drainable(
    redactedLane(
      callLane({
        clients,
        broadcasts,
        hasGiven: (id) => numbering.hasGiven(id),
        history: { now, read: (request, client) => past.read(request, client) },
        accounts,
        access,
        options,
        later,
        held,
        restarts,
        traffic,
        paces: traffic.paces,
        breakers: traffic.breakers,
        askOnce,
        sentMessages,
        keyed: new KeyedCalls(store.ledger, () => tokens.current.isEmpty),
        audit,
      }),
    ),
    clock,
    counters,
  )
  const execute = tappedCalls(executeUnseen, { tap, accounts, clock })
  const quickOperation: CallParts['quickOperation'] = (caller, event, operation) => {
    const call = quickOperationCall(event, operation)
    const request = call && { caller, call, sendPart() {}, source: 'quick_operation' as const }
    if (request) void tellFailure(execute(request), caller, log)
  }
  const refuse: CallParts['refuse'] = (client, action) => refuseAction(client, action, access)
  return { execute, counters, later, held, restarts, askOnce, traffic, refuse, quickOperation, drain }
}

/** Makes the parts that hold calls back. */
function makeTraffic(options: HubOptions, { accounts, log, clock, random }: Registries): Traffic {
  const breakerOf = (upstream: string) => options.upstreams.find(({ name }) => name === upstream)?.breaker
  return {
    accounts,
    paces: new Paces({ ...pacesOf(options), clock, log, random }),
    breakers: new Breakers({ clock, log, upstreams: { get: breakerOf } }),
  }
}

/** Paces of all upstreams. */
export function pacesOf({ pace, upstreams }: HubOptions): PaceSettings {
  const own = upstreams.flatMap((each) => (each.pace === undefined ? [] : [[each.name, each.pace] as const]))
  return { pace, upstreams: new Map(own) }
}

/** The rights to restricted actions, as the options and the tokens have them at each call. */
const accessBy = (options: HubOptions, tokens: ValidTokens, clock: Clock): Access => ({
  get isOpenHub() {
    return tokens.current.isEmpty
  },
  get allow() {
    return options.listen.allow ?? []
  },
  now: () => clock.now(),
})

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
