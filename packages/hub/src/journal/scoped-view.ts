import type { EventScope } from '../scope/event-scope.js'
import { type Judgeable, type JudgedEvent, judgedEvent } from '../scope/judged-event.js'
import type { AccountSelection, Floor, JournalEvent, JournalView } from './journal.js'
import { forgottenOf, isAmong, MemoryView, type Selection } from './memory-view.js'

/** Called when a scope throws; the event is hidden. */
export type ScopeFailed = (scope: EventScope, error: unknown) => void

/** A view that nobody holds rests after so long. */
const IDLE_MS = 5 * 60_000

/** Parts of a view with a scope. */
export interface ScopedViewParts {
  readonly key: string
  readonly selection: Selection
  readonly scope: EventScope
  /** The view of all events. */
  readonly everything: MemoryView
  /** Milliseconds of the journal's clock. */
  readonly now: () => number
  readonly failed: ScopeFailed | undefined
}

/** Where a view was when it began to rest. */
interface Rest {
  readonly head: number
  /** Position of the newest event of all that it had judged, and when that was admitted. */
  readonly seen: number
  readonly admittedAt: number
}

/**
 * The events that a scope sees. They are judged as they come while somebody holds the view. Once nobody has for some
 * minutes it rests: it keeps its positions alone, and judges what the journal holds when it is read again.
 */
export class ScopedView implements JournalView {
  readonly key: string
  readonly accounts: AccountSelection
  readonly scope: EventScope
  readonly #parts: ScopedViewParts
  /** Absent while it rests. */
  #events: MemoryView | undefined
  #rest: Rest | undefined
  #holders = 0
  #idleSince = 0

  constructor(parts: ScopedViewParts) {
    this.key = parts.key
    this.accounts = parts.selection.accounts
    this.scope = parts.scope
    this.#parts = parts
  }

  get head(): number {
    return this.#awaken().head
  }

  get tail(): number {
    return this.#awaken().tail
  }

  get lastLate(): number {
    return this.#awaken().lastLate
  }

  get floor(): Floor {
    return this.#awaken().floor
  }

  at(position: number): JournalEvent {
    return this.#awaken().at(position)
  }

  includes(event: Judgeable): boolean {
    return this.#selects(event) && this.#sees(judgedEvent(event))
  }

  hold(): () => void {
    this.#awaken()
    this.#holders++
    let isHeld = true
    return () => {
      if (!isHeld) return
      isHeld = false
      this.#holders--
      this.#idleSince = this.#parts.now()
    }
  }

  /** Takes an event that the journal got, unless it rests. */
  append(event: JournalEvent, judged: JudgedEvent): void {
    if (this.#events && this.#selects(event) && this.#sees(judged)) this.#events.push(event)
  }

  /** Drops an event that the journal forgets. */
  forget(event: JournalEvent): void {
    if (this.#events?.first === event) this.#events.shift()
  }

  /** Begins to rest if nobody held it for long. True if nothing of it need be kept: it never had an event. */
  restIfIdle(): boolean {
    const { everything, now } = this.#parts
    if (this.#holders > 0) return false
    if (this.#events && now() - this.#idleSince < IDLE_MS) return false
    if (this.#events) {
      const { head, tail, floor } = everything
      const admittedAt = head > tail ? everything.at(head).admittedAt : floor.othersFrom
      this.#rest = { head: this.#events.head, seen: head, admittedAt }
      this.#events = undefined
    }
    return (this.#rest?.head ?? 0) === 0
  }

  #awaken(): MemoryView {
    this.#events ??= this.#judgeAll()
    return this.#events
  }

  /** Judges all that the journal holds. What was judged before the rest gets the positions that it had. */
  #judgeAll(): MemoryView {
    const { key, selection, everything, now } = this.#parts
    this.#idleSince = now()
    const { accounts } = selection
    const forgotten = forgottenOf(everything, accounts)
    const events = new MemoryView(key, selection, forgotten, everything.floor.othersFrom)
    const seen: JournalEvent[] = []
    let hadBefore = 0
    for (let at = everything.tail + 1; at <= everything.head; at++) {
      const event = everything.at(at)
      if (!this.includes(event)) continue
      seen.push(event)
      if (at <= (this.#rest?.seen ?? 0)) hadBefore++
    }
    if (this.#rest) events.tail = Math.max(0, this.#rest.head + this.#lostSince(this.#rest) - hadBefore)
    for (const event of seen) events.push(event)
    return events
  }

  /** Events that were forgotten before they could be judged count as one, which tells that there may be a gap. */
  #lostSince({ seen, admittedAt }: Rest): number {
    const { floor, tail } = this.#parts.everything
    if (tail <= seen) return 0
    for (const [account, last] of floor.accounts)
      if (isAmong(this.accounts, account) && last.admittedAt >= admittedAt) return 1
    return 0
  }

  #selects({ id, isSelfMessage }: Judgeable): boolean {
    const { accounts, selfMessages } = this.#parts.selection
    return isAmong(accounts, id.account) && (selfMessages || !isSelfMessage)
  }

  #sees(event: JudgedEvent): boolean {
    try {
      return this.scope.sees(event)
    } catch (error) {
      this.#parts.failed?.(this.scope, error)
      return false
    }
  }
}
