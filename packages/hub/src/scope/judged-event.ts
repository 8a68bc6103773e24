import { arrayItems, parseExact, scanObject } from '@rookery/protocol'
import { type FramedText, framedPayload, LARGE_EVENT_BYTES } from '@rookery/transport'
import type { EventId } from '../history/index.js'

/** An event as scopes judge it: as it was received. */
export interface JudgedEvent {
  readonly id: EventId
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
  readonly id: EventId
  readonly account: string
  readonly isSelfMessage: boolean
  readonly payload: Uint8Array
  #body: Readonly<Record<string, unknown>> | undefined
  /** Members of a large event that were read. */
  #members: Map<string, unknown> | undefined

  constructor(event: Judgeable) {
    this.id = event.id
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
  if (!found) return undefined
  const { valueStart, end } = found
  return end - valueStart > MOST_BYTES ? largeValueAt(payload, valueStart) : valueAt(payload, valueStart, end)
}

/** Longest member that is read as a whole: to read more would take longer than others can wait. */
const MOST_BYTES = 1024 * 1024
const QUOTE = 0x22
const LONGEST_CHARACTER = 12

/** The beginning of a long text; of a long list the items that are not long themselves. */
function largeValueAt(payload: Uint8Array, start: number): unknown {
  if (payload[start] === QUOTE) return beginningOf(payload, start)
  return arrayItems(payload, start, Number.POSITIVE_INFINITY)?.map((item) =>
    item.end - item.start > MOST_BYTES ? undefined : valueAt(payload, item.start, item.end),
  )
}

function beginningOf({ buffer, byteOffset }: Uint8Array, start: number): string | undefined {
  const text = Buffer.from(buffer, byteOffset + start, MOST_BYTES).toString()
  // The last character may be cut in its bytes, or in its escape.
  for (let cut = 0; cut <= LONGEST_CHARACTER; cut++) {
    try {
      return JSON.parse(`${text.slice(0, text.length - cut)}"`).replace(/\ufffd$/, '')
    } catch {}
  }
  return undefined
}

/** The value of a JSON text; undefined for what is none. */
function valueAt({ buffer, byteOffset }: Uint8Array, start: number, end: number): unknown {
  try {
    return parseExact(Buffer.from(buffer, byteOffset + start, end - start).toString())
  } catch {
    return undefined
  }
}
