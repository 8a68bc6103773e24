import { asyncReply, failedReply, type Reply, replyBody } from '@rookery/protocol'
import { type Clock, systemClock, Turns } from '@rookery/transport'
import type { Client } from '../clients/clients.js'
import type { Log } from '../log/log.js'
import { Allowance } from './allowance.js'
import type { Caller } from './caller.js'

/** A call that is answered before it is executed. */
export interface LaterCall {
  readonly caller: Caller
  readonly account: string
  readonly action: string
  readonly when: 'async' | 'rate_limited'
  /** Memory it holds until it is over. */
  readonly bytes: number
  execute(): Promise<Reply>
}

/** Bytes of calls that wait for their turns with one account, of however many clients, also of those that have left. */
const MAX_QUEUED_BYTES = 256 * 1024 * 1024

/** Calls of one account that are executed one by one. */
interface Queue {
  readonly turns: Turns
  readonly allowance: Allowance
}

/**
 * Calls that are answered at once and executed afterwards, `_rate_limited` ones of an account one by one. The hub
 * does it itself, so that it works with implementations that lack it. Nobody but the log hears of the outcome.
 */
export class LaterCalls {
  readonly #intervalMs: number
  readonly #log: Log
  readonly #clock: Clock
  readonly #queues = new Map<string, Queue>()
  readonly #allowances = new WeakMap<Client, Allowance>()

  /** `intervalMs` lies between the starts of two rate-limited calls of one account. */
  constructor(intervalMs: number, log: Log, clock: Clock = systemClock) {
    this.#intervalMs = intervalMs
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

  /** Drops what waits for an account that was forgotten. */
  forget(account: string): void {
    this.#drop(account, 'the account was forgotten')
  }

  /** Forgets what waits, but not without a word. */
  close(): void {
    for (const account of [...this.#queues.keys()]) this.#drop(account, 'the hub stops')
  }

  #drop(account: string, why: string): void {
    const count = this.#queues.get(account)?.turns.close() ?? 0
    this.#queues.delete(account)
    if (count > 0) this.#log.warn({ account, count }, `rate-limited calls were not executed: ${why}`)
  }

  /** Nothing here holds the call while it waits for its answer. */
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

  /** It holds its bytes until it has its turn. */
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
      turns: new Turns(this.#intervalMs, this.#clock),
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
