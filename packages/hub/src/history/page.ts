import type { Mark } from './mark.js'

/** Asks for a page of events. */
export interface PageRequest {
  /** Absent: the oldest that the client may read. */
  readonly since: Mark | undefined
  /** Unix milliseconds before which the events were admitted. */
  readonly until: number | undefined
  /** Absent: all that the client may see. */
  readonly account: string | undefined
  /** Most events of the page. */
  readonly limit: number
}

/** Some events, as JSON texts with their ids, and how to go on. */
export interface Page {
  readonly events: readonly Uint8Array[]
  /** `since` of the next page, as text. */
  readonly next: string
  /** Whether there were more events at that moment. */
  readonly hasMore: boolean
  /** Events that should be on the page and are not kept: as many as are known. */
  readonly missing: number
}
