import type { EventAddress } from '../frames/event-address.js'
import type { FramedText } from '../frames/websocket-frame.js'

/** An event on its way to a receiver. */
export interface Post extends EventAddress {
  readonly event: Uint8Array
  /** The event as it was received, if the receiver is sent another form of it. */
  readonly received?: FramedText | undefined
  readonly item: number
  /** Sent to this receiver only, and not missed if lost. */
  readonly isOwn: boolean
  /** Creation time, in milliseconds of `now`. */
  readonly since: number
  refusals: number
  /** A kept connection closed during the post: its next attempt needs a fresh one. */
  needsFresh: boolean
}
