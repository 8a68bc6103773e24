import { failedReply, type Reply } from '@rookery/protocol'
import { type Clock, failureOf } from '@rookery/transport'
import type { CallRequest } from './caller.js'
import type { CallLane } from './lane.js'

/** Executes a call; it always settles, and never rejects. */
export type ExecuteCall = (request: CallRequest) => Promise<Reply>

/** Wraps a lane: the result never rejects, and draining it refuses new calls and waits for the others. */
export function drainable(
  lane: CallLane,
  clock: Clock,
): {
  readonly execute: ExecuteCall
  drain(timeoutMs: number): Promise<void>
} {
  const running = new Running()
  let isDraining = false
  return {
    execute: (request) => (isDraining ? Promise.resolve(stops()) : running.run(() => lane(request))),
    async drain(timeoutMs) {
      isDraining = true
      await new Promise<void>((resolve) => {
        const late = clock.after(timeoutMs, resolve)
        late.unref?.()
        void running.over().then(() => {
          late()
          resolve()
        })
      })
      // Lets the replies leave through the connections that asked.
      await new Promise((resolve) => setImmediate(resolve))
    },
  }
}

const stops = (): Reply => failedReply(1503, 'the hub stops; nothing was executed', { outcome: 'unsent' })

/** Counts running calls: a set of promises would cost more than many a call does. */
class Running {
  #count = 0
  readonly #waiting: (() => void)[] = []

  run(execute: () => Reply | Promise<Reply>): Promise<Reply> {
    this.#count++
    try {
      return Promise.resolve(execute()).then(this.#done, this.#failed)
    } catch (error) {
      return Promise.resolve(this.#failed(error))
    }
  }

  /** Settles when no call runs. */
  over(): Promise<void> {
    return new Promise((resolve) => {
      if (this.#count === 0) resolve()
      else this.#waiting.push(resolve)
    })
  }

  readonly #done = (reply: Reply): Reply => {
    if (--this.#count === 0) for (const resolve of this.#waiting.splice(0)) resolve()
    return reply
  }

  readonly #failed = (error: unknown): Reply => this.#done(failureOf(error))
}
