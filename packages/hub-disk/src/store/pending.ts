import type { DroppedRun, HistoryEvent } from '@rookery/hub/history'

/** Most events and bytes that are packed at once: packing must not hold the event loop. */
const BATCH_EVENTS = 1024
const BATCH_BYTES = 1024 * 1024

/** Events that are not safe yet, oldest first, up to a number of bytes. */
export class Pending {
  readonly #limitBytes: number
  /** Events that are being saved, older than all others: they cannot be dropped. */
  #taken: readonly HistoryEvent[] = []
  #events: HistoryEvent[] = []
  /** Index of the oldest of `#events`; those before it were removed. */
  #start = 0
  /** Bytes of all events, those that are being saved included. */
  #bytes = 0

  constructor(limitBytes: number) {
    this.#limitBytes = limitBytes
  }

  get count(): number {
    return this.#taken.length + this.#events.length - this.#start
  }

  /** The accounts whose events wait. */
  get accounts(): readonly string[] {
    return [...new Set(this.#all.map(({ id }) => id.account))]
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

  /** The oldest events, as many as are saved together. */
  take(): readonly HistoryEvent[] {
    let end = this.#start
    for (let bytes = 0; end < Math.min(this.#events.length, this.#start + BATCH_EVENTS); end++) {
      bytes += this.#events[end]?.payload.length ?? 0
      if (end > this.#start && bytes > BATCH_BYTES) break
    }
    this.#taken = this.#events.slice(this.#start, end)
    this.#start = end
    this.#trim()
    return this.#taken
  }

  /** The taken ones are safe. */
  saved(): void {
    for (const { payload } of this.#taken) this.#bytes -= payload.length
    this.#taken = []
  }

  /** The taken ones are not safe: they are taken again later, and may be dropped meanwhile. */
  failed(): void {
    this.#events = this.#all
    this.#start = 0
    this.#taken = []
  }

  /** Removes the events that turned out to be safe. */
  remove(isSafe: (event: HistoryEvent) => boolean): readonly HistoryEvent[] {
    const all = this.#all
    const safe = all.filter(isSafe)
    this.#events = all.filter((event) => !isSafe(event))
    this.#start = 0
    this.#taken = []
    for (const { payload } of safe) this.#bytes -= payload.length
    return safe
  }

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
