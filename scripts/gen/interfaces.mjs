// What the tables of actions, events and segments say, as TypeScript.
import { factTables } from './facts.mjs'
import { rowNotes } from './notes.mjs'
import { doc, indent, key, literal, member, union, wrap } from './text.mjs'
import { object, plainType } from './types.mjs'

/** What the files hold, by name. */
export function render(tables) {
  return new Map([
    ['actions.gen.ts', file(actionTable(tables), MESSAGE_TYPES)],
    ['events.gen.ts', file(eventInterfaces(tables), MESSAGE_TYPES)],
    ['segments.gen.ts', file([...segmentInterfaces(tables), MESSAGE_FORMS], [])],
    ['facts.gen.ts', file(factTables(tables), [])],
  ])
}

const BASE_TYPES = ['Id', 'IdInput', 'JsonObject']
const MESSAGE_TYPES = ['MessageData', 'Segment', 'Sendable', 'UnknownSegment']

/** What a message is made of. Beside the segments, because a segment may hold messages again. */
const MESSAGE_FORMS = `
/** A segment of a type that no table knows: a vendor's own. */
export interface UnknownSegment {
  readonly type: string
  readonly data: JsonObject
}

/** A message in array form. */
export type Message = readonly Segment[]

/** A message as events and results hold it: segments, or a string with CQ codes, as the implementation is set. */
export type MessageData = string | Message

/** What may be sent: a string, one segment, or several. */
export type Sendable = string | Segment | UnknownSegment | readonly (Segment | UnknownSegment)[]
`

function file(lines, messageTypes) {
  const body = lines.join('\n')
  // Comments name types too, and an unused import does not compile.
  const code = body.replace(/\/\*\*.*?\*\//gs, '')
  const used = (names) => names.filter((name) => new RegExp(`\\b${name}\\b`).test(code))
  const importOf = (names, from) =>
    names.length > 0 ? [`import type { ${names.join(', ')} } from './${from}.js'`] : []
  const imports = [...importOf(used(BASE_TYPES), 'base'), ...importOf(used(messageTypes), 'segments.gen')]
  const header = '// Written by `npm run gen` from the tables beside it. Do not edit.'
  return `${[header, '', ...imports, ...(imports.length > 0 ? [''] : []), body].join('\n')}\n`
}

// --- actions -----------------------------------------------------------------------------------

function actionTable(tables) {
  const context = { ...tables, nullable: nullableFields(Object.values(tables.events)) }
  const rows = Object.entries(tables.actions).flatMap(([name, row]) => [
    ...doc(row, { sources: row.source, notes: rowNotes(row) }),
    `readonly ${key(name)}: {`,
    ...indent([
      ...member('by', [providers(row)]),
      ...member('params', paramsType(row, context)),
      ...member('result', resultType(row.data, row.ext_data, context)),
      ...variants(row, context),
    ]),
    '}',
  ])
  const summary = {
    zh: '所有已知的动作：由谁提供（by）、参数、结果，以及返回不同结果的协议端（variants）。',
    en: 'Every known action: who has it, its parameters, its result, and the results of those that answer otherwise.',
  }
  return [...doc({ summary }), 'export interface ActionTable {', ...indent(rows), '}']
}

const providers = ({ source }) =>
  source
    .filter((name) => !name.startsWith('onebot11'))
    .map(literal)
    .join(' | ') || 'never'

function paramsType({ params, ext_params = [] }, { nullable, ...context }) {
  const row = (field, optional) => ({ ...field, optional, nullable: optional && nullable.has(field.name) })
  return object(
    [
      ...params.map((field) => row(field, !field.required || field.source !== undefined)),
      ...ext_params.map((field) => row(field, true)),
    ],
    { ...context, sent: true },
  )
}

/** Event fields that may be null. A parameter of that name takes null too: events are spread into params. */
const nullableFields = (rows) =>
  new Set(
    rows.flatMap(({ fields }) => fields.filter(({ type }) => type.endsWith('|null')).map(({ name }) => name)),
  )

function resultType(shape, extFields = [], context) {
  const rows = (fields) => [
    ...fields.map((field) => ({ ...field, optional: field.optional || field.source !== undefined })),
    ...extFields.map((field) => ({ ...field, optional: true })),
  ]
  if (shape === 'null') return ['null']
  if (shape === 'unknown' || shape.stream) return ['unknown']
  if (Array.isArray(shape)) return object(rows(shape), context)
  if (shape.value) return [plainType(shape.value)]
  if (Array.isArray(shape.array)) return wrap('readonly ', object(rows(shape.array), context), '[]')
  return [plainType(`array<${shape.array}>`)]
}

function variants({ data_variants }, context) {
  if (data_variants === undefined) return []
  const members = Object.entries(data_variants).flatMap(([name, shape]) =>
    member(name, resultType(shape, [], context)),
  )
  return ['readonly variants: {', ...indent(members), '}']
}

// --- events ------------------------------------------------------------------------------------

function eventInterfaces(tables) {
  const interfaces = Object.entries(tables.events).flatMap(([name, row]) => {
    const own = tables.eventFields(row).map((field) => ({ ...field, optional: !isSure(field) }))
    const fields = hasId(name, row) ? [...own, EVENT_ID] : own
    return [
      ...doc(row, { sources: row.source, notes: rowNotes(row) }),
      `export interface ${name} ${object(fields, tables).join('\n')}`,
      '',
    ]
  })
  const summary = { zh: '所有已知的事件。', en: 'Every known event.' }
  return [
    ...interfaces,
    ...doc({ summary }),
    ...union('OneBotEvent', Object.keys(tables.events)),
    '',
    ...dottedNames(tables.events),
  ]
}

/** What the hub adds for clients that ask for it; no implementation has it. */
const EVENT_ID = {
  name: 'rookery_id',
  type: 'string',
  optional: true,
  summary: {
    zh: 'Rookery 的事件编号，连接时用 seq=1 索取',
    en: 'id that Rookery gives the event, for clients that ask by seq=1',
  },
}

/** Whether an event comes from an implementation, and not from the hub to one connection. */
const hasId = (name, { post_type }) =>
  !['meta_event', 'distributed'].includes(post_type) &&
  !['RookeryGapEvent', 'ClientStatusEvent'].includes(name)

const isSure = (field) => field.required && field.source === undefined && field.omitted_by === undefined

/** `notice`, `notice.notify` and `notice.notify.poke`, each with the events that it names. */
function dottedNames(events) {
  const named = new Map()
  const add = (name, type) => named.set(name, [...(named.get(name) ?? []), type])
  for (const [name, { post_type, detail_type, sub_types }] of Object.entries(events)) {
    add(post_type, name)
    add(`${post_type}.${detail_type}`, name)
    for (const { value } of sub_types) {
      const narrowed = sub_types.length > 1 ? `(${name} & { readonly sub_type: ${literal(value)} })` : name
      add(`${post_type}.${detail_type}.${value}`, narrowed)
    }
  }
  const summary = {
    zh: '以点分名称查找事件，如 notice.group_increase。',
    en: 'The events by their dotted names, such as notice.group_increase.',
  }
  const members = [...named].map(([name, types]) => `readonly ${literal(name)}: ${types.join(' | ')}`)
  return [...doc({ summary }), 'export interface EventTable {', ...indent(members), '}']
}

// --- segments ----------------------------------------------------------------------------------

function segmentInterfaces(tables) {
  const interfaces = Object.entries(tables.segments).flatMap(([name, row]) => {
    const fields = row.data.map((field) => ({ ...field, optional: !isAlwaysThere(field, row) }))
    return [
      ...doc(row, { sources: row.source, notes: rowNotes(row) }),
      `export interface ${name} {`,
      `  readonly type: ${literal(row.type)}`,
      // An object type and no interface: only those fit where any object is wanted.
      ...indent(member('data', object(fields, tables))),
      '}',
      '',
    ]
  })
  const summary = { zh: '所有已知的消息段。', en: 'Every known message segment.' }
  return [...interfaces, ...doc({ summary }), ...union('Segment', Object.keys(tables.segments))]
}

/** A key that is only sent, or only received, is missing from the other, if there is another. */
const isAlwaysThere = (field, row) =>
  isSure(field) && (field.send || !row.send) && (field.receive || !row.receive)
