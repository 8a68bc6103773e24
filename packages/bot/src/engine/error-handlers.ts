import type { OneBotEvent } from '@rookery/protocol'
import type { Log, LogFields } from '../log.js'

export type ErrorHandler = (error: unknown, event: OneBotEvent | undefined) => unknown

/** Sink for errors of handlers: the registered error handlers, else the log. */
export class ErrorHandlers {
  readonly #log: Log
  readonly #handlers = new Set<ErrorHandler>()

  constructor(log: Log) {
    this.#log = log
  }

  add(handler: ErrorHandler): () => void {
    this.#handlers.add(handler)
    return () => void this.#handlers.delete(handler)
  }

  /** Reports an error. An error of an error handler is logged, so that it cannot loop. */
  tell(error: unknown, event: OneBotEvent | undefined): void {
    if (this.#handlers.size === 0)
      this.#log.error({ err: error, ...fieldsOf(event) }, `a handler failed on ${describe(event)}`)
    for (const handler of this.#handlers) {
      Promise.resolve()
        .then(() => handler(error, event))
        .catch((err: unknown) => this.#log.error({ err }, 'an error handler failed'))
    }
  }
}

/** Fields that identify an event, without what people wrote. */
function fieldsOf(event: OneBotEvent | undefined): LogFields {
  const { self_id, post_type, group_id, user_id } = Object(event) as LogFields
  return Object.fromEntries(
    Object.entries({ account: self_id, post_type, group_id, user_id }).filter(
      ([, value]) => value !== undefined,
    ),
  )
}

/** The same fields in one line. */
function describe(event: OneBotEvent | undefined): string {
  if (!event) return 'no event'
  const { post_type, group_id, user_id } = event as unknown as LogFields
  const place = group_id === undefined ? '' : ` in group ${group_id}`
  const who = user_id === undefined ? '' : ` of user ${user_id}`
  return `an event "${post_type}"${place}${who}`
}
