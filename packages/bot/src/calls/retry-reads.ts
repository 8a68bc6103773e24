import { isRead } from '@rookery/protocol'
import { checkOptions } from '../checks/check-options.js'
import { amount, milliseconds, options } from '../checks/option-kind.js'
import { CallError } from '../errors.js'
import type { CallLayer } from './layers.js'

/** Options of `retryReads`. */
export interface RetryOptions {
  /** Number of repetitions; default 2. */
  readonly times?: number
  /** Milliseconds before the first repetition, doubled before each further one; default 500. */
  readonly delayMs?: number
}

const retryOptions = options<RetryOptions>({ times: amount, delayMs: milliseconds })

/**
 * Repeats calls that only read (`get_…`, `can_…`) if they did not arrive, or got no answer. A call with an effect is never
 * repeated: a message whose outcome is unknown may have arrived.
 *
 * ```ts
 * bot.onCall(retryReads({ times: 3 }))
 * ```
 */
export function retryReads(given: RetryOptions = {}): CallLayer {
  checkOptions('retryReads', given, retryOptions)
  const { times = 2, delayMs = 500 } = given
  return async (call, next) => {
    for (let failures = 0; ; failures++) {
      try {
        return await next(call)
      } catch (error) {
        if (failures >= times || !isRead(call.action) || !isWorthRepeating(error)) throw error
        await call.wait(delayMs * 2 ** failures)
      }
    }
  }
}

const isWorthRepeating = (error: unknown): boolean =>
  error instanceof CallError && (error.outcome === 'unsent' || error.outcome === 'unknown')
