import type { Batch } from '../frames/batch.js'

/** A refusal of the token that came after the upgrade. */
export interface TokenRefusal {
  /** The HTTP status that says the same. */
  readonly status: 401 | 403
  /** The retcode and the words of the other side. */
  readonly reason: string
}

/** How a connection ended: a WebSocket close code and its reason. 1006 means it broke. */
export interface CloseInfo {
  readonly code: number
  readonly reason: string
  /** The other side broke the protocol, and this one closed the connection. */
  readonly isOwn?: true
  /** The other side refused the token of this one in its first frame. */
  readonly refusal?: TokenRefusal
}

/**
 * One open connection that carries whole JSON texts in both directions, in order. It knows nothing of calls
 * and events, and it does not reconnect: a new connection is a new link.
 */
export interface Link {
  /** Address of the other side, for logs. */
  readonly remote: string
  /** Settles once, when nothing will be sent or received any more. */
  readonly closed: Promise<CloseInfo>
  readonly isOpen: boolean
  /** Bytes that were written and have not left this process. */
  readonly queuedBytes: number
  /** Sets the receiver; called once, in the tick in which the link was handed over. */
  attach(receiver: LinkReceiver): void
  /**
   * Sends one text, given in parts that must not be changed afterwards. A closed link drops it. With `mayOverwrite`
   * nobody else holds the parts, and the link may write into them.
   */
  send(parts: readonly Uint8Array[], mayOverwrite?: boolean): void
  /** Sends several texts that other links send as well. */
  sendBatch(batch: Batch): void
  /** Sends the batch if the link is open and nothing waits to be sent; false if it did not. */
  offerBatch?(batch: Batch): boolean
  /** Prepares a large batch for sending, in slices of time; undefined if there is nothing to prepare. */
  prepare?(batch: Batch): Promise<void> | undefined
  /** Asks the other side to echo `payload` when it has read everything sent so far. */
  ping(payload: string): void
  /** Stops reading, which also makes the other side stop sending. */
  pause(): void
  resume(): void
  /**
   * Changes the milliseconds of silence after which the link is given up; a link that cannot fall silent ignores it.
   */
  setDeadAfter(deadAfterMs: number): void
  /** Closes with a handshake, after everything sent; breaks off if the other side does not follow in time. */
  close(code: number, reason: string): Promise<CloseInfo>
}

/** Callbacks of an open link: texts and pongs that come in, and an empty queue. */
export interface LinkReceiver {
  text(bytes: Buffer): void
  /** The echo of a ping, or other payload of a pong. */
  pong(payload: Buffer): void
  /** Everything queued has been written out. */
  drained(): void
}

/** Limits that a link keeps to, in bytes and milliseconds; beyond one of them it is closed. */
export interface LinkLimits {
  /** The largest text accepted; a larger one closes the link with 1009. */
  readonly maxFrameBytes: number
  /** Most queued bytes for a peer that does not read; beyond it, the link is broken off. */
  readonly maxQueuedBytes: number
  /** Milliseconds without any byte after which a link is broken off; it is pinged three times before. 0 = never. */
  readonly deadAfterMs: number
  /** Milliseconds that the other side has for its part of the closing handshake. */
  readonly closeTimeoutMs: number
}

/** Limits of a link that names none: texts of 64 MiB, a queue of 128 MiB, silence of 90 s, 3 s to close. */
export const defaultLinkLimits: LinkLimits = {
  maxFrameBytes: 64 * 1024 * 1024,
  maxQueuedBytes: 128 * 1024 * 1024,
  deadAfterMs: 90_000,
  closeTimeoutMs: 3_000,
}
