import { checkOptions } from '../checks/check-options.js'
import { amount, handler, milliseconds, options } from '../checks/option-kind.js'
import type { CallLayer } from './layers.js'

/** Options of `paceSends`. */
export interface PaceOptions {
  /** Milliseconds between what one account sends. */
  readonly perAccountMs: number
  /** The share of it by which each gap is longer at random, 0 to 1; default 0.5. */
  readonly jitter?: number
  /** 0 to 1; for tests. */
  readonly random?: () => number
}

const paceOptions = options<PaceOptions>(
  { perAccountMs: milliseconds, jitter: amount, random: handler },
  'perAccountMs',
)

/**
 * Sends messages of an account one after the other with a gap between them, so that QQ does not take it for a machine.
 * Order is kept; other calls are not held up.
 *
 * ```ts
 * bot.onCall(paceSends({ perAccountMs: 1_000 }))
 * ```
 */
export function paceSends(given: PaceOptions): CallLayer {
  checkOptions('paceSends', given ?? null, paceOptions)
  const { perAccountMs, jitter = 0.5, random = Math.random } = given
  /** For each account: when its next message may leave. */
  const gates = new Map<string, Promise<unknown>>()
  return async (call, next) => {
    if (!isSend(call.action)) return next(call)
    const { self_id } = call.account
    const turn = gates.get(self_id) ?? Promise.resolve()
    const gapMs = perAccountMs * (1 + jitter * random())
    gates.set(
      self_id,
      // A call that was aborted, or a bot that was closed, holds nobody up.
      turn.then(() => call.wait(gapMs)).catch(() => {}),
    )
    await turn
    return next(call)
  }
}

const isSend = (action: string): boolean => /^send_.*msg/.test(action)
