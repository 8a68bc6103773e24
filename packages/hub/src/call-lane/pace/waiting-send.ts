import type { Reply } from '@rookery/protocol'
import type { Queued } from './fair-queue.js'

/** A send for the queue. */
export interface SendToQueue extends Queued {
  /** True if somebody waits for the reply, so that it must come before the deadline. */
  readonly isAwaited: boolean
}

/** A send whose turn has not come. */
export interface WaitingSend extends SendToQueue {
  /** Calls `listener` when the caller leaves, at once if it has; returns the undo. None: it stays. */
  onLeave(listener: () => void): (() => void) | undefined
  /** Sends it: its turn has come. */
  send(): Promise<Reply>
  /** Has it go the way of a call that comes now: the connection that it waited for has changed. */
  restart(): Promise<Reply>
}
