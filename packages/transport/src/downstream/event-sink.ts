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
  /** Bytes that were accepted but are not sent yet or, on transports that answer each event, not answered. */
  readonly queuedBytes: number
  /** Number of the other side's calls that wait for their replies. Absent where it makes none. */
  readonly callsUnderWay?: number
  /** Settles once, when nothing will be sent any more. */
  readonly closed: Promise<CloseInfo>
  /** Sends one event to this connection only; the bytes must not be changed afterwards. */
  send(event: Uint8Array): void
  /** Sends events that other connections receive as well. */
  sendBatch(batch: Batch): void
  /** Sends the batch if it is open and nothing waits; false if it did not. Spares the questions beforehand. */
  offerBatch?(batch: Batch): boolean
  /** Prepares a large batch for sending, in slices of time; undefined if there is nothing to prepare. */
  prepare?(batch: Batch): Promise<void> | undefined
  /**
   * Requests `confirmed(position)` once everything sent so far was received. False if that is not possible yet and
   * must be requested again.
   */
  mark(position: number): boolean
  /** Whether the other side is reachable, found out within the given milliseconds. */
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
