import type { EventAddress } from '../frames/event-address.js'

/** An event on its way to a receiver. */
export interface Post extends EventAddress {
  readonly event: Uint8Array
  readonly item: number
  /** Sent to this receiver only, and not missed if lost. */
  readonly isOwn: boolean
  /** Creation time, in milliseconds of `now`. */
  readonly since: number
  refusals: number
  /** A kept connection closed during the post: its next attempt needs a fresh one. */
  needsFresh: boolean
}
