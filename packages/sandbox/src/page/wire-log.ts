import type { Observation } from '../observation.js'
import { shortened } from './shortened.js'
import type { NamedDeed } from './story.js'
import type { WireEntry } from './wire.js'

/** Latest entries that a newly opened page receives. */
const MAX_ENTRIES = 1_000

export type OnWire = Extract<Observation, { is: 'event' | 'call' | 'answer' }>

/** The latest wire entries, with the deeds of each. */
export class WireLog {
  #entries: WireEntry[] = []
  #lastId = 0
  readonly #done = new Map<number, readonly NamedDeed[]>()
  readonly #calls = new Map<number, number>()

  get entries(): readonly WireEntry[] {
    return this.#entries.slice(-MAX_ENTRIES)
  }

  /** Adds an event, call or answer that `done` caused. */
  add(observation: OnWire, done: readonly NamedDeed[]): WireEntry {
    const { is: kind, self_id, timeMs: time_ms } = observation
    const entry: WireEntry = {
      id: ++this.#lastId,
      kind,
      self_id,
      time_ms,
      ...contentOf(observation),
    }
    this.#entries.push(entry)
    this.#done.set(entry.id, done)
    this.#link(observation, entry.id, done)
    if (this.#entries.length > 2 * MAX_ENTRIES) this.#forget()
    return entry
  }

  doneWith(id: number): readonly NamedDeed[] {
    return this.#done.get(id) ?? []
  }

  /** The number of the call that an entry is, or answers. */
  callOf(id: number): number | undefined {
    return this.#entries.find((entry) => entry.id === id)?.call_id
  }

  /** Assigns deeds to a call, which are known when it is answered. */
  #link(observation: OnWire, id: number, done: readonly NamedDeed[]): void {
    if (observation.is === 'call') this.#calls.set(observation.id, id)
    if (observation.is !== 'answer') return
    const call = this.#calls.get(observation.id)
    this.#calls.delete(observation.id)
    if (call !== undefined && this.#done.has(call)) this.#done.set(call, done)
  }

  #forget(): void {
    this.#entries = this.#entries.slice(-MAX_ENTRIES)
    const oldest = this.#entries[0]?.id ?? 0
    for (const id of this.#done.keys()) if (id < oldest) this.#done.delete(id)
  }
}

function contentOf(observation: OnWire): Pick<WireEntry, 'name' | 'body' | 'call_id'> {
  switch (observation.is) {
    case 'event':
      return { name: eventName(observation.event), body: shortened(observation.event) }
    case 'call':
      return { name: observation.action, body: shortened(observation.params), call_id: observation.id }
    case 'answer':
      return { name: observation.action, body: shortened(observation.answer), call_id: observation.id }
  }
}

function eventName(event: object): string {
  const fields = event as Readonly<Record<string, unknown>>
  const post_type = String(fields.post_type)
  const detail = fields[`${post_type === 'message_sent' ? 'message' : post_type}_type`]
  return detail === undefined ? post_type : `${post_type}.${String(detail)}`
}
