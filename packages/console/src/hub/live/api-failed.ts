/** A request that the hub refused, or that did not reach it (`status` 0). */
export class ApiFailed extends Error {
  readonly status: number
  /** `unreachable`, or the code that the hub gave. */
  readonly code: string

  constructor(status: number, code: string, message: string) {
    super(message)
    this.name = 'ApiFailed'
    this.status = status
    this.code = code
  }
}
