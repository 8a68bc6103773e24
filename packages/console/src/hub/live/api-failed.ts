import type { ConfigProblem } from '../wire/wire.js'

/** A request that the hub refused, or that did not reach it (`status` 0). */
export class ApiFailed extends Error {
  readonly status: number
  /** `unreachable`, or the code that the hub gave. */
  readonly code: string
  readonly problems: readonly ConfigProblem[]

  constructor(status: number, code: string, message: string, problems: readonly ConfigProblem[] = []) {
    super(message)
    this.name = 'ApiFailed'
    this.status = status
    this.code = code
    this.problems = problems
  }
}
