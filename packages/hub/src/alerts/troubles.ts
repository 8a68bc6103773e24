import type { Clock } from '@rookery/transport'
import type { Alerts } from './alerts.js'

/** Something that is wrong with a part that the hub has one of. */
export interface Trouble {
  readonly text: string
  /** Unix milliseconds. */
  readonly since: number
}

/** Remembers what is wrong with parts that the hub has one of, such as the journal, and passes it to the alerts. */
export class Troubles {
  readonly #alerts: Pick<Alerts, 'trouble'>
  readonly #clock: Clock
  readonly #all = new Map<string, Trouble>()

  constructor(alerts: Pick<Alerts, 'trouble'>, clock: Clock) {
    this.#alerts = alerts
    this.#clock = clock
  }

  /** Begins or ends the trouble of a kind: without a text it is over. */
  set(kind: string, text: string | undefined): void {
    const since = this.#all.get(kind)?.since ?? this.#clock.now()
    if (text === undefined) this.#all.delete(kind)
    else this.#all.set(kind, { text, since })
    this.#alerts.trouble(kind, text)
  }

  of(kind: string): Trouble | undefined {
    return this.#all.get(kind)
  }
}
