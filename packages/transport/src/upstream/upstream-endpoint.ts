import type { Call, EventFrame, Reply } from '@rookery/protocol'
import type { CloseInfo } from '../link/link.js'

/** Callbacks of an application's connection to an implementation. */
export interface UpstreamHandler<E = EventFrame> {
  event(event: E): void
  /** Something other than an event or the reply to a waiting call was received, and dropped. */
  dropped?(why: string): void
}

/**
 * Hears how calls end, without a promise for each: one observer serves many calls. A call that was not sent, or whose
 * connection broke, ends in neither.
 */
export interface CallObserver<R = Reply> {
  /** The implementation answered, whatever it said. */
  answered(reply: R): void
  /** No answer came in time (`isLate`); over HTTP, also: the implementation could not be reached or broke off. */
  unanswered(isLate: boolean): void
}

/** Settings of one call: how long it waits, and how its params and partial replies are treated. */
export interface CallSettings<R = Reply> {
  /** Milliseconds to wait for the reply. Default 120 000. */
  readonly timeoutMs?: number
  /** Receives the replies ahead of the last one, which NapCat's stream actions send. */
  readonly onPart?: (part: R) => void
  /** Keeps `self_id` in the params, for a peer with several accounts: a hub. */
  readonly keepsSelfId?: boolean
  /** Allows the bytes of the call to be overwritten: nobody reads them afterwards, which saves copying a large call. */
  readonly mayOverwrite?: boolean
  /** Replaces the failed reply to a call whose connection broke after the call was sent. */
  readonly whenBroken?: ((failure: R) => R | Promise<R>) | undefined
  /** Hears how the call ends, before its caller does. */
  readonly observer?: CallObserver<R> | undefined
}

export const DEFAULT_CALL_TIMEOUT_MS = 120_000
/** Most bytes under way; beyond it, calls are refused. A link itself breaks off at twice as much. */
export const MAX_QUEUED_CALL_BYTES = 64 * 1024 * 1024

/**
 * The application's end of a connection, over any transport: sends calls, passes events to its handler. `R` is a reply as
 * this side reads it.
 */
export interface UpstreamEndpoint<R = Reply> {
  /** Address of the implementation, for logs. */
  readonly remote: string
  readonly isOpen: boolean
  /** False while it is open for events alone. Default: true. */
  readonly takesCalls?: boolean
  /** Settles once, when no call can be sent any more. */
  readonly closed: Promise<CloseInfo>
  /** Number of calls that wait for their reply. */
  readonly waitingCalls: number
  /** Sends a call and returns its reply. Always settles, and never rejects. */
  call(call: Call, settings?: CallSettings<R>): Promise<R>
  /** Changes the milliseconds of silence after which it is given up, if silence can be noticed. */
  setDeadAfter(deadAfterMs: number): void
  close(code: number, reason: string): Promise<CloseInfo>
}
