import type { Failure } from '../../log/log.js'

/** An application that the hub cannot reach. */
export interface FailingReceiver {
  readonly client: string
  readonly account: string
  /** Its address, without secrets. */
  readonly address: string
  readonly failure: Failure
}
