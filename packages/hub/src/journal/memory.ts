import { type Alarm, type Clock, every, Subscribable, systemClock } from '@rookery/transport'
import type { EventId } from '../history/index.js'
import type { JournalOptions } from '../options.js'
import type { Judgeable } from '../scope/judged-event.js'
import { type FillableJournal, FilledView, type FilledViewOptions } from './filled-view.js'
import {
  type AccountSelection,
  type EventScope,
  type JournalEvent,
  type JournalView,
  type ViewOptions,
  viewKey,
} from './journal.js'
import { forgottenOf, MemoryView } from './memory-view.js'
import { ScopedView, type ScopeFailed } from './scoped-view.js'
import { Verdicts } from './verdicts.js'

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
  scopeFailed?: ScopeFailed,
): FillableJournal {
  return new MemoryJournal(keep, { now, clock, mayForget, scopeFailed })
}

interface MemoryJournalParts {
  readonly now: () => number
  readonly clock: Clock
  readonly mayForget: MayForget | undefined
  /** Told of each failure of a scope; the event is hidden. */
  readonly scopeFailed: ScopeFailed | undefined
}

class MemoryJournal implements FillableJournal {
  readonly #keep: JournalOptions['keep']
  readonly #now: () => number
  readonly #mayForget: MayForget | undefined
  readonly #everything: MemoryView
  readonly #views = new Map<string, MemoryView>()
  readonly #scoped = new Map<string, ScopedView>()
  /** Those with a scope that judge events as they come. */
  readonly #awake = new Set<ScopedView>()
  readonly #filled = new Map<string, FilledView>()
  readonly #appended = new Subscribable<[event: JournalEvent]>()
  readonly #verdicts: Verdicts
  readonly #scopeFailed: ScopeFailed | undefined
  readonly #sweep: Alarm
  #bytes = 0

  constructor(keep: JournalOptions['keep'], { now, clock, mayForget, scopeFailed }: MemoryJournalParts) {
    this.#mayForget = mayForget
    this.#scopeFailed = scopeFailed
    this.#verdicts = new Verdicts(scopeFailed)
    this.#keep = keep
    this.#now = now
    this.#everything = new MemoryView('all', { accounts: 'all', selfMessages: true }, new Map(), now())
    this.#views.set('all', this.#everything)
    this.#sweep = every(clock, SWEEP_MS, () => {
      this.#forget()
      this.#restIdle()
    })
    this.#sweep.unref?.()
  }

  get size(): { events: number; bytes: number } {
    return { events: this.#everything.head - this.#everything.tail, bytes: this.#bytes }
  }

  append(event: JournalEvent): void {
    for (const view of this.#views.values()) if (view.includes(event)) view.push(event)
    if (this.#awake.size > 0) this.#appendScoped(event)
    if (this.#appended.size > 0) this.#appended.emit(event)
    this.#bytes += event.text.frame.length
    this.#forget()
  }

  view(accounts: AccountSelection, options: ViewOptions = {}): JournalView {
    const key = viewKey(accounts, options)
    if (options.scope) return this.#scopedView(key, accounts, options, options.scope)
    const known = this.#views.get(key)
    if (known) return known
    const { selfMessages = true } = options
    const { floor } = this.#everything
    const forgotten = forgottenOf(this.#everything, accounts)
    const view = new MemoryView(key, { accounts, selfMessages }, forgotten, floor.othersFrom)
    for (let at = this.#everything.tail + 1; at <= this.#everything.head; at++) {
      const event = this.#everything.at(at)
      if (view.includes(event)) view.push(event)
    }
    this.#views.set(key, view)
    return view
  }

  filledView(key: string, options: FilledViewOptions): FilledView {
    const view = this.#filled.get(key) ?? new FilledView(key, options, this.#everything, this.#verdicts)
    this.#filled.set(key, view)
    return view
  }

  forgetFilled(view: FilledView): void {
    if (this.#filled.get(view.key) === view) this.#filled.delete(view.key)
  }

  sees(scope: EventScope, event: Judgeable): boolean {
    return this.#verdicts.sees(scope, event)
  }

  onAppend(listener: (event: JournalEvent) => void): () => void {
    return this.#appended.subscribe(listener)
  }

  forgetViews(account: string): void {
    for (const [key, { accounts }] of this.#filled)
      if (accounts !== 'all' && accounts.every((each) => each === account)) this.#filled.delete(key)
    for (const selfMessages of [true, false]) this.#views.delete(viewKey([account], { selfMessages }))
    for (const [key, view] of this.#scoped) {
      if (view.accounts === 'all' || view.accounts.some((each) => each !== account)) continue
      this.#scoped.delete(key)
      this.#awake.delete(view)
    }
  }

  close(): void {
    this.#sweep()
  }

  #scopedView(
    key: string,
    accounts: AccountSelection,
    { selfMessages = true }: ViewOptions,
    scope: EventScope,
  ): ScopedView {
    const known = this.#scoped.get(key)
    if (known) return known
    const view = new ScopedView({
      key,
      selection: { accounts, selfMessages },
      scope,
      everything: this.#everything,
      now: this.#now,
      failed: this.#scopeFailed,
      awake: this.#awake,
    })
    this.#scoped.set(key, view)
    return view
  }

  /** One reading of the event serves all scopes. */
  #appendScoped(event: JournalEvent): void {
    const judged = this.#verdicts.judged(event)
    for (const view of this.#awake) view.append(event, judged)
  }

  #restIdle(): void {
    for (const view of this.#awake) view.restIfIdle()
    for (const [key, view] of this.#scoped)
      if (!this.#awake.has(view) && view.trim()) this.#scoped.delete(key)
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
      if (this.#awake.size > 0) for (const view of this.#awake) view.forget(first)
      if (this.#filled.size > 0) for (const view of this.#filled.values()) view.forget()
      this.#bytes -= first.text.frame.length
    }
  }
}
