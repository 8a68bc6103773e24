import {
  type CursorChange,
  compareOrder,
  type DroppedRun,
  type EventId,
  type HistoryEvent,
} from '@rookery/hub/history'
import { type Alarm, type Clock, Subscribable } from '@rookery/transport'
import type { Batch } from '../engine/engine.js'
import { cursorRow, packRowsInSlices } from './batch.js'
import { Begins } from './begins.js'
import { type Condition, faultOf } from './condition.js'
import { CursorChanges } from './cursor-changes.js'
import type { LiveEngine } from './live-engine.js'
import { Pending } from './pending.js'
import { retryMs } from './retry.js'

/** Settings of a writer. */
export interface WriterSettings {
  readonly isSynced: boolean
  /** Most bytes of events that wait in memory. */
  readonly pendingBytes: number
  readonly clock: Clock
  /** Told how each write went. */
  readonly condition: Condition
}

/** Events of so long are saved together, unless each is to be synced: then those that came during the last sync. */
const GATHER_MS = 25

/** Saves events, cursors and epochs together, one batch after the other. What fails is tried again. */
export class Writer {
  readonly safe = new Subscribable<[upTo: readonly EventId[]]>()
  readonly dropped = new Subscribable<[run: DroppedRun]>()
  readonly cursors = new CursorChanges()
  readonly #engine: LiveEngine
  readonly #settings: WriterSettings
  readonly #pending: Pending
  readonly #begins: Begins
  /** Dropped runs that the file does not know yet. */
  #unsavedRuns: DroppedRun[] = []
  /** How many events were ever written, and how many of them are settled. */
  #written = 0
  #settled = 0
  #alarm: Alarm | undefined
  #saving: Promise<void> | undefined
  #failures = 0
  #isClosing = false
  #isClosed = false

  constructor(engine: LiveEngine, settings: WriterSettings) {
    this.#engine = engine
    this.#settings = settings
    this.#pending = new Pending(settings.pendingBytes)
    this.#begins = new Begins(settings.clock)
  }

  /** Number of events that are not safe yet. */
  get behind(): number {
    return this.#pending.count
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
    const runs = this.#pending.add(events)
    this.#noteDropped(runs)
    this.#schedule(this.#settings.isSynced ? 0 : GATHER_MS)
  }

  saveCursors(changes: readonly CursorChange[]): void {
    if (changes.length === 0) return
    this.cursors.add(changes, this.#written)
    this.#schedule(GATHER_MS)
  }

  /** Saves what can be saved at once; what fails now is lost. */
  async close(): Promise<void> {
    this.#isClosing = true
    this.#alarm?.()
    await this.#saving
    if (this.#isDue) await this.#save()
    while (this.#isDue && this.#failures === 0) await this.#save()
    if (!this.#isDue) await this.#saveEnd()
    this.#isClosed = true
    this.#begins.failed()
  }

  /** Notes that nothing is left to save: a process that is killed cannot say so. */
  async #saveEnd(): Promise<void> {
    const nothing = { packs: [], begins: [], cursors: [], dropped: [] }
    const { isSynced, clock } = this.#settings
    const end: Batch = { ...nothing, isSynced, isLast: true, now: clock.now() }
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

  #schedule(delayMs: number): void {
    if (this.#alarm || this.#saving || this.#isClosing) return
    this.#alarm = this.#settings.clock.after(delayMs, () => {
      this.#alarm = undefined
      void this.#save()
    })
  }

  async #save(): Promise<void> {
    this.#saving = this.#failures === 0 ? this.#saveBatch() : this.#recover()
    await this.#saving
    this.#saving = undefined
    if (!this.#isDue) return
    this.#schedule(this.#failures === 0 ? 0 : retryMs(this.#failures))
  }

  async #saveBatch(): Promise<void> {
    const events = this.#pending.take()
    const runs = this.#unsavedRuns
    this.#unsavedRuns = []
    let epochs: readonly number[]
    try {
      const batch = this.#batch(await packRowsInSlices(events), events.length, runs)
      epochs = await this.#engine.current.commit(batch)
    } catch (error) {
      this.#unsavedRuns = this.#unsavedRuns.reduce(joined, runs)
      this.#pending.failed()
      this.cursors.failed()
      return this.#fail(error)
    }
    this.#begins.saved(epochs)
    this.#pending.saved()
    this.cursors.saved()
    this.#settled += events.length
    this.#failures = 0
    this.#settings.condition.set('events')
    this.#tellSafe(events)
  }

  #batch(packs: Batch['packs'], events: number, dropped: readonly DroppedRun[]): Batch {
    return {
      packs,
      begins: this.#begins.take(),
      cursors: this.cursors.take(this.#settled + events).map(cursorRow),
      dropped,
      isSynced: this.#settings.isSynced,
      now: this.#settings.clock.now(),
    }
  }

  #fail(error: unknown): void {
    this.#failures++
    this.#engine.failed(error)
    this.#settings.condition.set('events', faultOf(error))
    this.#begins.failed()
  }

  /** Finds out first what the failed batch has saved after all: a thread may die between the two. */
  async #recover(): Promise<void> {
    try {
      await this.#engine.repair()
      const last = new Map(
        (await this.#engine.current.last(this.#pending.accounts)).map((each) => [each.account, each]),
      )
      const safe = this.#pending.remove(({ id }) => {
        const known = last.get(id.account)
        return known !== undefined && compareOrder(id, { epoch: known.epoch, number: known.last }) <= 0
      })
      this.#settled += safe.length
      this.#tellSafe(safe)
    } catch (error) {
      return this.#fail(error)
    }
    await this.#saveBatch()
  }

  #tellSafe(events: readonly HistoryEvent[]): void {
    const upTo = new Map(events.map(({ id }) => [id.account, id]))
    if (upTo.size > 0) this.safe.emit([...upTo.values()])
  }
}

/** Adds a run, to the one that it continues if there is one. */
function joined(runs: readonly DroppedRun[], run: DroppedRun): DroppedRun[] {
  const before = runs.findLastIndex(({ account }) => account === run.account)
  const last = runs[before]
  if (!last || last.epoch !== run.epoch || last.last + 1 !== run.first) return [...runs, run]
  return runs.with(before, { ...last, last: run.last, toTime: run.toTime })
}
