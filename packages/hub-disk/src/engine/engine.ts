import type { CallBatch, CallMoment, CallOutcome, CallQuery, KnownCall } from './calls.js'

/**
 * Work of the thread that holds the file. It knows no events: packs are bytes to it, beside the facts that it
 * searches by. Everything here can be cloned to another thread.
 */
export interface Engine {
  /** Saves all of a batch, or nothing of it. Resolves with the epochs that it began, in order. */
  commit(batch: Batch): Promise<readonly number[]>
  rows(request: RowRequest): Promise<Rows>
  last(accounts: readonly string[]): Promise<readonly LastId[]>
  cursor(client: string, place: string): Promise<string | undefined>
  firstSeen(client: string, now: number): Promise<number>
  /** Saves all of a batch, or nothing of it. Resolves with the outcome of each change. */
  saveCalls(batch: CallBatch): Promise<readonly CallOutcome[]>
  /** Looks calls up; undefined for those of which nothing is known. */
  findCalls(query: CallQuery): Promise<readonly (KnownCall | undefined)[]>
  /** Forgets a few calls that are too old. Resolves with whether that was all. */
  forgetCalls(moment: CallMoment): Promise<boolean>
  /** Forgets a few clients and cursors that nobody uses. Resolves with whether that was all. */
  forgetClients(limits: ClientLimits): Promise<boolean>
  /** Forgets a little of what is too old or too much. Resolves with whether that was all. */
  retain(limits: RetainLimits): Promise<boolean>
  close(): Promise<void>
}

/** Commands of an engine by name, so that a thread can be asked for them. */
export type EngineCommand = keyof Engine

/** Changes that are saved together. */
export interface Batch {
  readonly packs: readonly PackRow[]
  readonly begins: readonly BeginRow[]
  readonly cursors: readonly CursorRow[]
  readonly dropped: readonly DroppedRow[]
  /** True if the batch has to survive a power failure. */
  readonly isSynced: boolean
  /** True if nothing of this process is left to save. */
  readonly isLast?: boolean
  /** Generation of the front log whose batches are part of this one. */
  readonly covers?: number
  /** Unix milliseconds. */
  readonly now: number
}

/** Changes that the front log keeps until a commit covers them. */
export type FrontBatch = Pick<Batch, 'packs' | 'cursors' | 'now'>

/** Place in the front log at which the next batch is appended. */
export interface FrontPlace {
  /** Number of the commit that covers it; each is one more than the last. */
  readonly generation: number
  readonly position: number
}

/** A pack of consecutive events of one epoch. */
export interface PackRow {
  readonly account: string
  readonly epoch: number
  readonly first: number
  readonly last: number
  /** Earliest and latest admission, in unix milliseconds: the clock may have been set meanwhile. */
  readonly firstAt: number
  readonly lastAt: number
  /** The last event's own time in unix seconds. */
  readonly lastTime: number
  readonly pack: Uint8Array
}

/** A new epoch: one more than the largest known, and at least `floor`. */
export interface BeginRow {
  readonly account: string
  readonly floor: number
}

/** A cursor as text; without one it is removed. */
export interface CursorRow {
  readonly client: string
  readonly place: string
  readonly text?: string
}

/** Consecutive events that will never be in the file. */
export interface DroppedRow {
  readonly account: string
  readonly epoch: number
  readonly first: number
  readonly last: number
  readonly fromTime: number
  readonly toTime: number
}

/** Asks for packs behind a mark. */
export interface RowRequest {
  readonly accounts: 'all' | readonly string[]
  readonly marks: readonly LastId[]
  readonly othersFrom?: number
  readonly until?: number
  readonly limit: number
  readonly bytes: number
  readonly hint?: number
}

/** The newest event of an account. */
export interface LastId {
  readonly account: string
  readonly epoch: number
  readonly last: number
}

/** Packs in the order of the file. */
export interface Rows {
  readonly rows: readonly FoundRow[]
  /** Accounts whose newest events are missing altogether; valid once all rows are taken. */
  readonly ends: readonly MissingEnd[]
  /** Rows up to here were looked at, if any were. */
  readonly hint?: number
  readonly isEnd: boolean
  /** True if some row of the file reaches the time of the request. */
  readonly reachesTime?: boolean
}

/** A pack that was found. */
export interface FoundRow {
  readonly id: number
  readonly account: string
  readonly epoch: number
  readonly first: number
  readonly last: number
  readonly missing?: MissingRun
  /** Set on the first row that reaches the time of the request. */
  readonly isFirstOfTime?: true
  readonly pack: Uint8Array
}

/** Events that should lie before a row and do not. */
export interface MissingRun {
  readonly reason: 'forgotten' | 'absent'
  readonly count?: number
  /** Unix seconds between which they lie. */
  readonly fromTime?: number
  readonly toTime?: number
}

/** Events missing behind the last row of an account. */
export interface MissingEnd extends LastId, MissingRun {}

/** Limits of what is kept. */
export interface RetainLimits {
  /** Unix milliseconds. Events that were admitted later come from a clock that was ahead. */
  readonly now: number
  /** Unix milliseconds: events that were admitted before it are forgotten. */
  readonly olderThan: number
  readonly bytes: number
}

/** Limits of the clients that are known, in unix milliseconds. */
export interface ClientLimits {
  readonly now: number
  /** Clients and cursors that nobody used since are forgotten. */
  readonly unusedSince: number
}

/** Repairs that were made while a store was opened. */
export interface OpenReport {
  /** New path of a damaged file; the store began anew. */
  readonly setAside?: string
  /** Damage that SQLite found in the file that was set aside. */
  readonly damage?: string
  /**
   * Pages at the end of the write-ahead log that were left out, because they were cut or damaged, or belong to a batch that
   * was under way.
   */
  readonly lostPages: number
  /** Bytes at the end of the front log that were left out, if any: a write that was cut off. */
  readonly lostBytes?: number
}
