import { checkOptions } from '../checks/check-options.js'
import { amount, handler, milliseconds, options } from '../checks/option-kind.js'
import type { CallLayer } from './layers.js'

/** Options of `paceSends`. */
export interface PaceOptions {
  /** Milliseconds between two messages of one account. */
  readonly perAccountMs: number
  /** Largest random extension of each gap, as a fraction of it, 0 to 1; default 0.5. */
  readonly jitter?: number
  /** Random source, 0 to 1; for tests. */
  readonly random?: () => number
}

const paceOptions = options<PaceOptions>(
  { perAccountMs: milliseconds, jitter: amount, random: handler },
  'perAccountMs',
)

/**
 * Sends the messages of an account one after another with a gap between them, so that QQ does not take it for a bot.
 * Order is kept; other calls are not delayed.
 *
 * ```ts
 * bot.onCall(paceSends({ perAccountMs: 1_000 }))
 * ```
 */
export function paceSends(given: PaceOptions): CallLayer {
  checkOptions('paceSends', given ?? null, paceOptions)
  const { perAccountMs, jitter = 0.5, random = Math.random } = given
  /** Promise per account: settles when its next message may leave. */
  const gates = new Map<string, Promise<unknown>>()
  return async (call, next) => {
    if (!isSend(call.action)) return next(call)
    const { self_id } = call.account
    const turn = gates.get(self_id) ?? Promise.resolve()
    const gapMs = perAccountMs * (1 + jitter * random())
    gates.set(
      self_id,
      // An aborted call, or a closed bot, delays no other call.
      turn.then(() => call.wait(gapMs)).catch(() => {}),
    )
    await turn
    return next(call)
  }
}

const isSend = (action: string): boolean => /^send_.*msg/.test(action)
