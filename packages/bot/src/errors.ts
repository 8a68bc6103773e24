import { OneBotError } from '@rookery/protocol'

/**
 * Outcome of a failed call: `rejected`, it was answered and not done; `unsent`, it never left; `unknown`, it may have
 * been done. Never repeat an unknown one blindly: a message could arrive twice.
 */
export type Outcome = 'rejected' | 'unsent' | 'unknown'

/** A call failed. */
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

/**
 * The implementation answered that it did not do it, and why. NapCat also answers so when QQ did not tell it in time what
 * became of a call; then `outcome` is `unknown`.
 *
 * ```ts
 * try {
 *   await bot.set_group_ban({ group_id, user_id, duration: 60 })
 * } catch (error) {
 *   if (error instanceof ActionFailed) console.log(error.retcode, error.result.wording)
 * }
 * ```
 */
export class ActionFailed extends CallError {
  readonly outcome: 'rejected' | 'unknown'
  readonly retcode: number
  readonly result: FailedResult

  constructor(action: string, result: FailedResult) {
    super('action_failed', action, `retcode ${result.retcode}${reasonOf(result)}`)
    this.outcome = timedOutInside(result) ? 'unknown' : 'rejected'
    this.retcode = result.retcode
    this.result = result
  }
}

/** The HTTP API answered with an error status. After a 5xx the call may have been done. */
export class HttpFailed extends CallError {
  readonly outcome: 'rejected' | 'unknown'
  readonly status: number

  constructor(action: string, status: number, reason: string, outcome: 'rejected' | 'unknown' = 'rejected') {
    super('http_failed', action, reason)
    this.outcome = outcome
    this.status = status
  }
}

/**
 * The call never left (retcode 1503: `unsent`, it may be repeated), or it left and no answer came (1504: `unknown`, it may
 * have been done).
 */
export class NetworkError extends CallError {
  readonly outcome: 'unsent' | 'unknown'

  constructor(action: string, outcome: 'unsent' | 'unknown', reason: string) {
    super('network_error', action, reason)
    this.outcome = outcome
  }
}

/** No account to call through: none is connected, or several are and none was chosen. */
export class ApiNotAvailable extends CallError {
  readonly outcome = 'unsent'

  constructor(action: string, reason: string) {
    super('api_not_available', action, reason)
  }
}

/** Base class of our errors under its name in NoneBot and aiocqhttp. */
export { OneBotError as CQHttpError }

/** Invalid use of the API: a declaration, an option, an argument. The author must fix it. */
export class BotUsageError extends OneBotError {}

/**
 * The other side does not let the bot in: 401 without a token, 403 (or the close code 1008) with a wrong one. NapCat and
 * LLBot say 403 to both, in a frame.
 */
export class ConnectionRefused extends OneBotError {
  readonly status: number

  constructor(url: string, status: number, reason: string) {
    super('connection_refused', `${url} refused the connection: ${reason}`)
    this.status = status
  }
}

/** The bot was closed while something waited. */
export class BotClosed extends OneBotError {
  constructor(what: string) {
    super('bot_closed', `${what}: the bot was closed`)
  }
}

/** A job of `bot.schedule` failed; `cause` is why. */
export class JobFailed extends OneBotError {
  readonly job: string

  constructor(job: string, cause: unknown) {
    const why = cause instanceof Error ? cause.message : String(cause)
    super('job_failed', `job ${job}: ${why}`, { cause })
    this.job = job
  }
}

/** An account was not online in time. */
export class NotReady extends OneBotError {
  constructor(what: string, timeoutMs: number) {
    super('not_ready', `${what} was not online within ${timeoutMs} ms`)
  }
}

/** Detects NapCat's timeout while waiting for QQ: only this retcode and the wording show it. */
const timedOutInside = ({ retcode, wording, message }: FailedResult): boolean =>
  retcode === 1200 && /time ?out|超时/i.test(`${wording ?? ''} ${message ?? ''}`)

function reasonOf({ message, wording }: FailedResult): string {
  const reason = wording || message
  return reason ? `, ${reason}` : ''
}
