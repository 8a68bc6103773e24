import type { Clock } from '@rookery/transport'
import type { Log } from '../log/log.js'
import { SummedUp } from '../log/summed-up.js'
import { type Alert, AlertFailure, type AlertWay } from './alert.js'

/** Alerts that may wait for one receiver; further ones are dropped. */
const MOST_WAITING = 50

/** Alerts for one receiver, sent one after the other. What fails is logged, summed up, and never becomes an alert itself. */
export class AlertQueue {
  readonly #way: AlertWay
  readonly #failures: SummedUp
  readonly #waiting: Alert[] = []
  readonly #closing = new AbortController()
  #isSending = false

  constructor(way: AlertWay, log: Log, clock: Clock) {
    this.#way = way
    this.#failures = new SummedUp(clock, (count, why) =>
      log.warn({ to: way.to, count, why }, 'alerts could not be delivered'),
    )
  }

  /** Name of the receiver, without secrets. */
  get to(): string {
    return this.#way.to
  }

  /** Sends an alert at once, beside those that wait. Returns the reason if it was not delivered. */
  async test(alert: Alert): Promise<string | undefined> {
    try {
      await this.#way.send(alert, this.#closing.signal)
      return undefined
    } catch (error) {
      return reasonOf(error)
    }
  }

  add(alert: Alert): void {
    if (this.#closing.signal.aborted) return
    if (this.#waiting.length >= MOST_WAITING) return this.#failures.add(`${MOST_WAITING} alerts wait already`)
    this.#waiting.push(alert)
    if (!this.#isSending) void this.#sendAll()
  }

  /** Drops what waits, and gives up what is under way. */
  close(): void {
    this.#closing.abort()
    this.#waiting.length = 0
  }

  async #sendAll(): Promise<void> {
    this.#isSending = true
    for (let next = this.#waiting.shift(); next; next = this.#waiting.shift()) await this.#send(next)
    this.#isSending = false
  }

  async #send(alert: Alert): Promise<void> {
    const { signal } = this.#closing
    try {
      await this.#way.send(alert, signal)
    } catch (error) {
      if (!signal.aborted) this.#failures.add(reasonOf(error))
    }
  }
}

const reasonOf = (error: unknown): string =>
  error instanceof AlertFailure ? error.message : 'an unknown fault'
