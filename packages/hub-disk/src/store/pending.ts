import type { DroppedRun, HistoryEvent } from '@rookery/hub/history'

/** Most events and bytes that are packed at once: packing must not hold the event loop. */
const BATCH_EVENTS = 1024
const BATCH_BYTES = 1024 * 1024

/** Events that are not safe yet, oldest first, up to a number of bytes. */
export class Pending {
  readonly #limitBytes: number
  #events: HistoryEvent[] = []
  #start = 0
  #bytes = 0
  /** Events at the front that are being saved: they cannot be dropped any more. */
  #taken = 0

  constructor(limitBytes: number) {
    this.#limitBytes = limitBytes
  }

  get count(): number {
    return this.#events.length - this.#start
  }

  /** The accounts whose events wait. */
  get accounts(): readonly string[] {
    return [...new Set(this.#events.slice(this.#start).map(({ id }) => id.account))]
  }

  /** Adds events. Returns the oldest ones, which had to be dropped for them. */
  add(events: readonly HistoryEvent[]): readonly DroppedRun[] {
    for (const event of events) {
      this.#events.push(event)
      this.#bytes += event.payload.length
    }
    const dropped: HistoryEvent[] = []
    while (this.#bytes > this.#limitBytes && this.count > this.#taken + 1) {
      const event = this.#dropOldest()
      if (!event) break
      dropped.push(event)
    }
    return runsOf(dropped).map(droppedRun)
  }

  /** The oldest events, as many as are saved together. */
  take(): readonly HistoryEvent[] {
    const taken: HistoryEvent[] = []
    let bytes = 0
    while (taken.length < Math.min(this.count, BATCH_EVENTS)) {
      const event = this.#events[this.#start + taken.length]
      if (!event || (taken.length > 0 && bytes + event.payload.length > BATCH_BYTES)) break
      bytes += event.payload.length
      taken.push(event)
    }
    this.#taken = taken.length
    return taken
  }

  /** The taken ones are safe. */
  saved(): void {
    const count = this.#taken
    this.#taken = 0
    for (let removed = 0; removed < count; removed++) this.#dropOldest()
  }

  /** The taken ones are not safe: they are taken again later, and may be dropped meanwhile. */
  failed(): void {
    this.#taken = 0
  }

  /** Removes the events that turned out to be safe. */
  remove(isSafe: (event: HistoryEvent) => boolean): readonly HistoryEvent[] {
    const rest = this.#events.slice(this.#start)
    const safe = rest.filter(isSafe)
    this.#events = rest.filter((event) => !isSafe(event))
    this.#start = 0
    for (const { payload } of safe) this.#bytes -= payload.length
    return safe
  }

  /** Takes out the oldest event that is not being saved. */
  #dropOldest(): HistoryEvent | undefined {
    const at = this.#start + this.#taken
    const event = this.#events[at]
    if (!event) return undefined
    this.#bytes -= event.payload.length
    if (this.#taken > 0) this.#events.splice(at, 1)
    else this.#start++
    this.#trim()
    return event
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
