import type { EventId } from '../history/index.js'
import type { Gap } from '../journal/gap.js'
import type { JournalEvent } from '../journal/journal.js'
import type { Confirming } from './confirmation-slots.js'

/** Does for a subscription what must wait until its turn of the event loop is over. */
export interface Later {
  /** Asks for confirmation in a slot to come. */
  mark(each: Confirming): void
  /** Asks again shortly. */
  markAgain(each: Confirming): void
  /** Gives its next turn to who had more to send than one turn takes. */
  goOn(each: Continuing): void
}

/** Sends in turns. */
export interface Continuing {
  /** Sends on: its next turn has come. */
  goOn(): void
}

/** Events that a client has not confirmed. */
export interface Behind {
  readonly events: number
  /** When the first of them was admitted, in milliseconds of the journal's clock. */
  readonly admittedAt: number
  /** Whether it was sent. */
  readonly isSent: boolean
  /** Position up to which everything is confirmed. */
  readonly confirmed: number
}

/** Announces events that the client of a subscription will not get. */
export interface Announcer {
  gap(gap: Gap): void
  /** The client broke off each time that it was sent this event. */
  poison(event: JournalEvent): void
}

/** Told of what becomes of the events that a client did not get, of each account in order. */
export interface Passing {
  /** An event was sent. */
  sent(id: EventId): void
  /** All of an account up to an event was sent, or will not be, and the client was told so. */
  passed(id: EventId): void
}
