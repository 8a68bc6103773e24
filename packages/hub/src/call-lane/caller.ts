import type { Call, Reply } from '@rookery/protocol'
import type { Client } from '../clients/clients.js'

/** The client that calls, over whichever way. */
export interface CallingClient {
  readonly client: Client
  /** The account that its connection serves, or `all`. */
  readonly account: string
}

export interface CallRequest {
  readonly caller: CallingClient
  readonly call: Call
  /** Sends replies ahead of the last one. */
  readonly sendPart: (part: Reply) => void
}
