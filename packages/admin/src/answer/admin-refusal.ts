import type { AdminErrorCode } from '../wire.js'

/** Reason why a request is refused, with its HTTP status. Thrown by routes, and answered as an `AdminError`. */
export class AdminRefusal extends Error {
  override readonly name = 'AdminRefusal'
  readonly status: number
  readonly code: AdminErrorCode
  /** The request showed a wrong token or link. */
  readonly isGuess: boolean

  constructor(status: number, code: AdminErrorCode, message: string, { isGuess = false } = {}) {
    super(message)
    this.status = status
    this.code = code
    this.isGuess = isGuess
  }
}
