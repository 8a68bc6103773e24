import { asyncReply, failedReply, type Reply, replyBody } from '@rookery/protocol'
import { MAX_WAITING_TURNS, Turns } from '@rookery/transport'
import type { Log } from '../log.js'

/**
 * Calls that are answered at once and executed afterwards, `_rate_limited` ones of an account one by one. The hub
 * does it itself, so that it works with implementations that lack it. Nobody but the log hears of the outcome.
 */
export class LaterCalls {
  readonly #intervalMs: number
  readonly #log: Log
  readonly #queues = new Map<string, Turns>()

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
    else if (!this.#queue(account).add(() => void run())) {
      return failedReply(1429, `${MAX_WAITING_TURNS} rate-limited calls of account ${account} wait already`)
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

  #queue(account: string): Turns {
    const queue = this.#queues.get(account) ?? new Turns(this.#intervalMs)
    this.#queues.set(account, queue)
    return queue
  }
}
