import type { IdOf } from '@rookery/transport'
import type { TellableEvent } from './tellable-event.js'

/** So many events can be asked for again. */
const MAX_EVENTS = 1_000

/** The last events of an account, for streams that connect again and say what they had. */
export class Backlog {
  readonly #events: TellableEvent[] = []
  readonly #run: string
  #last = 0

  /** `run` tells one life of the account from another: an id of an earlier one means nothing now. */
  constructor(run: string) {
    this.#run = run
  }

  /** What a position is called in the `id` of an event. */
  readonly idOf: IdOf = (position) => `${this.#run}-${position}`

  /** The position of the next event. */
  next(): number {
    return ++this.#last
  }

  keep(event: TellableEvent): void {
    this.#events[(event.position ?? 0) % MAX_EVENTS] = event
  }

  /** What came behind the event of that id, as far as it is kept; nothing for an id that is none of ours. */
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
