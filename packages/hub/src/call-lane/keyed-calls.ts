import { type Call, failedReply, type Reply, readReply, replyBody } from '@rookery/protocol'
import { failureOf } from '@rookery/transport'
import type { Begun, CallLedger, Intent } from '../call-ledger/call-ledger.js'
import type { Client } from '../clients/clients.js'
import { callDigest } from './call-digest.js'
import type { CallingClient } from './caller.js'
import { retcodeOf } from './retcode-of.js'
import { SharedCallers } from './shared-callers.js'

/** Retcodes of calls that were not sent. */
const NOT_SENT: ReadonlySet<number | undefined> = new Set([1503, 1429, 1403])

/** Executes a call for its caller. */
type Execute = (caller: CallingClient) => Reply | Promise<Reply>

/** Executes calls that have an idempotency key, each of them once. */
export class KeyedCalls {
  readonly #ledger: CallLedger
  readonly #isOpenHub: boolean
  readonly #callers = new SharedCallers()

  /** `isOpenHub`: no token is needed, and clients without a name cannot be told apart. */
  constructor(ledger: CallLedger, isOpenHub: boolean) {
    this.#ledger = ledger
    this.#isOpenHub = isOpenHub
  }

  /**
   * Executes a call with a key, unless that was done before; then its reply is given again. `execute` gets a caller who
   * leaves when everybody has left that waits for this call. Never rejects.
   */
  async once(call: Call, caller: CallingClient, account: string, execute: Execute): Promise<Reply> {
    const scope = this.#scopeOf(caller.client)
    if (scope === undefined) return failedReply(1400, NO_SCOPE)
    const key = call.idempotencyKey ?? ''
    const shared = this.#callers.join(JSON.stringify([scope, account, key]), caller)
    try {
      const intent = { scope, account, key, digest: await callDigest(call) }
      const begun = await this.#begin(intent)
      if (typeof begun === 'string') return failedReply(1504, begun, { outcome: 'unknown' })
      return begun.is === 'fresh'
        ? await this.#execute(intent, () => execute(shared.caller))
        : await repeated(begun, intent)
    } finally {
      shared.done()
    }
  }

  /** The trouble of a ledger that could not be asked is the text. */
  async #begin(intent: Intent): Promise<Begun | string> {
    try {
      return await this.#ledger.begin(intent)
    } catch (error) {
      const why = error instanceof Error ? error.message : String(error)
      return `the idempotency key cannot be looked up: ${why}; this call was not executed, whether one before it was is unknown`
    }
  }

  async #execute(intent: Intent, execute: () => Reply | Promise<Reply>): Promise<Reply> {
    const reply = await attempt(execute)
    try {
      if (wasSent(reply)) await this.#ledger.settle(intent, reply.bytes)
      else await this.#ledger.forget(intent, reply.bytes)
    } catch {
      // The engine reports its trouble; a repetition is told that the outcome is unknown.
    }
    return reply
  }

  /** Clients without a name share the scope of the common token. */
  #scopeOf({ name }: Client): string | undefined {
    if (name !== undefined) return `name ${name}`
    return this.#isOpenHub ? undefined : 'token'
  }
}

const NO_SCOPE =
  'an idempotency key needs a client that can be told from others: connect with a client_name, or use a token; nothing was executed'

/** The refusal of a key for an action that the hub executes itself. */
export const refuseKey = (action: string): Reply =>
  failedReply(1400, `${action} is executed by the hub, for no account, and takes no idempotency key`)

async function attempt(execute: () => Reply | Promise<Reply>): Promise<Reply> {
  try {
    return await execute()
  } catch (error) {
    return failureOf(error)
  }
}

/** Whether the call may have reached an implementation. Older hubs said 1503 of an unknown outcome, too. */
const wasSent = (reply: Reply): boolean =>
  !NOT_SENT.has(retcodeOf(reply)) || Object(replyBody(reply)).outcome === 'unknown'

/** The reply to a call whose key is known. */
async function repeated(begun: Exclude<Begun, { is: 'fresh' }>, { key }: Intent): Promise<Reply> {
  const named = `the idempotency key ${JSON.stringify(key)}`
  if (begun.is === 'conflict') return failedReply(1409, `${named} belongs to a call with other params`)
  if (begun.is === 'full') return unsent(1429, begun.why)
  if (begun.is === 'unstored') return unsent(1503, `${named} cannot be stored: ${begun.why}`)
  const reply = begun.is === 'unknown' ? undefined : readReply(await begun.reply)
  const why = `a call with ${named} was begun before, and its reply is not known; whether it was executed is unknown`
  return reply ?? failedReply(1504, why, { outcome: 'unknown' })
}

const unsent = (retcode: number, why: string): Reply =>
  failedReply(retcode, `${why}; nothing was executed`, { outcome: 'unsent' })
