import type { FramedText } from '@rookery/transport'

/** An event that was admitted, with all that delivering and resuming go by. */
export interface JournalEvent {
  /** Decimal text. */
  readonly account: string
  /** Whether it is a message, which does harm when it comes too late. */
  readonly isMessage: boolean
  /** Whether the account itself sent it, as `message_sent` says. */
  readonly isSelfMessage?: boolean
  /** The event's own time in unix seconds. */
  readonly time: number
  /** When the hub admitted it, in milliseconds of its clock. */
  readonly admittedAt: number
  readonly text: FramedText
}

/** Selects accounts: `all`, or a list of them. */
export type AccountSelection = 'all' | readonly string[]

export interface ViewOptions {
  /** Whether what the accounts themselves sent is among the events. Default true. */
  readonly selfMessages?: boolean
}

/**
 * The ordered log of events that is every client's queue. It is no message store: it forgets by age,
 * number and size, and cannot be searched.
 */
export interface Journal {
  /** Takes an event, which no one changes afterwards. */
  append(event: JournalEvent): void
  /** The events of some accounts. The same accounts and options give the same view. */
  view(accounts: AccountSelection, options?: ViewOptions): JournalView
  /** Drops the views of one account alone, which nobody reads any more; asked for again, they begin anew. */
  forgetViews(account: string): void
  readonly size: { readonly events: number; readonly bytes: number }
  close(): void
}

/** Some of the journal's events, numbered from 1 without holes in the order of their arrival. */
export interface JournalView {
  readonly key: string
  /** Position of the newest event; 0 when there never was one. */
  readonly head: number
  /** Position of the newest event that was forgotten: `tail + 1` to `head` can be read. */
  readonly tail: number
  /** @throws RangeError outside of what can be read. */
  at(position: number): JournalEvent
}

export function viewKey(accounts: AccountSelection, { selfMessages = true }: ViewOptions = {}): string {
  const names = accounts === 'all' ? 'all' : [...new Set(accounts)].sort().join(',')
  return selfMessages ? names : `${names} without message_sent`
}
