import type { Alarm, Clock } from '@rookery/transport'
import type { EventLog, EventOrder, Mark } from '../history/index.js'
import type { Journal, JournalEvent } from '../journal/journal.js'
import { has } from '../journal/view-marks.js'
import type { HistoryWriter } from './history-writer.js'

/** A log that settles nothing for so long is not waited for any more. */
const PATIENCE_MS = 5_000

/** Time in which clients got events that were not safe, in unix milliseconds. */
export interface UnsafeTime {
  readonly from: number
  readonly until: number
}

/** Parts of a safe head. */
export interface SafeHeadParts {
  readonly journal: Pick<Journal, 'append'>
  readonly history: HistoryWriter
  /** Whether the log is down at the beginning. */
  readonly isDown: boolean
  readonly clock: Clock
  /** Called when events have entered the journal. */
  shown(): void
  /** Called when the log is not waited for any more: it settles nothing. */
  stuck(waitedMs: number): void
  /** Called when the log is up, and all that clients got unsafely is safe, or given up. */
  restored(time: UnsafeTime): void
}

/**
 * Keeps events out of the journal until the log has them safe, so that no client gets what a power failure can take back.
 * They enter in the order in which they came. While the log is down or stuck they enter at once: delivery goes on.
 */
export class SafeHead {
  readonly #parts: SafeHeadParts
  #waiting: JournalEvent[] = []
  #isDown: boolean
  #isStuck = false
  /** Since when clients get unsafe events, and the last of them of each account. */
  #unsafe: { readonly from: number; readonly last: Map<string, EventOrder> } | undefined
  #alarm: Alarm | undefined
  #readers: { readonly mark: Mark; readonly resolve: () => void }[] = []
  readonly #stop: () => void

  constructor(parts: SafeHeadParts) {
    this.#parts = parts
    this.#isDown = parts.isDown
    this.#stop = parts.history.settled.subscribe((isSafe) => this.#settle(isSafe))
  }

  append(event: JournalEvent): void {
    if (this.#isDown || this.#isStuck) return this.#showUnsafe(event)
    this.#waiting.push(event)
    this.#bePatient()
  }

  /** Goes by the state of the log: one that is down is not waited for. */
  logIsUp(isUp: boolean): void {
    this.#isDown = !isUp
    if (isUp) this.#restore()
    else this.#showAll()
  }

  /** Reads the log no further than clients see: what the log tells early is given once it has entered the journal. */
  readOf(log: Pick<EventLog, 'read'>): EventLog['read'] {
    return async (request) => {
      const slice = await log.read(request)
      await this.#hasShown(slice.mark)
      return slice
    }
  }

  close(): void {
    this.#endPatience()
    this.#stop()
    for (const { resolve } of this.#readers.splice(0)) resolve()
  }

  #settle(isSafe: boolean): void {
    if (isSafe) this.#isStuck = false
    this.#endPatience()
    let count = 0
    for (const { id } of this.#waiting) {
      if (!this.#parts.history.isSettled(id)) break
      count++
    }
    if (count > 0) this.#show(count)
    if (this.#waiting.length > 0) this.#bePatient()
    this.#restore()
  }

  #show(count: number): void {
    for (const event of this.#waiting.splice(0, count)) this.#parts.journal.append(event)
    this.#tellShown()
  }

  #showUnsafe(event: JournalEvent): void {
    this.#parts.journal.append(event)
    const { account, epoch, number } = event.id
    this.#unsafe ??= { from: this.#parts.clock.now(), last: new Map() }
    this.#unsafe.last.set(account, { epoch, number })
  }

  #showAll(): void {
    this.#endPatience()
    for (const event of this.#waiting.splice(0)) this.#showUnsafe(event)
    this.#tellShown()
  }

  #tellShown(): void {
    this.#parts.shown()
    const readers = this.#readers
    this.#readers = readers.filter(({ mark }) => this.#isAhead(mark))
    for (const each of readers) if (!this.#readers.includes(each)) each.resolve()
  }

  #bePatient(): void {
    this.#alarm ??= this.#parts.clock.after(PATIENCE_MS, () => {
      this.#isStuck = true
      this.#parts.stuck(PATIENCE_MS)
      this.#showAll()
    })
    this.#alarm.unref?.()
  }

  #endPatience(): void {
    this.#alarm?.()
    this.#alarm = undefined
  }

  #restore(): void {
    const { history, clock, restored } = this.#parts
    // While it is down, what comes next is unsafe again.
    if (!this.#unsafe || this.#isDown) return
    for (const [account, last] of this.#unsafe.last) if (!history.isSettled({ account, ...last })) return
    const { from } = this.#unsafe
    this.#unsafe = undefined
    restored({ from, until: clock.now() })
  }

  async #hasShown(mark: Mark): Promise<void> {
    if (!this.#isAhead(mark)) return
    await new Promise<void>((resolve) => this.#readers.push({ mark, resolve }))
  }

  /** Whether a mark has events that still wait. */
  #isAhead(mark: Mark): boolean {
    return this.#waiting.some((event) => has(mark, event))
  }
}
