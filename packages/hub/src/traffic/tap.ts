import { type Clock, framedPayload, Subscribable } from '@rookery/transport'
import { eventIdText } from '../journal/event-id.js'
import type { JournalEvent } from '../journal/journal.js'
import { AnsweredEvents } from './answered-events.js'
import type { CallItem, Traffic, TrafficItem } from './traffic.js'

/** Shows what passes to those who watch. Who has something to show asks `isOn` first, and makes nothing of it otherwise. */
export class TrafficTap implements Traffic {
  /** Whether anybody watches. */
  isOn = false
  /** Events that passed while somebody watched. */
  readonly events = new AnsweredEvents()
  readonly #items = new Subscribable<[item: TrafficItem]>()
  readonly #clock: Clock

  constructor(clock: Clock) {
    this.#clock = clock
  }

  tap(listener: (item: TrafficItem) => void): () => void {
    const undo = this.#items.subscribe((item) => {
      try {
        listener(item)
      } catch {
        // Whoever watches must not hold up what passes.
        stop()
      }
    })
    const stop = (): void => {
      undo()
      this.#settle()
    }
    this.#settle()
    return stop
  }

  /** Shows an event that was admitted. */
  event(event: JournalEvent): void {
    const id = eventIdText(event)
    const { account } = event.id
    const payload = framedPayload(event.text)
    this.events.note({ account, id, payload, isMessage: event.isMessage })
    const late = event.isLate === true
    this.#items.emit({ kind: 'event', at: this.#clock.now(), account, id, event: payload, late })
  }

  /** Shows a call that is over. */
  call(item: Omit<CallItem, 'kind' | 'at'>): void {
    this.#items.emit({ kind: 'call', at: this.#clock.now(), ...item })
  }

  #settle(): void {
    this.isOn = this.#items.size > 0
    if (!this.isOn) this.events.clear()
  }
}
