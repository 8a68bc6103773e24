import type { TrafficItem } from '@rookery/hub'
import { jsonOf } from '../answer/send.js'
import { maskedEvent } from '../rows/masked-event.js'
import { maskedRow, rowOf } from '../rows/row-of.js'
import type { Realm, TrafficRow } from '../wire.js'

/** Something that passed, on its way to all pages: its row is made when the first of them takes it, and once. */
export class SharedRow {
  readonly item: TrafficItem
  readonly #seq: number
  #row: TrafficRow | undefined
  readonly #texts: Partial<Record<Realm, string>> = {}
  #maskedEvent: Uint8Array | undefined

  constructor(item: TrafficItem, seq: number) {
    this.item = item
    this.#seq = seq
  }

  /** The row as JSON text. */
  text(realm: Realm): string {
    this.#row ??= rowOf(this.item, this.#seq)
    this.#texts[realm] ??= jsonOf(realm === 'admin' ? this.#row : maskedRow(this.#row))
    return this.#texts[realm]
  }

  /** The event as a filter of that realm sees it: a viewer must not learn texts by what passes. */
  judged(realm: Realm): Uint8Array {
    const { item } = this
    if (item.kind === 'call') return NO_EVENT
    if (realm === 'admin') return item.event
    this.#maskedEvent ??= maskedEvent(item.event)
    return this.#maskedEvent
  }
}

const NO_EVENT = new Uint8Array()
