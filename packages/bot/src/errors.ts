import { OneBotError } from '@rookery/protocol'

/**
 * What became of a call that failed: `rejected`, it was answered and not done; `unsent`, it never left; `unknown`, it may
 * have been done. What is unknown must not be repeated blindly: a message would be there twice.
 */
export type Outcome = 'rejected' | 'unsent' | 'unknown'

/** A call did not do what it should. */
export abstract class CallError extends OneBotError {
  readonly action: string
  abstract readonly outcome: Outcome

  constructor(code: string, action: string, message: string, options?: ErrorOptions) {
    super(code, `${action}: ${message}`, options)
    this.action = action
  }
}

/** The reply to a call that failed, as it came. */
export interface FailedResult {
  readonly status: string
  readonly retcode: number
  readonly data: unknown
  readonly message?: string
  readonly wording?: string
}

/** The implementation answered that it did not do it, and why. */
export class ActionFailed extends CallError {
  readonly outcome = 'rejected'
  readonly retcode: number
  readonly result: FailedResult

  constructor(action: string, result: FailedResult) {
    super('action_failed', action, `retcode ${result.retcode}${reasonOf(result)}`)
    this.retcode = result.retcode
    this.result = result
  }
}

/** The HTTP API answered with a status that is no success. */
export class HttpFailed extends CallError {
  readonly outcome = 'rejected'
  readonly status: number

  constructor(action: string, status: number, reason: string) {
    super('http_failed', action, `HTTP status ${status}: ${reason}`)
    this.status = status
  }
}

/** The implementation could not be reached, or did not answer in time. */
export class NetworkError extends CallError {
  readonly outcome: 'unsent' | 'unknown'

  constructor(action: string, outcome: 'unsent' | 'unknown', reason: string) {
    super('network_error', action, reason)
    this.outcome = outcome
  }
}

/** There is nothing to call: no account is connected, or it cannot be told which one is meant. */
export class ApiNotAvailable extends CallError {
  readonly outcome = 'unsent'

  constructor(action: string, reason: string) {
    super('api_not_available', action, reason)
  }
}

/** The name that every error of a call has for those who come from NoneBot and aiocqhttp. */
export { OneBotError as CQHttpError }

/** Something was written that cannot be: a declaration, an option, an argument. It is the author's to mend. */
export class BotUsageError extends OneBotError {}

function reasonOf({ message, wording }: FailedResult): string {
  const reason = wording || message
  return reason ? `, ${reason}` : ''
}
