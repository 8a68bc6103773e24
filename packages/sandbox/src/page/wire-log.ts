import type { Observation } from '../observation.js'
import type { WireEntry } from './wire.js'

/** A page that opens gets so many of the last entries. */
const MAX_ENTRIES = 1_000

type OnWire = Extract<Observation, { is: 'event' | 'call' | 'answer' }>

/** The last things that went over the wire. */
export class WireLog {
  #entries: WireEntry[] = []
  #lastId = 0

  get entries(): readonly WireEntry[] {
    return this.#entries.slice(-MAX_ENTRIES)
  }

  add(observation: OnWire): WireEntry {
    const { is: kind, self_id, timeMs: time_ms } = observation
    const entry: WireEntry = { id: ++this.#lastId, kind, self_id, time_ms, ...contentOf(observation) }
    this.#entries.push(entry)
    if (this.#entries.length > 2 * MAX_ENTRIES) this.#entries = this.#entries.slice(-MAX_ENTRIES)
    return entry
  }
}

function contentOf(observation: OnWire): Pick<WireEntry, 'name' | 'body' | 'call_id'> {
  switch (observation.is) {
    case 'event':
      return { name: eventName(observation.event), body: observation.event }
    case 'call':
      return { name: observation.action, body: observation.params, call_id: observation.id }
    case 'answer':
      return { name: observation.action, body: observation.answer, call_id: observation.id }
  }
}

function eventName(event: Readonly<Record<string, unknown>> | object): string {
  const fields = event as Readonly<Record<string, unknown>>
  const post_type = String(fields.post_type)
  const detail = fields[`${post_type === 'message_sent' ? 'message' : post_type}_type`]
  return detail === undefined ? post_type : `${post_type}.${String(detail)}`
}
