import type { Tables } from '../tables/load-tables.js'
import {
  type ActionRow,
  type EventRow,
  eventFields,
  type ParamRow,
  type ResultRow,
  type ResultShape,
  type SegmentRow,
} from '../tables/table.js'
import { type FieldRow, inWords, type Language, objectSchema, typeSchema } from './field-schema.js'
import { anyOf, type JsonSchema, refTo } from './json-schema.js'

/** Schemas by name: `Message`, `Segment`, `Event`, `AtSegment`, `GroupMessageEvent`, `send_msg.params`, `send_msg.result` … */
export type Definitions = Readonly<Record<string, JsonSchema>>

/** Every schema that the tables hold. */
export function definitionsOf(tables: Tables, language: Language): Definitions {
  const actions: readonly [string, ActionRow][] = Object.entries(tables.actions)
  const events: readonly [string, EventRow][] = Object.entries(tables.events)
  const segments: readonly [string, SegmentRow][] = Object.entries(tables.segments)
  return {
    ...messageSchemas(Object.keys(tables.segments)),
    Event: { anyOf: events.map(([name]) => refTo(name)) },
    ...Object.fromEntries(segments.map(([name, row]) => [name, segmentSchema(row, language)])),
    ...Object.fromEntries(events.map(([name, row]) => [name, eventSchema(row, language)])),
    ...Object.fromEntries(events.flatMap(([name, row]) => quickOperation(name, row, language))),
    ...Object.fromEntries(actions.map(([name, row]) => [`${name}.params`, paramsSchema(row, language)])),
    ...Object.fromEntries(actions.map(([name, row]) => [`${name}.result`, resultSchema(row, language)])),
  }
}

function messageSchemas(names: readonly string[]): Definitions {
  const unknown = {
    type: 'object',
    properties: { type: { type: 'string' }, data: { type: ['object', 'null'] } },
    required: ['type'],
  }
  return {
    Message: {
      description:
        'CQ 码字符串、消息段数组，或单个消息段 / a string with CQ codes, an array of segments, or one segment',
      anyOf: [{ type: 'string' }, { type: 'array', items: refTo('Segment') }, refTo('Segment')],
    },
    // The last alternative is any other segment: vendors have their own.
    Segment: { anyOf: [...names.map(refTo), unknown] },
  }
}

function segmentSchema(row: SegmentRow, language: Language): JsonSchema {
  // A key that is only sent, or only received, is missing from the other schema.
  const fields = row.data.map((field) => asField(field, isSure(field) && field.send && field.receive))
  const data = objectSchema(fields, language)
  return {
    description: inWords(row.summary, language),
    type: 'object',
    properties: { type: { const: row.type }, data },
    required: ['type', ...(data.required ? ['data'] : [])],
  }
}

function eventSchema(row: EventRow, language: Language): JsonSchema {
  const fields = eventFields(row).map((field) => asField(field, isSure(field)))
  return { description: inWords(row.summary, language), ...objectSchema(fields, language) }
}

function quickOperation(name: string, row: EventRow, language: Language): [string, JsonSchema][] {
  const fields = row.quick_operations.map((field) => asField(field, false))
  return fields.length === 0 ? [] : [[`${name}.operation`, objectSchema(fields, language)]]
}

/**
 * The schema of an action's params. Texts of digits and of yes or no are accepted for numbers and booleans; the
 * document says so once.
 */
function paramsSchema(
  { params, ext_params = [], one_of_required }: ActionRow,
  language: Language,
): JsonSchema {
  const fields = [
    ...params.map((field) => asField(field, field.required && field.source === undefined)),
    ...ext_params.map((field) => asField(field, false)),
  ]
  const conditions = params.flatMap(neededWhen)
  return {
    ...objectSchema(fields, language),
    ...(one_of_required && { anyOf: one_of_required.map((name) => ({ required: [name] })) }),
    ...(conditions.length > 0 && { allOf: conditions }),
  }
}

/** Required unless the parameter it depends on has another value. (The keyword `then` would make thenables.) */
function neededWhen({ name, required_when = '' }: ParamRow): readonly JsonSchema[] {
  const [, other, value] = /^(\w+) is (\w+)$/.exec(required_when) ?? []
  if (!other || !value) return []
  const condition = { properties: { [other]: { const: value } }, required: [other] }
  return [{ anyOf: [{ not: condition }, { required: [name] }] }]
}

function resultSchema(
  { data, ext_data = [], data_variants = {} }: ActionRow,
  language: Language,
): JsonSchema {
  const own = shapeSchema(data, ext_data, language)
  const others = Object.entries(data_variants).map(([source, shape]) => ({
    title: source,
    ...shapeSchema(shape, [], language),
  }))
  return others.length > 0 ? { anyOf: [own, ...others] } : own
}

function shapeSchema(data: ResultShape, more: readonly ResultRow[], language: Language): JsonSchema {
  if (data === 'null') return { type: 'null' }
  if (data === 'unknown') return {}
  if ('stream' in data) return { description: inWords(data.stream, language) }
  if ('value' in data) return typeSchema(data.value)
  if (!('array' in data)) return resultObject(data, more, language)
  const items =
    typeof data.array === 'string' ? typeSchema(data.array) : resultObject(data.array, more, language)
  return { type: 'array', items }
}

const resultObject = (
  rows: readonly ResultRow[],
  more: readonly ResultRow[],
  language: Language,
): JsonSchema =>
  objectSchema(
    [
      ...rows.map((row) => asField(row, !row.optional && row.source === undefined)),
      ...more.map((row) => asField(row, false)),
    ],
    language,
  )

const asField = <Row extends Omit<FieldRow, 'isRequired'>>(
  row: Row,
  isRequired: boolean,
): Row & FieldRow => ({
  ...row,
  isRequired,
})

const isSure = (row: { required: boolean; source?: unknown; omitted_by?: unknown }): boolean =>
  row.required && row.source === undefined && row.omitted_by === undefined

/** Null is allowed, because a failed reply has no data. */
export const orNull = (schema: JsonSchema): JsonSchema => anyOf([schema, { type: 'null' }])
