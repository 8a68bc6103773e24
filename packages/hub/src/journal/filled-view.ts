import { compareOrder, type Mark } from '../history/index.js'
import type { Judgeable } from '../scope/judged-event.js'
import type { AccountSelection, EventScope, Floor, Journal, JournalEvent, JournalView } from './journal.js'
import { forgottenOf, isAmong, MemoryView, type Selection } from './memory-view.js'
import type { Verdicts } from './verdicts.js'
import { marksOf } from './view-marks.js'

/** What a filled view may hold. */
export interface FilledViewOptions {
  readonly accounts: AccountSelection
  readonly selfMessages: boolean
  /** Events that its client sees. Default: all. */
  readonly scope?: EventScope | undefined
  /** Tells of an event that was not given to it whether it is known that it never will be. Default: of none. */
  readonly isWithheld?: (event: Judgeable) => boolean
}

/** A journal of which somebody fills views. */
export interface FillableJournal extends Journal {
  /** A view that starts empty. Equal keys return the same view. */
  filledView(key: string, options: FilledViewOptions): FilledView
  /** Drops a filled view that nobody reads or fills any more. */
  forgetFilled(view: FilledView): void
  /** Whether a scope sees an event. */
  sees(scope: EventScope, event: Judgeable): boolean
  /** Subscribes to events that are appended, once they are in the other views. */
  onAppend(listener: (event: JournalEvent) => void): () => void
}

/** Shows that events of the accounts may be hidden. */
const HIDING: EventScope = { key: 'shared', sees: () => true }

/**
 * A view that somebody else fills with events of the journal, each at most once, and possibly later than others: clients that
 * share events are served from such views. The journal forgets its events with its own.
 */
export class FilledView implements JournalView {
  readonly key: string
  readonly accounts: AccountSelection
  readonly scope = HIDING
  readonly #options: FilledViewOptions
  readonly #everything: MemoryView
  readonly #verdicts: Verdicts
  readonly #events: MemoryView
  /** Positions in the journal at which its events were given to it. */
  readonly #given = new WeakMap<JournalEvent, number>()

  constructor(key: string, options: FilledViewOptions, everything: MemoryView, verdicts: Verdicts) {
    this.key = key
    this.accounts = options.accounts
    this.#options = options
    this.#everything = everything
    this.#verdicts = verdicts
    const selection: Selection = { accounts: options.accounts, selfMessages: options.selfMessages }
    const forgotten = forgottenOf(everything, options.accounts)
    this.#events = new MemoryView(key, selection, forgotten, everything.floor.othersFrom)
  }

  get head(): number {
    return this.#events.head
  }

  get tail(): number {
    return this.#events.tail
  }

  get lastLate(): number {
    return this.#events.lastLate
  }

  get floor(): Floor {
    return this.#events.floor
  }

  at(position: number): JournalEvent {
    return this.#events.at(position)
  }

  /** Whether its client may get an event. */
  mayHold(event: Judgeable): boolean {
    const { scope } = this.#options
    if (!this.#events.includes(event)) return false
    return scope === undefined || this.#verdicts.sees(scope, event)
  }

  includes(event: Judgeable): boolean {
    return this.mayHold(event) && this.#options.isWithheld?.(event) !== true
  }

  push(event: JournalEvent): void {
    this.#events.push(event)
    this.#given.set(event, this.#everything.head)
  }

  /** Takes all events out of it, as if it had never held them. */
  takeAll(): readonly JournalEvent[] {
    const { head, tail } = this.#events
    const events = Array.from({ length: head - tail }, (_, index) => this.at(tail + 1 + index))
    this.#events.clear()
    return events
  }

  /** Forgets what the journal has forgotten. */
  forget(): void {
    const { accounts } = this.#everything.floor
    for (let { first } = this.#events; first; { first } = this.#events) {
      const last = accounts.get(first.id.account)
      if (!last || compareOrder(first.id, last) > 0) return
      this.#events.shift()
    }
  }

  /** The mark of whoever has everything up to a position, and will not get what was not given to the view by then. */
  markAt(position: number): Mark | undefined {
    const { head, tail } = this.#events
    if (position < tail || position > head) return undefined
    const next = position < head ? this.#given.get(this.at(position + 1)) : undefined
    const mark = marksOf(this.#everything).at(next === undefined ? this.#everything.head : next - 1)
    if (!mark) return undefined
    const own = [...mark.accounts].filter(([account]) => isAmong(this.accounts, account))
    return { ...mark, accounts: new Map(own) }
  }
}
