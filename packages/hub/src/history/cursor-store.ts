import type { Mark } from './mark.js'

/** Keeps the position of each client, so that it outlives the process. */
export interface CursorStore {
  /**
   * Takes changes. Never throws and never waits; they are saved together with the events of that moment, never
   * before an event that was written earlier. Of several changes to one cursor only the last may be saved.
   */
  saveCursors(changes: readonly CursorChange[]): void
  /** The saved cursor of a client in one of its places, changes that are not safe yet included. */
  cursorOf(client: string, place: string): Promise<StoredCursor | undefined>
  /** Unix milliseconds when the store first heard of a client: now, if it is the first time. */
  firstSeen(client: string): Promise<number>
}

/** Position of a client in one place. */
export interface StoredCursor {
  /** Everything behind it is confirmed. */
  readonly mark: Mark
  /** Unix seconds of its last move. */
  readonly time: number
  /** Events in transit each time the last connections ended. */
  readonly suspects?: StoredSuspects
}

/** Events that a client may break off at: those behind `until` that `from` lacks. */
export interface StoredSuspects {
  readonly from: Mark
  readonly until: Mark
  readonly disconnects: number
}

/** A cursor that moved, or is no more. */
export interface CursorChange {
  /** Name of the client, or a digest of its token: it is stored as given. */
  readonly client: string
  /** What the cursor counts, such as the key of a view. */
  readonly place: string
  /** Absent: the cursor is forgotten. */
  readonly cursor?: StoredCursor
}
