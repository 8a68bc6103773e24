import type { FramedText } from '@rookery/transport'
import type { EventId, EventOrder, Mark } from '../history/index.js'
import type { EventScope } from '../scope/event-scope.js'
import type { Judgeable } from '../scope/judged-event.js'

export type { EventScope } from '../scope/event-scope.js'
export type { JudgedEvent } from '../scope/judged-event.js'

/** An admitted event, with the fields that delivery and resume depend on. */
export interface JournalEvent {
  readonly id: EventId
  /** Whether it is a message, which must not arrive too late. */
  readonly isMessage: boolean
  /** True for what the account itself sent (`message_sent`). */
  readonly isSelfMessage?: boolean
  /** Whether it was fetched after the fact. */
  readonly isLate?: boolean
  /** The event's own time in unix seconds. */
  readonly time: number
  /** Time of admission, in milliseconds of the hub's clock. */
  readonly admittedAt: number
  readonly text: FramedText
}

/** Selects accounts: `all`, or a list of them. */
export type AccountSelection = 'all' | readonly string[]

export interface ViewOptions {
  /** Whether the accounts' own messages are included. Default true. */
  readonly selfMessages?: boolean
  /** The events that it shows. Default: all of the accounts. */
  readonly scope?: EventScope | undefined
}

/**
 * The ordered log of events that serves as every client's queue. It is no message store: it forgets by age, number
 * and size, and cannot be searched.
 */
export interface Journal {
  /** Appends an event, which must not change afterwards. */
  append(event: JournalEvent): void
  /** The events of the selected accounts. Equal arguments return the same view. */
  view(accounts: AccountSelection, options?: ViewOptions): JournalView
  /** Drops the views of a single account that nobody reads any more, those with a scope as well; later ones start anew. */
  forgetViews(account: string): void
  readonly size: { readonly events: number; readonly bytes: number }
  close(): void
}

/** The mark of what is forgotten. */
export interface Floor extends Mark {
  readonly accounts: ReadonlyMap<string, Forgotten>
  readonly othersFrom: number
}

/** The newest forgotten event of an account. */
export interface Forgotten extends EventOrder {
  readonly admittedAt: number
}

/** The journal's events of some accounts, numbered from 1 without gaps in the order of arrival. */
export interface JournalView {
  readonly key: string
  readonly accounts: AccountSelection
  /** Present where events of the accounts may be hidden. */
  readonly scope?: EventScope | undefined
  /** The view of all events, where the scope hides some of them. */
  readonly whole?: JournalView
  /** Position of the newest event; 0 before the first one. */
  readonly head: number
  /** Position of the newest forgotten event: `tail + 1` to `head` can be read. */
  readonly tail: number
  /** Position of the newest event that was fetched after the fact; 0 if there was none. */
  readonly lastLate: number
  /** What is forgotten of each account, and when the journal began or the last event that it forgot was admitted. */
  readonly floor: Floor
  /** Whether an event is, or would be, one of them. */
  includes(event: Judgeable): boolean
  /** @throws RangeError outside the readable positions. */
  at(position: number): JournalEvent
  /** The mark of a position, where the events of the view alone do not tell it. */
  markAt?(position: number): Mark | undefined
  /** Keeps a view with a scope up to date until the undo is called; without it, events may be judged only when it is read. */
  hold?(): () => void
}

export function viewKey(
  accounts: AccountSelection,
  { selfMessages = true, scope }: ViewOptions = {},
): string {
  const names = accounts === 'all' ? 'all' : [...new Set(accounts)].sort().join(',')
  const key = selfMessages ? names : `${names} without message_sent`
  return scope ? `${key} in ${scope.key}` : key
}
