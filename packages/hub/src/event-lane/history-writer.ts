import { framedPayload, Subscribable } from '@rookery/transport'
import {
  compareOrder,
  type DroppedRun,
  type EventId,
  type EventLog,
  type EventOrder,
  type HistoryEvent,
} from '../history/index.js'
import type { JournalEvent } from '../journal/journal.js'

/** Writes what the journal takes into a log that outlives the process: the events of one flush together. */
export class HistoryWriter {
  /** Tells that more events are settled: safe, or else given up. */
  readonly settled = new Subscribable<[isSafe: boolean]>()
  readonly #log: EventLog
  #waiting: HistoryEvent[] = []
  /** Up to where the events of each account are safe, or given up. */
  readonly #settled = new Map<string, EventOrder>()
  /** The run of each account that is given up while what came before it is still being saved. */
  readonly #givenUp = new Map<string, DroppedRun>()
  readonly #stops: readonly (() => void)[]

  /** `tellDropped` is called for events that will never be in the log. */
  constructor(log: EventLog, tellDropped: (run: DroppedRun) => void) {
    this.#log = log
    this.#stops = [
      log.onSafe((upTo) => {
        for (const each of upTo) this.#settle(each)
        this.settled.emit(true)
      }),
      log.onDropped((run) => {
        this.#giveUp(run)
        tellDropped(run)
        this.settled.emit(false)
      }),
    ]
  }

  add(event: JournalEvent): void {
    const { account, epoch, number } = event.id
    // Nothing that came before is waited for.
    if (!this.#settled.has(account)) this.#settled.set(account, { epoch, number: number - 1 })
    this.#waiting.push(historyOf(event))
  }

  flush(): void {
    if (this.#waiting.length === 0) return
    const events = this.#waiting
    this.#waiting = []
    this.#log.write(events)
  }

  /** Whether an event is safe or given up: nothing more will be done for it, and memory may forget it. */
  isSettled(id: EventId): boolean {
    const settled = this.#settled.get(id.account)
    return settled !== undefined && compareOrder(id, settled) <= 0
  }

  /** Writes what still waits. */
  close(): void {
    this.flush()
    for (const stop of this.#stops) stop()
  }

  #settle({ account, epoch, number }: EventId): void {
    const before = this.#settled.get(account)
    if (!before || compareOrder(before, { epoch, number }) < 0) this.#settled.set(account, { epoch, number })
    const run = this.#givenUp.get(account)
    if (!run) return
    this.#givenUp.delete(account)
    this.#giveUp(run)
  }

  #giveUp(run: DroppedRun): void {
    const { account, epoch, first, last } = run
    const settled = this.#settled.get(account)
    const isNext = !settled || settled.epoch !== epoch || settled.number + 1 >= first
    if (isNext) return this.#settle({ account, epoch, number: last })
    // The oldest are given up first, so that no event that is kept lies between two runs.
    this.#givenUp.set(account, { ...run, first: this.#givenUp.get(account)?.first ?? first })
  }
}

const historyOf = ({
  id,
  time,
  admittedAt,
  isMessage,
  isSelfMessage = false,
  isLate = false,
  text,
}: JournalEvent): HistoryEvent => ({
  id,
  time,
  admittedAt: Math.floor(admittedAt),
  isMessage,
  isSelfMessage,
  isLate,
  payload: framedPayload(text),
})
