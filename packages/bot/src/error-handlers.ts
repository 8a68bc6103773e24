import type { OneBotEvent } from '@rookery/protocol'
import type { BotLog } from './log.js'

export type ErrorHandler = (error: unknown, event: OneBotEvent | undefined) => unknown

/** Where errors of handlers go: to those who asked for them, else to the log. */
export class ErrorHandlers {
  readonly #log: BotLog
  readonly #handlers = new Set<ErrorHandler>()

  constructor(log: BotLog) {
    this.#log = log
  }

  add(handler: ErrorHandler): () => void {
    this.#handlers.add(handler)
    return () => void this.#handlers.delete(handler)
  }

  /** Tells an error. One of an error handler itself is logged: it must not go round in circles. */
  tell(error: unknown, event: OneBotEvent | undefined): void {
    if (this.#handlers.size === 0) this.#log.error(`a handler failed on ${describe(event)}`, error)
    for (const handler of this.#handlers) {
      Promise.resolve()
        .then(() => handler(error, event))
        .catch((again: unknown) => this.#log.error('an error handler failed', again))
    }
  }
}

/** An event in one line, without what people wrote. */
function describe(event: OneBotEvent | undefined): string {
  if (!event) return 'no event'
  const { post_type, group_id, user_id } = event as unknown as Readonly<Record<string, unknown>>
  const place = group_id === undefined ? '' : ` in group ${group_id}`
  const who = user_id === undefined ? '' : ` of user ${user_id}`
  return `an event "${post_type}"${place}${who}`
}
