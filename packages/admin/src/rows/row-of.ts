import type { CallItem, EventItem, TrafficItem } from '@rookery/hub'
import type { CallRow, EventRow, TrafficRow } from '../wire.js'
import { masked } from './mask.js'
import { shown } from './shorten.js'

/** Makes the row of something that passed. */
export const rowOf = (item: TrafficItem, seq: number): TrafficRow =>
  item.kind === 'event' ? eventRow(item, seq) : callRow(item, seq)

/** Makes the row of an event. */
export function eventRow({ at, account, id, event, late }: EventItem, seq: number): EventRow {
  const { value, isCut } = shown(event)
  return {
    kind: 'event',
    seq,
    at,
    account,
    ...(id !== undefined && { id }),
    event: value,
    bytes: event.length,
    late,
    ...(isCut && { cut: true }),
  }
}

function callRow({ params, ...item }: CallItem, seq: number): CallRow {
  const read = params && shown(params)
  return { ...item, seq, ...(read && { params: read.value }), ...(read?.isCut && { cut: true }) }
}

/** A row for viewers: the same without texts. */
export function maskedRow(row: TrafficRow): TrafficRow {
  if (row.kind === 'event') return { ...row, event: masked(row.event) as EventRow['event'], masked: true }
  return { ...row, ...(row.params !== undefined && { params: masked(row.params) }), masked: true }
}

/** Makes the row of an event of the history, which holds its id itself. */
export function pastRow(bytes: Uint8Array, seq: number): EventRow {
  const { value, isCut } = shown(bytes)
  const { rookery_id: id, ...event } = value
  return {
    kind: 'event',
    seq,
    at: Number(event.time ?? 0) * 1_000,
    account: String(event.self_id ?? ''),
    ...(typeof id === 'string' && { id }),
    event,
    bytes: bytes.length,
    late: false,
    ...(isCut && { cut: true }),
  }
}
