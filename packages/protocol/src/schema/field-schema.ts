import type { Scalar, Summary, WireType } from '../tables/table.js'
import { anyOf, type JsonSchema, refTo } from './json-schema.js'

/** A row of any table, as far as a schema goes. */
export interface FieldRow {
  readonly name: string
  readonly type: WireType
  readonly summary: Summary
  readonly isRequired: boolean
  readonly nullable?: boolean
  readonly default?: Scalar | readonly []
  readonly values?: readonly Scalar[]
  readonly ext_values?: readonly Scalar[]
  readonly alt_values?: readonly Scalar[]
}

/** Language of the descriptions; both without one. */
export type Language = keyof Summary | undefined

export const inWords = ({ zh, en }: Summary, language: Language): string =>
  language === undefined ? `${zh} / ${en}` : { zh, en }[language]

/** The schema of an object with these fields, nested ones inside of it. Other keys are always allowed. */
export function objectSchema(rows: readonly FieldRow[], language: Language): JsonSchema {
  const properties: Record<string, JsonSchema> = {}
  const patternProperties: Record<string, JsonSchema> = {}
  const required: string[] = []
  for (const [name, { row, below, isList }] of childrenOf(rows)) {
    if (name === '*') continue
    const isPattern = name.includes('*')
    const schema = below.length > 0 ? nestedSchema(row, below, isList, language) : fieldSchema(row, language)
    if (isPattern) patternProperties[`^${name.replaceAll('*', '.*')}$`] = schema
    else properties[name] = schema
    if (row?.isRequired && !isPattern) required.push(name)
  }
  return {
    type: 'object',
    ...(Object.keys(properties).length > 0 && { properties }),
    ...(Object.keys(patternProperties).length > 0 && { patternProperties }),
    ...(required.length > 0 && { required }),
  }
}

interface Child {
  readonly row: FieldRow | undefined
  readonly below: readonly FieldRow[]
  readonly isList: boolean
}

/** `a`, `a.b` and `a[].c` by their first part: each with its own row, and those that lie below it. */
function childrenOf(rows: readonly FieldRow[]): ReadonlyMap<string, Child> {
  const children = new Map<string, Child>()
  for (const row of rows) {
    const [, name = '', list, rest] = /^([^.[]+)(\[\])?(?:\.(.+))?$/.exec(row.name) ?? []
    const { below = [], isList = false, row: own } = children.get(name) ?? {}
    children.set(name, {
      row: rest === undefined ? row : own,
      below: rest === undefined ? below : [...below, { ...row, name: rest }],
      isList: isList || list !== undefined,
    })
  }
  return children
}

function nestedSchema(
  row: FieldRow | undefined,
  below: readonly FieldRow[],
  isList: boolean,
  language: Language,
): JsonSchema {
  const object = objectSchema(below, language)
  const schema = isList || row?.type.startsWith('array') ? { type: 'array', items: object } : object
  const isNullable = row?.nullable || row?.type.includes('|null')
  return {
    ...(row && { description: inWords(row.summary, language) }),
    ...(isNullable ? anyOf([schema, { type: 'null' }]) : schema),
  }
}

function fieldSchema(row: FieldRow | undefined, language: Language): JsonSchema {
  if (!row) return {}
  const allowed = [...(row.values ?? []), ...(row.ext_values ?? []), ...(row.alt_values ?? [])]
  // A value in angle brackets stands for any text.
  const isClosed = allowed.length > 0 && !allowed.some((value) => String(value).startsWith('<'))
  const schema = isClosed ? { ...typeSchema(row.type), enum: allowed } : typeSchema(row.type)
  return {
    description: inWords(row.summary, language),
    ...(row.nullable ? anyOf([schema, { type: 'null' }]) : schema),
    ...(row.default !== undefined && { default: row.default }),
  }
}

/** The schema of a wire type. */
export function typeSchema(type: string): JsonSchema {
  // Split at each bar outside of angle brackets.
  const parts = type.split(/\|(?![^<]*>)/).filter((part) => part !== 'undefined')
  if (parts.length > 1) return anyOf(parts.map(typeSchema))
  const items = /^array(?:<(.+)>)?$/.exec(type)?.[1]
  if (type.startsWith('array')) return { type: 'array', ...(items && { items: typeSchema(items) }) }
  return numberSchema(type) ?? plainSchemas[parts[0] ?? ''] ?? { type: parts[0] }
}

function numberSchema(type: string): JsonSchema | undefined {
  const [, format] = /^number \((.+)\)$/.exec(type) ?? []
  if (format === undefined) return undefined
  if (format === 'float64') return { type: 'number', format: 'double' }
  return { type: 'integer', ...(/^int(?:32|64)$/.test(format) && { format }) }
}

const plainSchemas: Readonly<Record<string, JsonSchema>> = {
  any: {},
  event: { type: 'object' },
  segment: refTo('Segment'),
  message: refTo('Message'),
}
