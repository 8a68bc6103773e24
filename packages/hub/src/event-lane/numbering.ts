import { type Clock, systemClock } from '@rookery/transport'
import { inTime } from '../history/in-time.js'
import { compareOrder, type EventId, type EventLog } from '../history/index.js'

/** Most events and bytes that wait for their accounts' epochs. */
const MOST_HELD = 10_000
const MOST_HELD_BYTES = 16 * 1024 * 1024

/** Longest wait for an answer of the log, in milliseconds. */
const ANSWER_MS = 5_000

/** The numbers of one account. */
interface Series {
  /** Undefined until the store has begun it. */
  epoch: number | undefined
  last: number
  /** What came before the epoch was there, in order. */
  held: Held[]
}

interface Held {
  readonly bytes: number
  readonly pass: () => void
}

/** The order of an event that was just numbered. */
export interface NextNumber {
  readonly epoch: number
  readonly number: number
}

/** Numbers the events of each account, from an epoch on that the store begins with the account's first event. */
export class Numbering {
  readonly #log: Pick<EventLog, 'begin' | 'last'>
  readonly #series = new Map<string, Series>()
  readonly #clock: Clock
  #held = 0
  #heldBytes = 0

  constructor(log: Pick<EventLog, 'begin' | 'last'>, clock: Clock = systemClock) {
    this.#log = log
    this.#clock = clock
  }

  /** The next number of an account; undefined while its epoch is not begun: the event must then be held. */
  next(account: string): NextNumber | undefined {
    const series = this.#series.get(account) ?? this.#begin(account)
    if (series.epoch === undefined) return undefined
    return { epoch: series.epoch, number: ++series.last }
  }

  /**
   * Whether an event has been given that id, or a later one of its account, now or by an earlier process.
   *
   * @throws StoreError if the log cannot be read
   */
  async hasGiven(id: EventId): Promise<boolean> {
    const { epoch, last: number = 0 } = this.#series.get(id.account) ?? {}
    const last = epoch === undefined ? await this.#lastInLog(id.account) : { epoch, number }
    return last !== undefined && compareOrder(id, last) <= 0
  }

  async #lastInLog(account: string): Promise<EventId | undefined> {
    return (await inTime(this.#log.last([account]), ANSWER_MS, this.#clock)).get(account)
  }

  /** The order of the newest event of an account; undefined before the first of this hub. */
  last(account: string): NextNumber | undefined {
    const { epoch, last: number } = this.#series.get(account) ?? { epoch: undefined, last: 0 }
    return epoch === undefined ? undefined : { epoch, number }
  }

  /** Keeps an event until its account's epoch is begun, and passes it on then. False if there is no room. */
  hold(account: string, bytes: number, pass: () => void): boolean {
    const series = this.#series.get(account)
    if (!series || this.#held >= MOST_HELD || this.#heldBytes + bytes > MOST_HELD_BYTES) return false
    series.held.push({ bytes, pass })
    this.#held++
    this.#heldBytes += bytes
    return true
  }

  /** Forgets an account: its next event begins another epoch. */
  forget(account: string): void {
    const series = this.#series.get(account)
    if (!series) return
    this.#series.delete(account)
    this.#release(series)
  }

  #begin(account: string): Series {
    const begun = this.#log.begin(account)
    const series: Series = { epoch: undefined, last: 0, held: [] }
    this.#series.set(account, series)
    if (typeof begun === 'number') series.epoch = begun
    else void begun.then((epoch) => this.#begun(account, series, epoch))
    return series
  }

  #begun(account: string, series: Series, epoch: number): void {
    // The account may have been forgotten meanwhile.
    if (this.#series.get(account) !== series) return
    series.epoch = epoch
    for (const { pass } of this.#release(series)) pass()
  }

  #release(series: Series): readonly Held[] {
    const { held } = series
    series.held = []
    this.#held -= held.length
    for (const { bytes } of held) this.#heldBytes -= bytes
    return held
  }
}
