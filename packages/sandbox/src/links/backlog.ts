import type { IdOf } from '@rookery/transport'
import type { TellableEvent } from './tellable-event.js'

/** Number of events that are kept for streams that reconnect. */
const MAX_EVENTS = 1_000

/** The latest events of an account, for streams that reconnect with the id of their last event. */
export class Backlog {
  readonly #events: TellableEvent[] = []
  readonly #run: string
  #last = 0

  /** `run` distinguishes this run of the account from earlier ones, whose ids are not valid any more. */
  constructor(run: string) {
    this.#run = run
  }

  /** Formats a position as the `id` of an event. */
  readonly idOf: IdOf = (position) => `${this.#run}-${position}`

  /** The position of the next event. */
  next(): number {
    return ++this.#last
  }

  keep(event: TellableEvent): void {
    this.#events[(event.position ?? 0) % MAX_EVENTS] = event
  }

  /** The kept events that follow the event with that id; none for an id of another run. */
  behind(id: string): readonly TellableEvent[] {
    const [run, position] = id.split('-')
    if (run !== this.#run || !/^\d{1,16}$/.test(position ?? '')) return []
    const first = Math.max(Number(position), this.#last - MAX_EVENTS) + 1
    const events: TellableEvent[] = []
    for (let at = first; at <= this.#last; at++) {
      const event = this.#events[at % MAX_EVENTS]
      if (event) events.push(event)
    }
    return events
  }
}
