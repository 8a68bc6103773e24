import type { Call, EventFrame, Reply } from '@rookery/protocol'
import type { CloseInfo } from '../link/link.js'

/** Callbacks of an application's connection to an implementation. */
export interface UpstreamHandler {
  event(event: EventFrame): void
  /** Something came in that is neither an event nor the reply to a waiting call; it was dropped. */
  dropped?(why: string): void
}

export interface CallSettings {
  /** Milliseconds to wait for the reply. Default 120 000. */
  readonly timeoutMs?: number
  /** Takes the replies ahead of the last one, as NapCat's stream actions send. */
  readonly onPart?: (part: Reply) => void
  /** Leaves `self_id` in the params, for a peer that has several accounts: a hub. */
  readonly keepsSelfId?: boolean
  /** Lets the bytes of the call be overwritten: nobody reads them afterwards, which spares a copy of a large call. */
  readonly mayOverwrite?: boolean
}

export const DEFAULT_CALL_TIMEOUT_MS = 120_000
/** With more than this on its way, calls are refused: a link itself breaks off at twice as much. */
export const MAX_QUEUED_CALL_BYTES = 64 * 1024 * 1024

/** The face that an application holds, whatever it travels by: calls go out; events come to its handler. */
export interface UpstreamFace {
  /** Address of the implementation, for logs. */
  readonly remote: string
  readonly isOpen: boolean
  /** Settles once, when no call can be sent any more. */
  readonly closed: Promise<CloseInfo>
  /** How many calls wait for their reply. */
  readonly waitingCalls: number
  /** Sends a call and gives its reply. It always settles, and never rejects. */
  call(call: Call, settings?: CallSettings): Promise<Reply>
  /** Changes after how many milliseconds of silence it is given up, where silence can be noticed. */
  setDeadAfter(deadAfterMs: number): void
  close(code: number, reason: string): Promise<CloseInfo>
}
