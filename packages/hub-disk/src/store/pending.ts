import type { DroppedRun, HistoryEvent } from '@rookery/hub/history'

/** Most events and bytes that are packed at once: packing must not hold the event loop. */
const BATCH_EVENTS = 1024
const BATCH_BYTES = 1024 * 1024

/**
 * Events that are not in the file yet, oldest first: those that the front log keeps, those that are being saved, and those
 * that wait, up to a number of bytes.
 */
export class Pending {
  readonly #limitBytes: number
  /** Batches that are safe in the front log: they are older than all others, and cannot be dropped. */
  #kept: Batches = []
  #keptBytes = 0
  /** Events that are being saved: they cannot be dropped, either. */
  #taken: readonly HistoryEvent[] = []
  #events: HistoryEvent[] = []
  /** Index of the oldest of `#events`; those before it were removed. */
  #start = 0
  /** Bytes of all events but those that are kept. */
  #bytes = 0

  constructor(limitBytes: number) {
    this.#limitBytes = limitBytes
  }

  /** Number of the events that are not safe. */
  get count(): number {
    return this.#taken.length + this.waiting
  }

  /** Number of the events that are neither safe nor being saved. */
  get waiting(): number {
    return this.#events.length - this.#start
  }

  /** Events that are safe in the front log. */
  get kept(): readonly HistoryEvent[] {
    return this.#kept.flat()
  }

  /** The same in batches, which keep the order in which events of several accounts came. */
  get keptBatches(): Batches {
    return this.#kept
  }

  /** The accounts whose events are not in the file. */
  get accounts(): readonly string[] {
    return [...new Set([...this.kept, ...this.#all].map(({ id }) => id.account))]
  }

  /** Adds events. Returns the oldest ones, which had to be dropped for them. */
  add(events: readonly HistoryEvent[]): readonly DroppedRun[] {
    for (const event of events) {
      this.#events.push(event)
      this.#bytes += event.payload.length
    }
    const from = this.#start
    while (this.#bytes > this.#limitBytes && this.#start < this.#events.length - 1) {
      this.#bytes -= this.#events[this.#start++]?.payload.length ?? 0
    }
    const dropped = this.#events.slice(from, this.#start)
    this.#trim()
    return runsOf(dropped).map(droppedRun)
  }

  /** The oldest events that wait, as many as are saved together with those that are kept; one at least. */
  take(): readonly HistoryEvent[] {
    const kept = this.#kept.reduce((sum, { length }) => sum + length, 0)
    const last = this.#start + BATCH_EVENTS - kept
    let end = this.#start
    for (let bytes = this.#keptBytes; end < this.#events.length; end++) {
      bytes += this.#events[end]?.payload.length ?? 0
      if (end > this.#start && (end >= last || bytes > BATCH_BYTES)) break
    }
    this.#taken = this.#events.slice(this.#start, end)
    this.#start = end
    this.#trim()
    return this.#taken
  }

  /** The taken ones are safe in the front log. */
  keep(): void {
    const bytes = bytesOf(this.#taken)
    this.#kept = continuedBy(this.#kept, this.#taken)
    this.#keptBytes += bytes
    this.#bytes -= bytes
    this.#taken = []
  }

  /** The kept and the taken ones are in the file. */
  saved(): void {
    this.#bytes -= bytesOf(this.#taken)
    this.#taken = []
    this.#kept = []
    this.#keptBytes = 0
  }

  /** The taken ones are not safe: they are taken again later, and may be dropped meanwhile. */
  failed(): void {
    this.#events = this.#all
    this.#start = 0
    this.#taken = []
  }

  /** Removes the events that turned out to be in the file. Returns those of them that were not known as safe. */
  remove(isSaved: (event: HistoryEvent) => boolean): readonly HistoryEvent[] {
    const all = this.#all
    const saved = all.filter(isSaved)
    this.#events = all.filter((event) => !isSaved(event))
    this.#start = 0
    this.#taken = []
    this.#bytes -= bytesOf(saved)
    const rest = this.#kept.map((batch) => batch.filter((event) => !isSaved(event)))
    this.#kept = rest.filter(({ length }) => length > 0)
    this.#keptBytes = bytesOf(this.kept)
    return saved
  }

  /** All that are not safe. */
  get #all(): HistoryEvent[] {
    return [...this.#taken, ...this.#events.slice(this.#start)]
  }

  #trim(): void {
    if (this.#start < 1024 && this.#start < this.#events.length) return
    if (this.#start * 2 < this.#events.length) return
    this.#events = this.#events.slice(this.#start)
    this.#start = 0
  }
}

type Batches = readonly (readonly HistoryEvent[])[]

/** Adds a batch; to the last one if both are of one account. */
function continuedBy(batches: Batches, batch: readonly HistoryEvent[]): Batches {
  const last = batches.at(-1)
  if (batch.length === 0) return batches
  if (!last || !areOfOne([...last, ...batch])) return [...batches, batch]
  return [...batches.slice(0, -1), [...last, ...batch]]
}

const areOfOne = ([first, ...others]: readonly HistoryEvent[]): boolean =>
  others.every(({ id }) => id.account === first?.id.account)

/** Bytes of the payloads. */
export const bytesOf = (events: readonly HistoryEvent[]): number =>
  events.reduce((sum, { payload }) => sum + payload.length, 0)

/** Splits events into runs of one epoch and dense numbers, in the order in which the runs begin. */
export function runsOf(events: readonly HistoryEvent[]): readonly (readonly HistoryEvent[])[] {
  const runs: HistoryEvent[][] = []
  const open = new Map<string, HistoryEvent[]>()
  for (const event of events) {
    const { account, epoch, number } = event.id
    const run = open.get(account)
    const last = run?.at(-1)?.id
    if (run && last && last.epoch === epoch && last.number + 1 === number) run.push(event)
    else {
      const begun = [event]
      runs.push(begun)
      open.set(account, begun)
    }
  }
  return runs
}

function droppedRun(run: readonly HistoryEvent[]): DroppedRun {
  const [first, last] = ends(run)
  return {
    account: first.id.account,
    epoch: first.id.epoch,
    first: first.id.number,
    last: last.id.number,
    fromTime: first.time,
    toTime: last.time,
  }
}

/** First and last event of a run, which is not empty. */
export function ends(run: readonly HistoryEvent[]): readonly [HistoryEvent, HistoryEvent] {
  const [first, last] = [run[0], run.at(-1)]
  if (!first || !last) throw new RangeError('a run has at least one event')
  return [first, last]
}

/** Adds a run, to the one that it continues if there is one. */
export function joined(runs: readonly DroppedRun[], run: DroppedRun): DroppedRun[] {
  const before = runs.findLastIndex(({ account }) => account === run.account)
  const last = runs[before]
  if (!last || last.epoch !== run.epoch || last.last + 1 !== run.first) return [...runs, run]
  return runs.with(before, { ...last, last: run.last, toTime: run.toTime })
}
