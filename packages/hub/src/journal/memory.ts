import { type Alarm, type Clock, every, systemClock } from '@rookery/transport'
import type { JournalOptions } from '../options.js'
import {
  type AccountSelection,
  type Journal,
  type JournalEvent,
  type JournalView,
  type ViewOptions,
  viewKey,
} from './journal.js'

const SWEEP_MS = 10_000

/** A journal in the memory of the process. */
export function memoryJournal(
  keep: JournalOptions['keep'],
  now: () => number = systemClock.now,
  clock: Clock = systemClock,
): Journal {
  return new MemoryJournal(keep, now, clock)
}

class MemoryJournal implements Journal {
  readonly #keep: JournalOptions['keep']
  readonly #now: () => number
  readonly #everything = new MemoryView('all', () => true)
  readonly #views = new Map<string, MemoryView>([['all', this.#everything]])
  readonly #sweep: Alarm
  #bytes = 0

  constructor(keep: JournalOptions['keep'], now: () => number, clock: Clock) {
    this.#keep = keep
    this.#now = now
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
    const view = new MemoryView(
      key,
      ({ account, isSelfMessage }) =>
        (accounts === 'all' || accounts.includes(account)) && (selfMessages || !isSelfMessage),
    )
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
      if (kept <= events && this.#bytes <= bytes && first.admittedAt >= oldest) return
      for (const view of this.#views.values()) if (view.first === first) view.shift()
      this.#bytes -= first.text.frame.length
    }
  }
}

/** A queue with positions; its front is trimmed in large pieces. */
class MemoryView implements JournalView {
  readonly key: string
  readonly includes: (event: JournalEvent) => boolean
  tail = 0
  #events: (JournalEvent | undefined)[] = []
  #start = 0

  constructor(key: string, includes: (event: JournalEvent) => boolean) {
    this.key = key
    this.includes = includes
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
  }

  shift(): void {
    this.#events[this.#start++] = undefined
    this.tail++
    if (this.#start < 1024 || this.#start * 2 < this.#events.length) return
    this.#events = this.#events.slice(this.#start)
    this.#start = 0
  }
}
