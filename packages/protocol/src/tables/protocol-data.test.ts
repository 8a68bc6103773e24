import { describe, expect, test } from 'vitest'
import { actions } from './actions.js'
import { events } from './events.js'
import actionData from './protocol-data/actions.json' with { type: 'json' }
import eventData from './protocol-data/events.json' with { type: 'json' }
import segmentData from './protocol-data/segments.json' with { type: 'json' }
import { segments } from './segments.js'
import { type ActionRow, type EventRow, eventFields, type SegmentRow } from './table.js'

type Facts = Readonly<Record<string, unknown>>
type Named = Facts & { readonly name: string }

const actionRows: readonly [string, ActionRow][] = Object.entries(actions)
const eventRows: readonly [string, EventRow][] = Object.entries(events)
const segmentRows: readonly [string, SegmentRow][] = Object.entries(segments)

/** Prose is ours, and so is the mark of what we answer or emit; what is absent may also be written as null. */
function factsOf(value: unknown): unknown {
  if (Array.isArray(value)) return value.filter((item) => item !== 'rookery').map(factsOf)
  if (typeof value !== 'object' || value === null) return value
  const isProse = (key: string, content: unknown) =>
    ['note', 'conflict'].includes(key) ||
    (key === 'summary' && typeof content !== 'string' && 'zh' in Object(content))
  return Object.fromEntries(
    Object.entries(value)
      .filter(([key, content]) => !isProse(key, content) && key !== 'omitted_by')
      .filter(([key, content]) => !(key === 'default' && content === null))
      .map(([key, content]) => [key, factsOf(content)]),
  )
}

const without = (row: Facts, key: string): Facts =>
  Object.fromEntries(Object.entries(row).filter(([name]) => name !== key))

const changed = (fields: unknown, name: string, change: Facts) =>
  (fields as readonly Named[]).map((field) => (field.name === name ? { ...field, ...change } : field))

const optionalHere = { required: false, required_by: ['perpetua'] }

const clientList = (name: string, appIdIsSure: boolean) => [
  { name, type: 'array<object>' },
  { name: `${name}[].app_id`, type: 'string', ...(appIdIsSure ? {} : { optional: true }) },
  { name: `${name}[].client_name`, type: 'string', optional: true },
]

/** Where the hub means more by an action than perpetua does, or something else than go-cqhttp. */
const hubMeaning: Readonly<Record<string, (theirs: Facts) => Facts>> = {
  // Ours can be called over HTTP as well.
  set_client_name: (theirs) => without(theirs, 'transport'),
  // No list of clients is every other client, and the answer says who got it.
  send_broadcast_data: (theirs) => ({
    ...without(theirs, 'transport'),
    params: changed(theirs.params, 'clients', optionalHere),
    data: [
      ...(theirs.data as readonly Named[]),
      ...clientList('delivered', true),
      ...clientList('offline', true),
      ...clientList('unknown', false),
    ],
  }),
  // No uuid is the last broadcast from that client.
  send_broadcast_data_callback: (theirs) => ({
    ...without(theirs, 'transport'),
    params: changed(theirs.params, 'uuid', optionalHere),
  }),
  // The clients of the hub; go-cqhttp lists the devices of the account.
  get_online_clients: (theirs) => ({
    ...theirs,
    data: clientList('clients', true),
    data_variants: { ...(theirs.data_variants as Facts), 'go-cqhttp': theirs.data },
  }),
}

describe('the table of actions', () => {
  const known = actionData.map((row) => factsOf(row) as Named)

  test.each(known.map((row) => [row.name, row] as const))('agrees about %s', (name, theirs) => {
    const row = actionRows.find(([key]) => key === name)?.[1]
    const expected = hubMeaning[name]?.(theirs) ?? theirs
    expect({ name, ...(factsOf(row) as Facts) }).toEqual(expected)
  })

  test.each(Object.entries(hubMeaning))('really differs about %s', (name, change) => {
    const theirs = known.find((row) => row.name === name)
    expect(theirs).toBeDefined()
    expect(change(theirs ?? {})).not.toEqual(theirs)
  })

  test('has no row beside these', () => {
    expect(actionRows.map(([name]) => name).sort()).toEqual(known.map(({ name }) => name).sort())
  })
})

describe('the table of events', () => {
  const nameOf = (row: { post_type: string; detail_type: string }) => `${row.post_type}.${row.detail_type}`

  test.each(eventData.map((row) => [nameOf(row), row] as const))('agrees about %s', (name, theirs) => {
    const row = eventRows.find(([, candidate]) => nameOf(candidate) === name)?.[1]
    if (row === undefined) throw new TypeError(`there is no row for ${name}`)
    const extended = row.sub_types.filter(({ source }) => source !== undefined)
    const ours = {
      ...row,
      sub_types: row.sub_types.map(({ value }) => value),
      ...(extended.length > 0 ? { ext_sub_types: extended } : {}),
      fields: eventFields(row),
    }
    expect(factsOf(ours)).toEqual(factsOf(theirs))
  })

  test('has only our own gap notice beside these', () => {
    const known = eventData.map(nameOf)
    const more = eventRows.map(([, row]) => row).filter((row) => !known.includes(nameOf(row)))
    expect(more).toEqual([events.RookeryGapEvent])
    expect(events.RookeryGapEvent.source).toEqual(['rookery'])
  })
})

describe('the table of segments', () => {
  test.each(segmentData.map((row) => [row.type, row] as const))('agrees about %s', (type, theirs) => {
    const row = segmentRows.find(([, candidate]) => candidate.type === type)?.[1]
    expect(factsOf(row)).toEqual(factsOf(theirs))
  })

  test('has no row beside these', () => {
    expect(segmentRows.map(([, row]) => row.type).sort()).toEqual(segmentData.map(({ type }) => type).sort())
  })
})
