import { asyncReply, failedReply, type Reply, replyBody } from '@rookery/protocol'
import { Turns } from '@rookery/transport'
import type { Client } from '../clients.js'
import type { Log } from '../log.js'
import { Allowance } from './allowance.js'
import type { Caller } from './caller.js'

/** A call that is answered before it is executed. */
export interface LaterCall {
  readonly caller: Caller
  readonly account: string
  readonly action: string
  readonly when: 'async' | 'rate_limited'
  /** What it holds in memory until it is over. */
  readonly bytes: number
  execute(): Promise<Reply>
}

/**
 * Calls that are answered at once and executed afterwards, `_rate_limited` ones of an account one by one. The hub
 * does it itself, so that it works with implementations that lack it. Nobody but the log hears of the outcome.
 */
export class LaterCalls {
  readonly #intervalMs: number
  readonly #log: Log
  readonly #queues = new Map<string, Turns>()
  readonly #allowances = new WeakMap<Client, Allowance>()

  /** `intervalMs` lies between the starts of two rate-limited calls of one account. */
  constructor(intervalMs: number, log: Log) {
    this.#intervalMs = intervalMs
    this.#log = log
  }

  take(call: LaterCall): Reply {
    const allowance = this.#allowanceOf(call.caller.client)
    const full = allowance.fullFor(call.bytes)
    if (full) return failedReply(1429, full)
    const done = allowance.take(call.bytes)
    const run = (): void => this.#run(call, done)
    if (call.when === 'async') run()
    else if (!this.#queue(call.account).add(run, done)) {
      done()
      return failedReply(1429, `too many rate-limited calls of account ${call.account} wait already`)
    }
    return asyncReply()
  }

  /** Drops what waits for an account that was forgotten. */
  forget(account: string): void {
    this.#drop(account, 'the account was forgotten')
  }

  /** Forgets what waits, but not without a word. */
  close(): void {
    for (const account of [...this.#queues.keys()]) this.#drop(account, 'the hub stops')
  }

  #drop(account: string, why: string): void {
    const count = this.#queues.get(account)?.close() ?? 0
    this.#queues.delete(account)
    if (count > 0) this.#log.warn({ account, count }, `rate-limited calls were not executed: ${why}`)
  }

  /** Nothing here holds the call while it waits for its answer. */
  #run({ account, action, when, execute }: LaterCall, done: () => void): void {
    execute().then(outcome(this.#log, account, action, when, done))
  }

  #allowanceOf(client: Client): Allowance {
    const allowance = this.#allowances.get(client) ?? new Allowance()
    this.#allowances.set(client, allowance)
    return allowance
  }

  #queue(account: string): Turns {
    const queue = this.#queues.get(account) ?? new Turns(this.#intervalMs)
    this.#queues.set(account, queue)
    return queue
  }
}

const outcome =
  (log: Log, account: string, action: string, when: string, done: () => void) =>
  (reply: Reply): void => {
    done()
    const { status, retcode, wording } = replyBody(reply)
    if (status === 'failed') log.warn({ account, action, retcode, wording }, `${action}_${when} failed`)
  }
