import { CallError } from '../errors.js'
import type { CallLayer } from './layers.js'

/**
 * Logs every call: its account, duration and outcome.
 *
 * ```ts
 * bot.onCall(logCalls())
 * // 10000 send_group_msg 12 ms delivered
 * ```
 */
export function logCalls(print: (line: string) => void = console.log): CallLayer {
  return async (call, next) => {
    const startedAt = performance.now()
    const tell = (outcome: string): void =>
      print(
        `${call.account.self_id} ${call.action} ${Math.round(performance.now() - startedAt)} ms ${outcome}`,
      )
    try {
      const data = await next(call)
      tell('done')
      return data
    } catch (error) {
      tell(error instanceof CallError ? `${error.outcome}: ${error.message}` : String(error))
      throw error
    }
  }
}
