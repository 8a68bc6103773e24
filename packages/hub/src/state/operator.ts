import { failedReply, readCall, replyBody, restrictedActions } from '@rookery/protocol'
import type { Parts } from '../assembly/parts.js'
import type { AuditEntry, AuditLog } from '../audit/audit-log.js'
import { type Client, makeClient } from '../clients/client.js'
import { drainClient } from '../ways-in/drain-client.js'
import { moveClient } from './move-client.js'
import type { Operate, Outcome } from './operate.js'
import { jumped, replayed } from './positions.js'

/** Name of the operator in the audit log. */
const ADMIN = 'admin'
/** Clients that a refusal names at most. */
const MOST_NAMES = 20

/** Parts of the hub that an operator acts on. */
export interface OperatorContext {
  readonly parts: Parts
  /** Where acts are recorded; absent where nothing is. */
  readonly audit: AuditLog | undefined
}

/** Makes the acts of an operator. */
export function operator(context: OperatorContext): Operate {
  const { parts } = context
  const admin = makeClient('configured', ADMIN, { rights: { allow: Object.keys(restrictedActions) } })
  const act = (name: string, action: string, run: (client: Client) => Promise<Outcome>) =>
    recorded(context, { target: name, action }, () => {
      const client = clientOf(parts, name)
      return 'done' in client ? Promise.resolve(client) : run(client)
    })
  return {
    disconnect: (name) => act(name, 'disconnect', (client) => disconnect(parts, client)),
    jumpToNow: (name) => act(name, 'jump_to_now', (client) => moveClient(parts, client, jumped(parts))),
    replay: (name, sinceMs) =>
      act(name, 'replay', (client) => moveClient(parts, client, replayed(parts, sinceMs))),
    drain: (name) => act(name, 'drain', (client) => drain(parts, client)),
    call: (account, action, params) => {
      const call = callOf(action, params)
      if ('reason' in call) return Promise.resolve(failedReply(1400, call.reason))
      const caller = { client: admin, account }
      return parts.calls.execute({ caller, call: call.call, sendPart() {}, source: 'hub' })
    },
  }
}

/** Finds a client by its `app_id` or name, or says that there is none. */
function clientOf({ registries: { clients } }: Parts, name: string): Client | Outcome {
  const client = clients.find({ app_id: name }) ?? clients.find({ client_name: name })
  if (client) return client
  const known = clients.known().map((each) => each.name ?? each.appId)
  const names = known.slice(0, MOST_NAMES).join(', ') || 'none so far'
  return { done: false, code: 'no_client', message: `no client ${name} is known; clients: ${names}` }
}

async function disconnect({ events: { connections } }: Parts, client: Client): Promise<Outcome> {
  const open = [...connections].filter((each) => each.client === client && each.role !== 'http-post')
  if (open.length === 0)
    return {
      done: false,
      code: 'not_possible',
      message: 'it has no connection that could be closed',
    }
  const reason = 'disconnected by the operator'
  await connections.cut((each) => open.includes(each), { code: 1008, reason })
  return { done: true, connections: open.length, events: 0 }
}

async function drain({ registries }: Parts, client: Client): Promise<Outcome> {
  const connections = client.connections.size
  const reply = replyBody(await drainClient(registries, undefined, { client_name: client.name }))
  if (reply.retcode === 0) return { done: true, connections, events: 0 }
  return { done: false, code: 'not_possible', message: String(reply.wording) }
}

function callOf(action: string, params: Uint8Array): ReturnType<typeof readCall> {
  try {
    JSON.parse(Buffer.from(params).toString())
  } catch {
    return { reason: '"params" must be valid JSON', echo: undefined }
  }
  const head = Buffer.from(`{"action":${JSON.stringify(action)},"params":`)
  return readCall(Buffer.concat([head, params, Buffer.from('}')]))
}

async function recorded(
  { parts, audit }: OperatorContext,
  act: Pick<AuditEntry, 'target' | 'action'>,
  run: () => Promise<Outcome>,
): Promise<Outcome> {
  const outcome = await run()
  const time = new Date(parts.registries.clock.now()).toISOString()
  audit?.write({ time, client: ADMIN, ...act, bytes: 0, retcode: outcome.done ? 0 : 1400 })
  return outcome
}
