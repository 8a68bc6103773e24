import { asyncReply, failedReply, type Reply, replyBody } from '@rookery/protocol'
import type { Log } from '../log.js'

/** When a call is executed: while its caller waits, or after it was answered. */
export type When = 'now' | 'async' | 'rate_limited'

/** More calls than this waiting for one account's turn are more than anybody wants executed. */
const MAX_WAITING = 10_000

/** The action without the standard's suffix, and what the suffix says; undefined when there are two of them. */
export function readSuffix(name: string): { readonly action: string; readonly when: When } | undefined {
  if (!name.endsWith('_async') && !name.endsWith('_rate_limited')) return { action: name, when: 'now' }
  const [, action, when, second] = /^(.+?)_(async|rate_limited)(_async|_rate_limited)?$/.exec(name) ?? []
  if (second) return undefined
  return action ? { action, when: when as When } : { action: name, when: 'now' }
}

/**
 * Calls that are answered at once and executed afterwards, `_rate_limited` ones of an account one by one. The hub
 * does it itself, so that it works with implementations that lack it. Nobody but the log hears of the outcome.
 */
export class LaterCalls {
  readonly #intervalMs: number
  readonly #log: Log
  readonly #queues = new Map<string, Queue>()

  /** `intervalMs` lies between the starts of two rate-limited calls of one account. */
  constructor(intervalMs: number, log: Log) {
    this.#intervalMs = intervalMs
    this.#log = log
  }

  take(
    account: string,
    action: string,
    when: 'async' | 'rate_limited',
    execute: () => Promise<Reply>,
  ): Reply {
    const run = async (): Promise<void> => {
      const { status, retcode, wording } = replyBody(await execute())
      if (status === 'failed')
        this.#log.warn({ account, action, retcode, wording }, `${action}_${when} failed`)
    }
    if (when === 'async') void run()
    else if (!this.#queue(account).add(run)) {
      return failedReply(1429, `${MAX_WAITING} rate-limited calls of account ${account} wait already`)
    }
    return asyncReply()
  }

  /** Forgets what waits, but not without a word. */
  close(): void {
    for (const [account, queue] of this.#queues) {
      const count = queue.close()
      if (count > 0) this.#log.warn({ account, count }, 'rate-limited calls were not executed: the hub stops')
    }
  }

  #queue(account: string): Queue {
    const queue = this.#queues.get(account) ?? new Queue(this.#intervalMs)
    this.#queues.set(account, queue)
    return queue
  }
}

/** Starts what was added in order, at a distance. */
class Queue {
  readonly #intervalMs: number
  readonly #waiting: (() => Promise<void>)[] = []
  #timer: NodeJS.Timeout | undefined

  constructor(intervalMs: number) {
    this.#intervalMs = intervalMs
  }

  add(run: () => Promise<void>): boolean {
    if (this.#waiting.length >= MAX_WAITING) return false
    this.#waiting.push(run)
    if (!this.#timer) this.#next()
    return true
  }

  /** Gives how many were waiting. */
  close(): number {
    clearTimeout(this.#timer)
    return this.#waiting.splice(0).length
  }

  #next(): void {
    const run = this.#waiting.shift()
    this.#timer = run ? setTimeout(() => this.#next(), this.#intervalMs) : undefined
    void run?.()
  }
}
