import { describe, expect, test } from 'vitest'
import { actions } from './actions.js'
import { events } from './events.js'
import actionData from './protocol-data/actions.json' with { type: 'json' }
import eventData from './protocol-data/events.json' with { type: 'json' }
import segmentData from './protocol-data/segments.json' with { type: 'json' }
import {
  napCatModels,
  qqAlbumMedia,
  qqArk,
  qqClicked,
  qqCollection,
  qqDeletedFile,
  qqErrCode,
  qqGroupExt,
  qqOcr,
  qqResult,
  qqRetCode,
} from './qq-results.js'
import { segments } from './segments.js'
import {
  type ActionRow,
  type EventRow,
  eventFields,
  type ResultShape,
  type SegmentRow,
  type Source,
} from './table.js'

type Facts = Readonly<Record<string, unknown>>
type Named = Facts & { readonly name: string }

const actionRows: readonly [string, ActionRow][] = Object.entries(actions)
const eventRows: readonly [string, EventRow][] = Object.entries(events)
const segmentRows: readonly [string, SegmentRow][] = Object.entries(segments)

/** Prose is ours, and so is the mark of what we answer or emit; what is absent may also be written as null. */
function factsOf(value: unknown): unknown {
  if (Array.isArray(value)) return value.filter((item) => item !== 'rookery').map(factsOf)
  if (typeof value !== 'object' || value === null) return value
  const entries = Object.entries(value)
    .filter(([key]) => !['summary', 'note', 'conflict', 'string_form', 'omitted_by'].includes(key))
    .filter(([key, content]) => !(key === 'default' && content === null))
  return Object.fromEntries(
    entries.map(([key, content]) => [key, verbatim.includes(key) ? content : factsOf(content)]),
  )
}

/** A key named `summary` in these is a fact. `stream` is a sentence. */
const verbatim = ['shapes']

/** The data repeat the source of a row at its fields; ours mostly name one only where it is narrower. */
function withoutRepeatedSources(row: Facts): Facts {
  const strip = (value: unknown): unknown => {
    if (Array.isArray(value)) return value.map(strip)
    if (typeof value !== 'object' || value === null) return value
    const entries = Object.entries(value).map(([key, content]) => [key, strip(content)] as const)
    const isRepeated = ([key, content]: readonly [string, unknown]) =>
      key === 'source' && JSON.stringify(content) === JSON.stringify(row.source)
    return Object.fromEntries(entries.filter((entry) => !isRepeated(entry)))
  }
  return { ...(strip(row) as Facts), source: row.source }
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

/**
 * Where the data are silent about what NapCat answers, or mistaken, and its public sources tell: the actions that pass QQ's
 * own answer on.
 */
const napCatAnswers: Readonly<Record<string, ResultShape>> = {
  set_msg_emoji_like: qqResult,
  delete_friend: qqResult,
  set_input_status: qqResult,
  set_qq_profile: qqResult,
  set_self_longnick: qqResult,
  create_collection: qqResult,
  _del_group_notice: qqResult,
  set_essence_msg: qqErrCode,
  delete_essence_msg: qqErrCode,
  delete_group_folder: qqRetCode,
  delete_group_file: qqDeletedFile,
  ocr_image: qqOcr,
  '.ocr_image': qqOcr,
  _get_model_show: napCatModels,
  click_inline_keyboard_button: qqClicked,
  ArkSharePeer: qqArk,
  send_ark_share: qqArk,
  get_group_info_ex: qqGroupExt,
  get_group_album_media_list: qqAlbumMedia,
  get_collection_list: qqCollection,
}

const withNapCatAnswer = (name: string, theirs: Facts): Facts => {
  const shape = factsOf(napCatAnswers[name])
  if (theirs.data === 'unknown') return { ...theirs, data: shape }
  return { ...theirs, data_variants: { ...(theirs.data_variants as Facts), napcat: shape } }
}

/** Other things that public sources of implementations tell. */
const fromSources: Readonly<Record<string, (theirs: Facts) => Facts>> = {
  ...Object.fromEntries(
    Object.keys(napCatAnswers).map((name) => [name, (theirs: Facts) => withNapCatAnswer(name, theirs)]),
  ),
  // NapCatQQ `extends/GetFriendWithCategory.ts` gives the category as QQ has it, the sort order included.
  get_friends_with_category: (theirs) => ({
    ...theirs,
    data: {
      array: (theirs.data as { readonly array: readonly Facts[] }).array.map((field) =>
        without(field, 'source'),
      ),
    },
  }),
  // NapCatQQ `group/SetGroupAddRequest.ts` finds the request by its flag alone, as LLBot and Lagrange do.
  set_group_add_request: (theirs) => ({
    ...theirs,
    params: changed(theirs.params, 'sub_type', { optional_with: ['napcat', 'lagrange', 'llbot'] }),
  }),
  // NapCatQQ `helper/data.ts` makes members without `qage`, though its schema names it.
  get_group_member_info: (theirs) => ({
    ...theirs,
    ext_data: changed(theirs.ext_data, 'qage', { source: ['llbot'] }),
  }),
  get_group_member_list: (theirs) => ({
    ...theirs,
    ext_data: changed(theirs.ext_data, 'qage', { source: ['llbot'] }),
  }),
  // NapCatQQ `user/…`: approving a doubtful request gives nothing.
  set_doubt_friends_add_request: (theirs) => without(theirs, 'data_variants'),
}

type DataField = Named & { readonly summary: string }

const asFields = (fields: unknown): readonly DataField[] => (Array.isArray(fields) ? fields : [])

const implementationsIn = (prose: string) =>
  ['go-cqhttp', 'napcat', 'lagrange', 'llbot'].filter((name) => new RegExp(`\\b${name}\\b`, 'i').test(prose))

/** Some facts about results are there in prose alone: who adds a field, and that it may be missing. */
function proseAsFacts(row: Facts): Facts {
  const added = asFields(row.ext_data).map((field) => ({
    ...field,
    source: implementationsIn(field.summary.replace(/;.*/, '')),
  }))
  const result = (shape: unknown): unknown => {
    if (Array.isArray(shape)) return asFields(shape).map(resultField)
    const { array } = Object(shape)
    return Array.isArray(array) ? { array: result(array) } : shape
  }
  const variants = Object.entries(Object(row.data_variants)).map(([by, shape]) => [by, result(shape)])
  return {
    ...row,
    data: result(row.data),
    ...(row.ext_data === undefined ? {} : { ext_data: added }),
    ...(row.data_variants === undefined ? {} : { data_variants: Object.fromEntries(variants) }),
  }
}

const resultField = (field: DataField) => ({
  ...field,
  ...(field.summary.endsWith('(LLBot)') ? { source: ['llbot'] } : {}),
  ...(/\boptional\b/.test(field.summary) ? { optional: true } : {}),
})

/** Of a stream of replies only prose is known. */
const withoutStreams = (row: Facts): Facts =>
  Object.hasOwn(Object(row.data), 'stream') ? { ...row, data: 'stream' } : row

describe('the table of actions', () => {
  const known = actionData.map(
    (row) => factsOf(withoutStreams(withoutRepeatedSources(proseAsFacts(row)))) as Named,
  )

  test.each(known.map((row) => [row.name, row] as const))('agrees about %s', (name, theirs) => {
    const row = actionRows.find(([key]) => key === name)?.[1]
    const expected = (hubMeaning[name] ?? fromSources[name])?.(theirs) ?? theirs
    expect({ name, ...(factsOf(withoutStreams({ ...row })) as Facts) }).toEqual(expected)
  })

  test.each(Object.entries({ ...hubMeaning, ...fromSources }))('really differs about %s', (name, change) => {
    const theirs = known.find((row) => row.name === name)
    expect(theirs).toBeDefined()
    expect(change(theirs ?? {})).not.toEqual(theirs)
  })

  test('has no row beside these', () => {
    expect(actionRows.map(([name]) => name).sort()).toEqual(known.map(({ name }) => name).sort())
  })

  test('has 38 public actions of the standard, 1 hidden one and 201 extensions', () => {
    const from = (source: Source) => actionRows.filter(([, row]) => row.source.includes(source)).length
    expect([from('onebot11-public'), from('onebot11-hidden')]).toEqual([38, 1])
    expect(actionRows).toHaveLength(38 + 1 + 202)
  })
})

/** Tells every event from every other. */
const eventKey = ({ post_type, detail_type, sub_types, variant, source }: EventKey) =>
  [post_type, detail_type, ...sub_types, variant, source[0]].join(' ')

interface EventKey {
  readonly post_type: string
  readonly detail_type: string
  readonly sub_types: readonly string[]
  readonly variant?: string
  readonly source: readonly string[]
}

describe('the table of events', () => {
  const known = eventData.map((row) => [eventKey(row), row] as const)
  const ours = new Map(
    eventRows.map(([, row]) => {
      const sub_types = row.sub_types.map(({ value }) => value)
      const extended = row.sub_types.filter(({ source }) => source !== undefined)
      const ext = extended.length > 0 ? { ext_sub_types: extended } : {}
      return [eventKey({ ...row, sub_types }), { ...row, sub_types, ...ext, fields: eventFields(row) }]
    }),
  )

  test.each(known)('agrees about %s', (key, theirs) => {
    expect(factsOf(withoutRepeatedSources({ ...ours.get(key) }))).toEqual(
      factsOf(withoutRepeatedSources(theirs)),
    )
  })

  test('has only our own gap notice beside these', () => {
    const more = [...ours.keys()].filter((key) => !known.some(([other]) => other === key))
    expect(more).toEqual(['notice rookery_gap  rookery'])
    expect(ours.size).toBe(48 + 1)
    expect(events.RookeryGapEvent.source).toEqual(['rookery'])
  })

  test('has 17 events of the standard', () => {
    expect(eventRows.filter(([, { source }]) => source.includes('onebot11'))).toHaveLength(17)
  })
})

describe('the table of segments', () => {
  const nameOf = ({ type, variant }: { type: string; variant?: string | undefined }) =>
    variant === undefined ? type : `${type} ${variant}`
  const ours = new Map(segmentRows.map(([, row]) => [nameOf(row), row]))

  test.each(segmentData.map((row) => [nameOf(row), row] as const))('agrees about %s', (name, theirs) => {
    expect(factsOf(ours.get(name))).toEqual(factsOf(withoutRepeatedSources(theirs)))
  })

  test('has no row beside these, and 23 of the standard', () => {
    expect([...ours.keys()].sort()).toEqual(segmentData.map(nameOf).sort())
    expect(segmentRows).toHaveLength(37)
    expect(segmentRows.filter(([, { source }]) => source.includes('onebot11'))).toHaveLength(23)
  })
})
