import type { Call, Reply } from '@rookery/protocol'
import type { Client } from '../clients/clients.js'

/** The client that makes a call, over any transport. */
export interface CallingClient {
  readonly client: Client
  /** The account of its connection, or `all`. */
  readonly account: string
  /** Calls `listener` when the caller leaves, at once if it has; returns the undo. Absent: its calls outlive it. */
  onLeave?(listener: () => void): () => void
}

export interface CallRequest {
  readonly caller: CallingClient
  readonly call: Call
  /** Sends replies that precede the last one. */
  readonly sendPart: (part: Reply) => void
  /** True if its caller already has an answer, and waits for no reply. */
  readonly isAnswered?: boolean
  /** Way by which it came. Default `ws`. */
  readonly source?: 'http' | 'quick_operation' | 'hub'
}
