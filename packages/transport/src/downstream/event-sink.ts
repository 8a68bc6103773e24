import type { Batch } from '../frames/batch.js'
import type { CloseInfo } from '../link/link.js'

/**
 * A connection to an application as event delivery sees it, whatever its transport: a `Downstream` over a WebSocket,
 * a `Poster` over HTTP POST, an `SseSink`.
 */
export interface EventSink {
  /** Address of the other side, for logs. */
  readonly remote: string
  readonly isOpen: boolean
  /** Bytes that were given and are not on their way yet, or, where each is answered, not answered. */
  readonly queuedBytes: number
  /** Settles once, when nothing will be sent any more. */
  readonly closed: Promise<CloseInfo>
  /** Sends one event that only this side gets; the bytes must not be changed afterwards. */
  send(event: Uint8Array): void
  /** Sends events that others get too. */
  sendBatch(batch: Batch): void
  /** Makes ahead, in slices of time, what sending a large batch needs; undefined when that is nothing. */
  prepare?(batch: Batch): Promise<void> | undefined
  /**
   * Asks for `confirmed(position)` once everything sent so far was received. False when that cannot be told
   * yet and has to be asked again.
   */
  mark(position: number): boolean
  /** Whether the other side is there, found out within a time in milliseconds. */
  probe(timeoutMs: number): Promise<boolean>
  close(code: number, reason: string): Promise<CloseInfo>
}

/** Callbacks of an event sink. */
export interface EventSinkHandler {
  /** The other side has received everything up to `position`. */
  confirmed?(position: number): void
  /** The queue has been sent; more may follow. */
  drained?(): void
}
