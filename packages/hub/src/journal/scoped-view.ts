import { inSlices } from '@rookery/transport'
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

/** A caller that waits until the events are judged that were there when it asked. */
interface Waiting {
  /** Position of the newest of them, among all. */
  readonly until: number
  readonly judged: (head: number) => void
}

/**
 * The events that a scope sees. They are judged as they come while somebody holds the view. Once nobody has for some
 * minutes it rests: what comes then is judged when somebody wants to read, in slices of time. Until all are judged the view
 * is that of an earlier moment.
 */
export class ScopedView implements JournalView {
  readonly key: string
  readonly accounts: AccountSelection
  readonly scope: EventScope
  readonly #parts: ScopedViewParts
  /** Absent until somebody asks for them. */
  #events: MemoryView | undefined
  /** Position of the newest event that was judged, among all; it stands still while the view is awake. */
  #seen = 0
  /** That event, without its text; undefined if there was none, or events behind it were lost. */
  #last: LastSeen | undefined
  #holders = 0
  #idleSince = 0
  readonly #waiting: Waiting[] = []
  #state: 'still' | 'judging' | 'ended' = 'still'

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
    return this.#begun().head
  }

  get tail(): number {
    return this.#begun().tail
  }

  get lastLate(): number {
    return this.#begun().lastLate
  }

  get floor(): Floor {
    return this.#begun().floor
  }

  get unjudged(): number {
    this.#begun()
    return this.#isAwake ? 0 : this.#parts.everything.head - this.#seen
  }

  /** Whether nobody holds it or waits for it. */
  get isIdle(): boolean {
    return this.#holders === 0 && this.#state !== 'judging'
  }

  at(position: number): JournalEvent {
    return this.#begun().at(position)
  }

  includes(event: Judgeable): boolean {
    return this.#selects(event) && this.#sees(judgedEvent(event))
  }

  hold(): () => void {
    void this.awaken()
    this.#holders++
    let isHeld = true
    return () => {
      if (!isHeld) return
      isHeld = false
      this.#holders--
      this.#idleSince = this.#parts.now()
    }
  }

  awaken(): Promise<number> | undefined {
    const { everything, now } = this.#parts
    this.#idleSince = now()
    this.#begun()
    if (this.#isAwake || this.#state === 'ended' || (this.unjudged === 0 && this.#step())) return undefined
    return new Promise((judged) => {
      this.#waiting.push({ until: everything.head, judged })
      if (this.#state === 'judging') return
      this.#state = 'judging'
      void inSlices(() => this.#step())
    })
  }

  /** Judges nothing any more; whoever waits is told at once. */
  end(): void {
    this.#state = 'ended'
    this.#parts.awake.delete(this)
    this.#tell(Number.POSITIVE_INFINITY)
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
    this.#seen = head
    this.#last = head > tail ? lastSeen(everything.at(head)) : undefined
    awake.delete(this)
  }

  /** Drops what the journal has forgotten while it was not awake. True if nothing of it need be kept: it never had an event. */
  trim(): boolean {
    const { floor } = this.#parts.everything
    for (let first = this.#events?.first; first; first = this.#events?.first) {
      const forgotten = floor.accounts.get(first.id.account)
      if (!forgotten || compareOrder(first.id, forgotten) > 0) break
      this.#events?.shift()
    }
    return (this.#events?.head ?? 0) === 0
  }

  get #isAwake(): boolean {
    return this.#parts.awake.has(this)
  }

  #begun(): MemoryView {
    if (this.#events) return this.#events
    const { key, selection, everything } = this.#parts
    const forgotten = forgottenOf(everything, selection.accounts)
    this.#seen = everything.tail
    this.#events = new MemoryView(key, selection, forgotten, everything.floor.othersFrom)
    return this.#events
  }

  /** Judges the next event; true once there is none, and the view is awake. */
  #step(): boolean {
    if (this.#state === 'ended') return true
    const { everything, awake, now } = this.#parts
    const events = this.#begun()
    this.trim()
    if (everything.tail > this.#seen) this.#skipForgotten(events)
    if (this.#seen < everything.head) this.#judge(everything.at(++this.#seen), events)
    if (this.#seen < everything.head) {
      this.#tell(this.#seen)
      return false
    }
    awake.add(this)
    this.#idleSince = now()
    this.#state = 'still'
    this.#tell(this.#seen)
    return true
  }

  #judge(event: JournalEvent, events: MemoryView): void {
    this.#last = lastSeen(event)
    if (this.includes(event)) events.push(event)
  }

  #tell(seen: number): void {
    for (let [first] = this.#waiting; first && first.until <= seen; [first] = this.#waiting) {
      this.#waiting.shift()
      first.judged(this.#begun().head)
    }
  }

  /** Goes on behind what was forgotten before it could be judged. */
  #skipForgotten(events: MemoryView): void {
    const { floor, tail } = this.#parts.everything
    this.#seen = tail
    if (![...floor.accounts].some(([account, each]) => this.#hasLost(account, each, events))) return
    events.pass(floor.accounts, floor.othersFrom)
    this.#last = undefined
  }

  /** Whether the newest forgotten event of an account is one that was not judged, as far as can be told. */
  #hasLost(account: string, forgotten: Forgotten, events: MemoryView): boolean {
    if (!isAmong(this.accounts, account)) return false
    const before = this.#last ? undefined : events.floor.accounts.get(account)
    if (before) return compareOrder(forgotten, before) > 0
    if (this.#last?.id.account === account) return compareOrder(forgotten, this.#last.id) > 0
    return this.#last === undefined || forgotten.admittedAt >= this.#last.admittedAt
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

/** An event as far as it tells what came before it. */
type LastSeen = Pick<JournalEvent, 'id' | 'admittedAt'>

const lastSeen = ({ id, admittedAt }: JournalEvent): LastSeen => ({ id, admittedAt })
