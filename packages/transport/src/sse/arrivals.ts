import { type EventFrame, readEvent } from '@rookery/protocol'
import { textFault } from '../frames/json-text.js'
import { LARGE_EVENT_BYTES, readLargeText } from '../frames/large-event.js'

interface Arrival {
  readonly data: Buffer
  readonly id: string
}

export interface ArrivalsHandler {
  event(event: EventFrame, id: string): void
  dropped?(why: string): void
  /** A large event is being checked; input may pause until `resume`. */
  pause(): void
  resume(): void
}

/** Reads the bytes of an SSE stream as events, in order; large ones are checked in slices, and later ones wait. */
export class Arrivals {
  readonly #handler: ArrivalsHandler
  /** Events received while a large one was being checked, that one first. */
  #held: Arrival[] | undefined
  #state: 'open' | 'closed' = 'open'

  constructor(handler: ArrivalsHandler) {
    this.#handler = handler
  }

  take(data: Buffer, id: string): void {
    if (this.#held) this.#held.push({ data, id })
    else if (data.length > LARGE_EVENT_BYTES) void this.#checkInSlices({ data, id })
    else this.#read({ data, id })
  }

  /** Stops reporting events. */
  close(): void {
    this.#state = 'closed'
  }

  async #checkInSlices(first: Arrival): Promise<void> {
    const held = [first]
    this.#held = held
    this.#handler.pause()
    for (let each = held[0]; each; each = held[0]) {
      if (each.data.length > LARGE_EVENT_BYTES) await this.#readLarge(each)
      else this.#read(each)
      held.shift()
    }
    this.#held = undefined
    this.#handler.resume()
  }

  #read({ data, id }: Arrival): void {
    const fault = textFault(data)
    this.#give(fault ? undefined : readEvent(data), fault, id)
  }

  async #readLarge({ data, id }: Arrival): Promise<void> {
    const text = await readLargeText(data)
    if (text.is === 'event') this.#give(text.event, undefined, id)
    else this.#give(undefined, text.fault, id)
  }

  #give(event: EventFrame | undefined, fault: string | undefined, id: string): void {
    if (this.#state === 'closed') return
    if (event) this.#handler.event(event, id)
    else this.#handler.dropped?.(fault ? `an event that is ${fault}` : 'a text that is no event')
  }
}
