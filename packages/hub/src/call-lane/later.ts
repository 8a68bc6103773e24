import { asyncReply, failedReply, type Reply, replyBody } from '@rookery/protocol'
import { type Clock, systemClock, Turns } from '@rookery/transport'
import type { Client } from '../clients/clients.js'
import type { Log } from '../log/log.js'
import type { HubOptions } from '../options.js'
import { Allowance } from './allowance.js'
import type { CallingClient } from './caller.js'

/** A call that is answered before it is executed. */
export interface LaterCall {
  readonly caller: CallingClient
  readonly account: string
  readonly action: string
  readonly when: 'async' | 'rate_limited'
  /** Bytes held until the call is over. */
  readonly bytes: number
  execute(): Promise<Reply>
}

/** The interval separates the starts of two rate-limited calls of one account; it is read at each start. */
export type LaterOptions = Pick<HubOptions, 'rateLimitIntervalMs'>

/** Limit on the bytes of queued calls per account, over all clients, including disconnected ones. */
const MAX_QUEUED_BYTES = 256 * 1024 * 1024

/** Queue of one account's calls, executed one by one. */
interface Queue {
  readonly turns: Turns
  readonly allowance: Allowance
}

/**
 * Executes calls after answering them; `_rate_limited` calls of an account run one by one. The hub does this itself,
 * so that it works with any implementation. Outcomes appear in the log only.
 */
export class LaterCalls {
  readonly #options: LaterOptions
  readonly #log: Log
  readonly #clock: Clock
  readonly #queues = new Map<string, Queue>()
  readonly #allowances = new WeakMap<Client, Allowance>()

  constructor(options: LaterOptions, log: Log, clock: Clock = systemClock) {
    this.#options = options
    this.#log = log
    this.#clock = clock
  }

  take(call: LaterCall): Reply {
    const allowance = this.#allowanceOf(call.caller.client)
    const full = allowance.fullFor(call.bytes) ?? (call.when === 'async' ? undefined : this.#fullFor(call))
    if (full) return failedReply(1429, full)
    const done = allowance.take(call.bytes)
    if (call.when === 'async') this.#run(call, done)
    else this.#enqueue(call, done)
    return asyncReply()
  }

  /** Drops the queued calls of an account that was forgotten. */
  forget(account: string): void {
    this.#drop(account, 'the account was forgotten')
  }

  /** Drops all queued calls, and logs how many. */
  close(): void {
    for (const account of [...this.#queues.keys()]) this.#drop(account, 'the hub stops')
  }

  #drop(account: string, why: string): void {
    const count = this.#queues.get(account)?.turns.close() ?? 0
    this.#queues.delete(account)
    if (count > 0) this.#log.warn({ account, count }, `rate-limited calls were not executed: ${why}`)
  }

  /** Holds no reference to the call while it waits for its answer. */
  #run({ account, action, when, execute }: LaterCall, done: () => void): void {
    execute().then(outcome(this.#log, { account, action, when }, done))
  }

  #allowanceOf(client: Client): Allowance {
    const allowance = this.#allowances.get(client) ?? new Allowance()
    this.#allowances.set(client, allowance)
    return allowance
  }

  #fullFor({ account, bytes }: LaterCall): string | undefined {
    return this.#queues.get(account)?.allowance.fullFor(bytes)
  }

  /** The queue holds the call's bytes until its turn. */
  #enqueue(call: LaterCall, done: () => void): void {
    const { turns, allowance } = this.#queueOf(call.account)
    const left = allowance.take(call.bytes)
    const run = (): void => {
      left()
      this.#run(call, done)
    }
    const dropped = (): void => {
      left()
      done()
    }
    turns.add(run, dropped)
  }

  #queueOf(account: string): Queue {
    const what = `of account ${account} wait for their turns`
    const queue = this.#queues.get(account) ?? {
      turns: new Turns(() => this.#options.rateLimitIntervalMs, this.#clock),
      allowance: new Allowance(MAX_QUEUED_BYTES, what),
    }
    this.#queues.set(account, queue)
    return queue
  }
}

const outcome =
  (log: Log, { account, action, when }: Pick<LaterCall, 'account' | 'action' | 'when'>, done: () => void) =>
  (reply: Reply): void => {
    done()
    const { status, retcode, wording } = replyBody(reply)
    if (status === 'failed') log.warn({ account, action, retcode, wording }, `${action}_${when} failed`)
  }
