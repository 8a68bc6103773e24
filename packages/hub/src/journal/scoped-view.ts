import { compareOrder } from '../history/index.js'
import type { EventScope } from '../scope/event-scope.js'
import { type Judgeable, type JudgedEvent, judgedEvent } from '../scope/judged-event.js'
import type { AccountSelection, Floor, Forgotten, JournalEvent, JournalView } from './journal.js'
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
  /** The views that judge events as they come. */
  readonly awake: Set<ScopedView>
}

/** How far a view had judged when it began to rest. */
interface Rest {
  /** Position of the newest event that it had judged, among all. */
  readonly seen: number
  /** That event, unless it was forgotten before; without its text, which the journal may forget. */
  readonly last: Pick<JournalEvent, 'id' | 'admittedAt'> | undefined
}

/**
 * The events that a scope sees. They are judged as they come while somebody holds the view. Once nobody has for some
 * minutes it rests: what comes then is judged when it is read again.
 */
export class ScopedView implements JournalView {
  readonly key: string
  readonly accounts: AccountSelection
  readonly scope: EventScope
  readonly #parts: ScopedViewParts
  /** Absent until it is read. */
  #events: MemoryView | undefined
  /** Present while it rests. */
  #rest: Rest | undefined
  #holders = 0
  #idleSince = 0

  constructor(parts: ScopedViewParts) {
    this.key = parts.key
    this.accounts = parts.selection.accounts
    this.scope = parts.scope
    this.#parts = parts
  }

  get whole(): JournalView {
    return this.#parts.everything
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

  /** Takes an event that the journal got. */
  append(event: JournalEvent, judged: JudgedEvent): void {
    if (this.#selects(event) && this.#sees(judged)) this.#events?.push(event)
  }

  /** Drops an event that the journal forgets. */
  forget(event: JournalEvent): void {
    if (this.#events?.first === event) this.#events.shift()
  }

  /** Begins to rest if nobody held it for long. */
  restIfIdle(): void {
    const { everything, now, awake } = this.#parts
    if (this.#holders > 0 || now() - this.#idleSince < IDLE_MS) return
    const { head, tail } = everything
    const newest = head > tail ? everything.at(head) : undefined
    this.#rest = { seen: head, last: newest && { id: newest.id, admittedAt: newest.admittedAt } }
    awake.delete(this)
  }

  /** Drops what the journal has forgotten while it rests. True if nothing of it need be kept: it never had an event. */
  trim(): boolean {
    const { floor } = this.#parts.everything
    for (let first = this.#events?.first; first; first = this.#events?.first) {
      const forgotten = floor.accounts.get(first.id.account)
      if (!forgotten || compareOrder(first.id, forgotten) > 0) break
      this.#events?.shift()
    }
    return (this.#events?.head ?? 0) === 0
  }

  #awaken(): MemoryView {
    const { awake, everything, now } = this.#parts
    if (this.#events && !this.#rest) return this.#events
    this.#idleSince = now()
    const events = this.#events ?? this.#empty()
    this.#events = events
    if (this.#rest) this.#catchUp(events, this.#rest)
    else this.#judge(events, everything.tail)
    this.#rest = undefined
    awake.add(this)
    return events
  }

  #empty(): MemoryView {
    const { key, selection, everything } = this.#parts
    const forgotten = forgottenOf(everything, selection.accounts)
    return new MemoryView(key, selection, forgotten, everything.floor.othersFrom)
  }

  #catchUp(events: MemoryView, rest: Rest): void {
    this.trim()
    if (this.#hasLost(rest)) {
      const { accounts, othersFrom } = this.#parts.everything.floor
      events.pass(accounts, othersFrom)
    }
    this.#judge(events, rest.seen)
  }

  /** Judges what the journal holds behind a position of its. */
  #judge(events: MemoryView, position: number): void {
    const { everything } = this.#parts
    for (let at = Math.max(position, everything.tail) + 1; at <= everything.head; at++) {
      const event = everything.at(at)
      if (this.includes(event)) events.push(event)
    }
  }

  /** Whether events were forgotten before they could be judged. */
  #hasLost({ seen, last }: Rest): boolean {
    const { floor, tail } = this.#parts.everything
    if (tail <= seen) return false
    for (const [account, forgotten] of floor.accounts)
      if (isAmong(this.accounts, account) && isBehind(forgotten, account, last)) return true
    return false
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

/** Whether an event of an account came behind another one, as far as can be told. */
function isBehind(event: Forgotten, account: string, last: Rest['last']): boolean {
  if (last?.id.account === account) return compareOrder(event, last.id) > 0
  return last === undefined || event.admittedAt >= last.admittedAt
}
