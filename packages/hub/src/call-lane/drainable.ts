import { failedReply, type Reply } from '@rookery/protocol'
import { type Clock, failureOf } from '@rookery/transport'
import type { CallCounters } from '../traffic/call-counters.js'
import type { CallRequest } from './caller.js'
import type { CallLane } from './lane.js'

/** Executes a call; it always settles, and never rejects. */
export type ExecuteCall = (request: CallRequest) => Promise<Reply>

/** Wraps a lane: the result never rejects, calls are counted, and draining it refuses new ones and waits for the others. */
export function drainable(
  lane: CallLane,
  clock: Clock,
  counters: CallCounters,
): {
  readonly execute: ExecuteCall
  drain(timeoutMs: number): Promise<void>
} {
  const running = new Running(lane, counters)
  let isDraining = false
  return {
    execute: (request) => (isDraining ? Promise.resolve(stops()) : running.run(request)),
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

/** Counts calls, running and over: a set of promises would cost more than many a call does. */
class Running {
  readonly #lane: CallLane
  readonly #counters: CallCounters
  #count = 0
  readonly #waiting: (() => void)[] = []

  constructor(lane: CallLane, counters: CallCounters) {
    this.#lane = lane
    this.#counters = counters
  }

  run(request: CallRequest): Promise<Reply> {
    this.#count++
    // The call itself is not held: it may be large.
    const { action } = request.call
    const { client } = request.caller
    const begunAt = this.#counters.begin()
    const over = (outcome: unknown): Reply => {
      const reply = isReply(outcome) ? outcome : failureOf(outcome)
      this.#counters.over(client, action, reply, begunAt)
      if (--this.#count === 0) for (const resolve of this.#waiting.splice(0)) resolve()
      return reply
    }
    try {
      return Promise.resolve(this.#lane(request)).then(over, over)
    } catch (error) {
      return Promise.resolve(over(error))
    }
  }

  /** Settles when no call runs. */
  over(): Promise<void> {
    return new Promise((resolve) => {
      if (this.#count === 0) resolve()
      else this.#waiting.push(resolve)
    })
  }
}

/** Tells a reply from what a lane throws. */
const isReply = (outcome: unknown): outcome is Reply =>
  typeof outcome === 'object' && outcome !== null && 'isPart' in outcome
