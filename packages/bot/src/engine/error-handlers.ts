import type { OneBotEvent } from '@rookery/protocol'
import type { Log, LogFields } from '../log.js'

export type ErrorHandler = (error: unknown, event: OneBotEvent | undefined) => unknown

/** Where errors of handlers go: to those who asked for them, else to the log. */
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

  /** Tells an error. One of an error handler itself is logged: it must not go round in circles. */
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

/** The same in one line. */
function describe(event: OneBotEvent | undefined): string {
  if (!event) return 'no event'
  const { post_type, group_id, user_id } = event as unknown as LogFields
  const place = group_id === undefined ? '' : ` in group ${group_id}`
  const who = user_id === undefined ? '' : ` of user ${user_id}`
  return `an event "${post_type}"${place}${who}`
}
