import type { CallLedger } from '../call-ledger/call-ledger.js'
import type { CursorStore } from './cursor-store.js'
import type { EventLog } from './event-log.js'

/**
 * All of a hub that outlives its process. Its parts are one store: what is saved together is there together after a crash,
 * so that no cursor stands behind an event that the log lacks.
 */
export interface HubStore {
  readonly log: EventLog
  readonly cursors: CursorStore
  /** Calls with an idempotency key; closed with the store. */
  readonly ledger: CallLedger
  readonly state: StoreState
  /** Where it keeps its files, and how much. Absent where there are none. */
  readonly usage?: StoreUsage | undefined
  /** Whether it keeps events at all: otherwise nobody need write them. */
  readonly keepsEvents: boolean
  /** Whether clients may see an event only once it is safe, so that nothing that they had can be lost. */
  readonly showsOnlySafe: boolean
  /** Calls the listener whenever the store goes down or is up again, or does so for its events. Returns how to stop. */
  onState(listener: (state: StoreState) => void): () => void
  /** Saves what can be saved, and gives back what the store holds. */
  close(): Promise<void>
}

/** Files of a store. */
export interface StoreUsage {
  readonly folder: string
  /** Bytes of all files, as they were when somebody last asked, or at the opening. */
  readonly bytes: number
}

/** Condition of a store. */
export interface StoreState {
  /** Whether the last write succeeded. */
  readonly isUp: boolean
  /** Whether events can be saved, though calls with keys cannot. Absent: as `isUp` says. */
  readonly savesEvents?: boolean
  /** Events that are not safe yet. */
  readonly behind: number
  /** Unix milliseconds since when it is up or down. */
  readonly since: number
  /** Reason, while it is down. */
  readonly fault?: StoreFault
}

/** A failure in words, with the code of whatever failed. */
export interface StoreFault {
  readonly code: string
  readonly message: string
}
