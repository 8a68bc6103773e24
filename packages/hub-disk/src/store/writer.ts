import {
  type CursorChange,
  compareOrder,
  type DroppedRun,
  type EventId,
  type HistoryEvent,
} from '@rookery/hub/history'
import { type Alarm, type Clock, Subscribable, steadyOf } from '@rookery/transport'
import type { Batch } from '../engine/engine.js'
import type { FrontLog } from '../file/front-log.js'
import { cursorRow, packBatches, packRowsInSlices } from './batch.js'
import { Begins } from './begins.js'
import { type Condition, faultOf } from './condition.js'
import { CursorChanges } from './cursor-changes.js'
import type { LiveEngine } from './live-engine.js'
import { bytesOf, joined, Pending } from './pending.js'
import { retryMs } from './retry.js'
import { Starter } from './starter.js'

/** Settings of a writer. */
export interface WriterSettings {
  readonly isSynced: boolean
  /** Most bytes of events that wait in memory. */
  readonly pendingBytes: number
  readonly clock: Clock
  /** Told how each write went. */
  readonly condition: Condition
}

/** Least milliseconds between two saves, unless each is to be synced: then what came during the last sync is the next. */
const GATHER_MS = 25
/** Milliseconds after which the file takes over what the front log keeps. */
const KEPT_MS = 1_000
/** Bytes and cursors of the front log beyond which the file takes over at once. */
const KEPT_BYTES = 1024 * 1024
const KEPT_CURSORS = 1_000

/**
 * Saves events, cursors and epochs together, one batch after the other: in the front log, and all that it keeps about once a
 * second in the file. What fails is tried again, by the file alone.
 */
export class Writer {
  readonly safe = new Subscribable<[upTo: readonly EventId[]]>()
  readonly dropped = new Subscribable<[run: DroppedRun]>()
  readonly cursors = new CursorChanges()
  readonly #engine: LiveEngine
  readonly #settings: WriterSettings
  readonly #now: () => number
  readonly #pending: Pending
  readonly #begins: Begins
  readonly #starter: Starter
  /** The front log that keeps what is not in the file: after a repair it is another one. */
  #front: FrontLog
  /** Dropped runs that the file does not know yet. */
  #unsavedRuns: DroppedRun[] = []
  /** How many events were ever written, and how many of them are settled. */
  #written = 0
  #settled = 0
  /** When the last save began, by the steady clock. */
  #savedAt = Number.NEGATIVE_INFINITY
  #commitAlarm: Alarm | undefined
  #isCommitDue = false
  /** True if the last save left some events. */
  #isMore = false
  #saving: Promise<void> | undefined
  #failures = 0
  #isClosing = false
  #isClosed = false

  constructor(engine: LiveEngine, settings: WriterSettings) {
    this.#engine = engine
    this.#settings = settings
    this.#now = steadyOf(settings.clock)
    this.#pending = new Pending(settings.pendingBytes)
    this.#begins = new Begins(settings.clock)
    this.#starter = new Starter(settings.clock, () => void this.#save())
    this.#front = engine.front
  }

  /** Number of events that are not safe yet. */
  get behind(): number {
    return this.#pending.count
  }

  /** Events that are safe, and may not be in the file yet. */
  get kept(): readonly HistoryEvent[] {
    return this.#pending.kept
  }

  begin(account: string): Promise<number> {
    const epoch = this.#begins.add(account)
    // Nothing is saved any more, and nobody may wait for it.
    if (this.#isClosed) this.#begins.failed()
    this.#schedule(0)
    return epoch
  }

  write(events: readonly HistoryEvent[]): void {
    if (events.length === 0) return
    this.#written += events.length
    this.#noteDropped(this.#pending.add(events))
    this.#schedule(this.#restMs)
  }

  saveCursors(changes: readonly CursorChange[]): void {
    if (changes.length === 0) return
    this.cursors.add(changes, this.#written)
    this.#schedule(GATHER_MS)
  }

  /** Saves what can be saved at once; what fails now is lost, unless the front log keeps it. */
  async close(): Promise<void> {
    this.#isClosing = true
    this.#starter.cancel()
    this.#commitAlarm?.()
    await this.#saving
    if (this.#isDue || this.#keeps) await this.#save()
    while (this.#isDue && this.#failures === 0) await this.#save()
    if (!this.#isDue && !this.#keeps) await this.#saveEnd()
    this.#isClosed = true
    this.#begins.failed()
  }

  /** Notes that nothing is left to save: a process that is killed cannot say so. */
  async #saveEnd(): Promise<void> {
    const { isSynced, clock } = this.#settings
    const nothing = { packs: [], begins: [], cursors: [], dropped: [] }
    const end = { ...nothing, isSynced, isLast: true, now: clock.now() }
    // Without that note the next process says that events may be missing.
    await this.#engine.current.commit(end).catch((error) => this.#engine.failed(error))
  }

  get #isDue(): boolean {
    return (
      this.#pending.count > 0 ||
      this.#begins.count > 0 ||
      this.cursors.count > 0 ||
      this.#unsavedRuns.length > 0
    )
  }

  #noteDropped(runs: readonly DroppedRun[]): void {
    for (const run of runs) {
      this.#settled += run.last - run.first + 1
      this.#unsavedRuns = joined(this.#unsavedRuns, run)
      this.dropped.emit(run)
    }
  }

  /** True if the front log keeps what is not in the file. */
  get #keeps(): boolean {
    return this.#pending.keptBatches.length > 0 || this.cursors.keptCount > 0
  }

  /** Milliseconds until the next save may begin. */
  get #restMs(): number {
    return this.#settings.isSynced ? 0 : Math.max(0, this.#savedAt + GATHER_MS - this.#now())
  }

  #schedule(delayMs: number): void {
    if (!this.#saving && !this.#isClosing) this.#starter.start(delayMs)
  }

  async #save(): Promise<void> {
    this.#savedAt = this.#now()
    // A front log that was replaced may have been replayed.
    const isKnown = this.#failures === 0 && this.#front === this.#engine.front
    this.#saving = isKnown ? this.#saveBatch() : this.#recover()
    await this.#saving
    this.#saving = undefined
    if (this.#failures > 0) this.#schedule(retryMs(this.#failures))
    else if (this.#isCommitDue) this.#schedule(0)
    // What was more than one batch does not rest.
    else if (this.#isDue) this.#schedule(this.#isMore ? 0 : this.#restMs)
  }

  async #saveBatch(): Promise<void> {
    const { events, cursors } = this.#take()
    if (this.#mayKeep(events, cursors) && (await this.#keep(events, cursors))) return
    if (this.#front === this.#engine.front) return this.#commit(events)
    this.#putBack()
    await this.#recover()
  }

  /** Takes the oldest events that wait, and the cursors that may be saved with them. */
  #take(): { readonly events: readonly HistoryEvent[]; readonly cursors: readonly CursorChange[] } {
    const events = this.#pending.take()
    this.#isMore = this.#pending.waiting > 0
    return { events, cursors: this.cursors.take(this.#settled + events.length) }
  }

  /** Tells whether the front log may take what was taken: it holds nothing but events and cursors, and little of them. */
  #mayKeep(events: readonly HistoryEvent[], cursors: readonly CursorChange[]): boolean {
    const isOther = this.#begins.count > 0 || this.#unsavedRuns.length > 0
    const isFull = this.#front.bytes + bytesOf(events) > KEPT_BYTES
    const isLong = this.cursors.keptCount + cursors.length > KEPT_CURSORS
    return !this.#isCommitDue && !this.#isClosing && !this.#isMore && !isOther && !isFull && !isLong
  }

  /** Appends what was taken to the front log. False if that failed: the file may take it all the same. */
  async #keep(events: readonly HistoryEvent[], cursors: readonly CursorChange[]): Promise<boolean> {
    const { isSynced, clock } = this.#settings
    try {
      const packs = await packRowsInSlices(events)
      await this.#front.append({ packs, cursors: cursors.map(cursorRow), now: clock.now() }, isSynced)
    } catch {
      return false
    }
    this.#pending.keep()
    this.cursors.keep()
    this.#settle(events)
    this.#commitAlarm ??= clock.after(KEPT_MS, () => {
      this.#isCommitDue = true
      this.#schedule(0)
    })
    this.#commitAlarm.unref?.()
    return true
  }

  /** Saves in the file what was taken, and all that the front log keeps. */
  async #commit(events: readonly HistoryEvent[]): Promise<void> {
    const { current } = this.#engine
    const runs = this.#unsavedRuns
    this.#unsavedRuns = []
    let epochs: readonly number[]
    try {
      const packs = await packBatches([...this.#pending.keptBatches, events])
      epochs = await current.commit(this.#batch(packs, runs))
    } catch (error) {
      this.#unsavedRuns = this.#unsavedRuns.reduce(joined, runs)
      this.#putBack()
      return this.#fail(error)
    }
    this.#front.covered()
    this.#begins.saved(epochs)
    this.#pending.saved()
    this.cursors.saved()
    this.#commitAlarm?.()
    this.#commitAlarm = undefined
    this.#isCommitDue = false
    this.#settle(events)
  }

  #batch(packs: Batch['packs'], dropped: readonly DroppedRun[]): Batch {
    return {
      packs,
      begins: this.#begins.take(),
      cursors: this.cursors.all.map(cursorRow),
      dropped,
      isSynced: this.#settings.isSynced,
      covers: this.#front.generation,
      now: this.#settings.clock.now(),
    }
  }

  /** Events are safe. */
  #settle(events: readonly HistoryEvent[]): void {
    this.#settled += events.length
    this.#failures = 0
    this.#settings.condition.set('events')
    this.#tellSafe(events)
  }

  /** What was taken is not saved. */
  #putBack(): void {
    this.#pending.failed()
    this.cursors.failed()
  }

  #fail(error: unknown): void {
    this.#failures++
    this.#engine.failed(error)
    this.#settings.condition.set('events', faultOf(error))
    this.#begins.failed()
  }

  /** Finds out first what the file has after all: a thread may die between commit and answer, and its front log is replayed. */
  async #recover(): Promise<void> {
    try {
      await this.#engine.repair()
      const { current, front } = this.#engine
      const last = new Map((await current.last(this.#pending.accounts)).map((each) => [each.account, each]))
      const safe = this.#pending.remove(({ id }) => {
        const known = last.get(id.account)
        return known !== undefined && compareOrder(id, { epoch: known.epoch, number: known.last }) <= 0
      })
      this.#front = front
      this.#settled += safe.length
      this.#tellSafe(safe)
    } catch (error) {
      return this.#fail(error)
    }
    await this.#commit(this.#take().events)
  }

  #tellSafe(events: readonly HistoryEvent[]): void {
    const upTo = new Map(events.map(({ id }) => [id.account, id]))
    if (upTo.size > 0) this.safe.emit([...upTo.values()])
  }
}
