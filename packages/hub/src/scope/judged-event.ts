import { parseExact, readText, scanObject } from '@rookery/protocol'
import { type FramedText, framedPayload, LARGE_EVENT_BYTES } from '@rookery/transport'
import type { EventId } from '../history/index.js'

/** An event as scopes judge it: as it was received. */
export interface JudgedEvent {
  readonly account: string
  /** True for what the account itself sent (`message_sent`). */
  readonly isSelfMessage: boolean
  /** The event as JSON text. */
  readonly payload: Uint8Array
  /**
   * Value of a member of the event, undefined if there is none. Integers beyond 2^53 are decimal texts. It is read when
   * first asked for, once for all scopes.
   */
  member(name: string): unknown
}

/** An event of memory or of the log, of which a judged event can be made. */
export type Judgeable = {
  readonly id: EventId
  readonly isSelfMessage?: boolean
} & ({ readonly text: FramedText } | { readonly payload: Uint8Array })

/** Makes an event to be judged; nothing of it is read yet. */
export const judgedEvent = (event: Judgeable): JudgedEvent => new LazyEvent(event)

class LazyEvent implements JudgedEvent {
  readonly account: string
  readonly isSelfMessage: boolean
  readonly payload: Uint8Array
  #body: Readonly<Record<string, unknown>> | undefined
  /** Members of a large event that were read. */
  #members: Map<string, unknown> | undefined

  constructor(event: Judgeable) {
    this.account = event.id.account
    this.isSelfMessage = event.isSelfMessage === true
    this.payload = 'text' in event ? framedPayload(event.text) : event.payload
  }

  member(name: string): unknown {
    if (this.payload.length > LARGE_EVENT_BYTES) return this.#memberOfLarge(name)
    this.#body ??= bodyOf(this.payload)
    return Object.hasOwn(this.#body, name) ? this.#body[name] : undefined
  }

  /** Reads one member alone: a large event is large in one member, which few scopes look at. */
  #memberOfLarge(name: string): unknown {
    this.#members ??= new Map()
    if (!this.#members.has(name)) this.#members.set(name, memberOf(this.payload, name))
    return this.#members.get(name)
  }
}

const NO_MEMBERS = {}

function bodyOf(payload: Uint8Array): Readonly<Record<string, unknown>> {
  const value = valueAt(payload, 0, payload.length)
  return typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : NO_MEMBERS
}

function memberOf(payload: Uint8Array, name: string): unknown {
  const found = scanObject(payload, { [name]: {} }).members.at(-1)
  return found && valueAt(payload, found.valueStart, found.end)
}

/** The value of a JSON text; undefined for what is none. */
function valueAt(payload: Uint8Array, start: number, end: number): unknown {
  try {
    return parseExact(readText(payload, start, end))
  } catch {
    return undefined
  }
}
