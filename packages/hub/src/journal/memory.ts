import { type Alarm, type Clock, every, systemClock } from '@rookery/transport'
import type { EventId } from '../history/index.js'
import type { JournalOptions } from '../options.js'
import {
  type AccountSelection,
  type Floor,
  type Forgotten,
  type Journal,
  type JournalEvent,
  type JournalView,
  type ViewOptions,
  viewKey,
} from './journal.js'

const SWEEP_MS = 10_000

/** Says of an event whether it may be forgotten by number and age. */
export type MayForget = (id: EventId) => boolean

/**
 * A journal in the memory of the process. What `mayForget` denies is kept beyond number and age, but not beyond the bytes:
 * a disk that cannot be written must not exhaust the memory.
 */
export function memoryJournal(
  keep: JournalOptions['keep'],
  now: () => number = systemClock.now,
  clock: Clock = systemClock,
  mayForget?: MayForget,
): Journal {
  return new MemoryJournal(keep, { now, clock, mayForget })
}

interface MemoryJournalParts {
  readonly now: () => number
  readonly clock: Clock
  readonly mayForget: MayForget | undefined
}

class MemoryJournal implements Journal {
  readonly #keep: JournalOptions['keep']
  readonly #now: () => number
  readonly #mayForget: MayForget | undefined
  readonly #everything: MemoryView
  readonly #views = new Map<string, MemoryView>()
  readonly #sweep: Alarm
  #bytes = 0

  constructor(keep: JournalOptions['keep'], { now, clock, mayForget }: MemoryJournalParts) {
    this.#mayForget = mayForget
    this.#keep = keep
    this.#now = now
    this.#everything = new MemoryView('all', { accounts: 'all', selfMessages: true }, new Map(), now())
    this.#views.set('all', this.#everything)
    this.#sweep = every(clock, SWEEP_MS, () => this.#forget())
    this.#sweep.unref?.()
  }

  get size(): { events: number; bytes: number } {
    return { events: this.#everything.head - this.#everything.tail, bytes: this.#bytes }
  }

  append(event: JournalEvent): void {
    for (const view of this.#views.values()) if (view.includes(event)) view.push(event)
    this.#bytes += event.text.frame.length
    this.#forget()
  }

  view(accounts: AccountSelection, options: ViewOptions = {}): JournalView {
    const key = viewKey(accounts, options)
    const known = this.#views.get(key)
    if (known) return known
    const { selfMessages = true } = options
    const { floor } = this.#everything
    const forgotten = new Map([...floor.accounts].filter(([account]) => isAmong(accounts, account)))
    const view = new MemoryView(key, { accounts, selfMessages }, forgotten, floor.othersFrom)
    for (let at = this.#everything.tail + 1; at <= this.#everything.head; at++) {
      const event = this.#everything.at(at)
      if (view.includes(event)) view.push(event)
    }
    this.#views.set(key, view)
    return view
  }

  forgetViews(account: string): void {
    for (const selfMessages of [true, false]) this.#views.delete(viewKey([account], { selfMessages }))
  }

  close(): void {
    this.#sweep()
  }

  #forget(): void {
    const { ageMs, events, bytes } = this.#keep
    const oldest = this.#now() - ageMs
    for (;;) {
      const first = this.#everything.first
      if (!first) return
      const kept = this.#everything.head - this.#everything.tail
      const isTooLarge = this.#bytes > bytes
      if (kept <= events && !isTooLarge && first.admittedAt >= oldest) return
      if (!isTooLarge && this.#mayForget?.(first.id) === false) return
      for (const view of this.#views.values()) if (view.first === first) view.shift()
      this.#bytes -= first.text.frame.length
    }
  }
}

const isAmong = (accounts: AccountSelection, account: string): boolean =>
  accounts === 'all' || accounts.includes(account)

/** What a view shows. */
interface Selection {
  readonly accounts: AccountSelection
  readonly selfMessages: boolean
}

/** A floor that rises. */
interface RisingFloor extends Floor {
  readonly accounts: Map<string, Forgotten>
  othersFrom: number
}

/** A queue with positions; its front is trimmed in large pieces. */
class MemoryView implements JournalView {
  readonly key: string
  readonly accounts: AccountSelection
  readonly floor: RisingFloor
  readonly #selfMessages: boolean
  tail = 0
  lastLate = 0
  #events: (JournalEvent | undefined)[] = []
  #start = 0

  constructor(
    key: string,
    { accounts, selfMessages }: Selection,
    forgotten: Map<string, Forgotten>,
    othersFrom: number,
  ) {
    this.key = key
    this.accounts = accounts
    this.#selfMessages = selfMessages
    this.floor = { accounts: forgotten, othersFrom }
  }

  includes({ id, isSelfMessage }: Pick<JournalEvent, 'id' | 'isSelfMessage'>): boolean {
    return isAmong(this.accounts, id.account) && (this.#selfMessages || !isSelfMessage)
  }

  get head(): number {
    return this.tail + this.#events.length - this.#start
  }

  get first(): JournalEvent | undefined {
    return this.#events[this.#start]
  }

  at(position: number): JournalEvent {
    const event = this.#events[this.#start + position - this.tail - 1]
    if (!event || position <= this.tail) {
      throw new RangeError(`position ${position} is outside of ${this.tail + 1} to ${this.head}`)
    }
    return event
  }

  push(event: JournalEvent): void {
    this.#events.push(event)
    if (event.isLate) this.lastLate = this.head
  }

  shift(): void {
    const { first } = this
    if (!first) return
    const { id, admittedAt } = first
    this.floor.accounts.set(id.account, { epoch: id.epoch, number: id.number, admittedAt })
    this.floor.othersFrom = admittedAt
    this.#events[this.#start++] = undefined
    this.tail++
    if (this.#start < 1024 || this.#start * 2 < this.#events.length) return
    this.#events = this.#events.slice(this.#start)
    this.#start = 0
  }
}
