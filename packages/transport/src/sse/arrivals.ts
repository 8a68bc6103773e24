import type { EventReader, EventText } from '../frames/frame-reader.js'

interface Arrival {
  readonly data: Buffer
  readonly id: string
}

export interface ArrivalsHandler<E> {
  event(event: E, id: string): void
  dropped?(why: string): void
  /** A large event is being read; input may pause until `resume`. */
  pause(): void
  resume(): void
}

/** Reads the bytes of an SSE stream as events, in order; later ones wait for a large one that is read in slices of time. */
export class Arrivals<E> {
  readonly #reader: EventReader<E>
  readonly #handler: ArrivalsHandler<E>
  /** Events received while a large one is being read. */
  #held: Arrival[] | undefined
  #state: 'open' | 'closed' = 'open'

  constructor(reader: EventReader<E>, handler: ArrivalsHandler<E>) {
    this.#reader = reader
    this.#handler = handler
  }

  take(data: Buffer, id: string): void {
    if (this.#held) return void this.#held.push({ data, id })
    const text = this.#reader.event(data)
    if (text instanceof Promise) void this.#holdDuring(text, id)
    else this.#give(text, id)
  }

  /** Stops reporting events. */
  close(): void {
    this.#state = 'closed'
  }

  async #holdDuring(reading: Promise<EventText<E>>, id: string): Promise<void> {
    const held: Arrival[] = []
    this.#held = held
    this.#handler.pause()
    this.#give(await reading, id)
    for (let next = held.shift(); next; next = held.shift())
      this.#give(await this.#reader.event(next.data), next.id)
    this.#held = undefined
    this.#handler.resume()
  }

  #give(text: EventText<E>, id: string): void {
    if (this.#state === 'closed') return
    if (text.is === 'event') return this.#handler.event(text.event, id)
    this.#handler.dropped?.(text.fault ? `an event that is ${text.fault}` : 'a text that is no event')
  }
}
