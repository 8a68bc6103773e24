import type { EventId } from './event-id.js'
import type { Mark } from './mark.js'
import type { HistoryEvent } from './pack.js'

/** Most bytes of one slice, unless a single event is larger. */
export const SLICE_BYTES = 1024 * 1024

/**
 * Log of events that outlives the process. The journal in memory is what clients are served from; the log is
 * written behind it, and read by those that memory has forgotten. It assumes neither a disk nor a single writer: each
 * answer is a promise, and a place in it is a `Mark`.
 */
export interface EventLog {
  /**
   * Begins to number an account, with an epoch that is larger than any that the store has known. A store that saves
   * it resolves once it is safe; while it is down, with an epoch from the clock, which is saved when it is back.
   */
  begin(account: string): number | Promise<number>
  /**
   * Takes events, in order per account. Never throws and never waits: events that are not safe yet are held in memory up
   * to a limit. What is dropped beyond it is reported by `onDropped` and is a gap of the history.
   */
  write(events: readonly HistoryEvent[]): void
  /** Calls the listener with the last safe id of each account that moved. Returns how to stop. */
  onSafe(listener: (upTo: readonly EventId[]) => void): () => void
  /** Calls the listener with each run of events that will never be in the log. Returns how to stop. */
  onDropped(listener: (run: DroppedRun) => void): () => void
  /**
   * Reads on from a mark, one slice. Of each account the events come in order; accounts come in the order in which they
   * were written.
   *
   * @throws StoreError if it cannot be read
   */
  read(request: ReadRequest): Promise<Slice>
  /** The newest id that the log knows of each account that it was asked for; retention does not forget it. */
  last(accounts: readonly string[]): Promise<ReadonlyMap<string, EventId>>
}

/** Consecutive events of one epoch that were given up. */
export interface DroppedRun {
  readonly account: string
  readonly epoch: number
  readonly first: number
  readonly last: number
  /** Unix seconds of the first and the last of them. */
  readonly fromTime: number
  readonly toTime: number
}

/** Asks for the events of some accounts behind a mark. */
export interface ReadRequest {
  /** Where to go on: an event that lies behind the mark is left out. `markOfTime` makes one of a time. */
  readonly after: Mark
  /** Only events that were admitted before it, in unix milliseconds. */
  readonly until?: number
  readonly accounts: 'all' | readonly string[]
  /** Most events of the slice. */
  readonly limit: number
  /** Most bytes of its payloads, up to `SLICE_BYTES`; the first event is given whatever its size. */
  readonly bytes?: number
  /** `hint` of the slice before, if `after` is its `mark` and the rest is equal. */
  readonly hint?: number
}

/** Some events, and how to go on. */
export interface Slice {
  readonly events: readonly HistoryEvent[]
  /** Runs of events that should be there and are not; told once, by the slice that steps over them. */
  readonly missing: readonly MissingEvents[]
  /** The mark behind all that the slice gave or stepped over. */
  readonly mark: Mark
  /** Spares the store to look for the mark in the next request; it promises nothing. */
  readonly hint?: number
  /** Whether nothing more was there at that moment. */
  readonly isEnd: boolean
}

/** Reasons why events are not in the log. */
export type MissingReason = 'forgotten' | 'absent' | 'damaged'

/** Events of one account that were asked for and are not in the log. */
export interface MissingEvents {
  readonly account: string
  /** `forgotten` by retention, `damaged`, or `absent`: never written, as when the disk was full. */
  readonly reason: MissingReason
  /** Number of events, where it is known; 0 if there may have been none. */
  readonly count?: number
  /** Unix seconds from which on they lie, where it is known. */
  readonly fromTime?: number
  /** Unix seconds until which they lie, where it is known. */
  readonly toTime?: number
}
