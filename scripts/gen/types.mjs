// The TypeScript type of a wire type, and of a list of fields.
import { defaultOf, fieldNotes } from './notes.mjs'
import { doc, indent, literal, member, wrap } from './text.mjs'

/** Lines of an object type. `sent`: what a caller writes, so ids and messages come in every form we take. */
export function object(fields, context) {
  const lines = [...childrenOf(fields)].flatMap(([name, child]) => property(name, child, context))
  return lines.length === 0 ? ['{}'] : ['{', ...indent(lines), '}']
}

/** `a`, `a.b` and `a[].c` as a tree: each key with its row, and the rows below it. */
function childrenOf(fields) {
  const children = new Map()
  for (const field of fields) {
    const [, name, isList, rest] = /^([^.[]+)(\[\])?(?:\.(.+))?$/.exec(field.name)
    const child = children.get(name) ?? { below: [], isList: false }
    children.set(name, child)
    if (rest === undefined) child.row = field
    else child.below.push({ ...field, name: rest })
    child.isList ||= isList !== undefined
  }
  return withPatternsApplied(children)
}

/** What `*_list` holds is what every named key of that kind holds; it stays only where it names no key. */
function withPatternsApplied(children) {
  for (const [pattern, { below, isList }] of children) {
    if (!/^\*./.test(pattern)) continue
    const named = [...children].filter(([name]) => name !== pattern && name.endsWith(pattern.slice(1)))
    for (const [name, child] of named) children.set(name, { ...child, below, isList })
    if (named.length > 0) children.delete(pattern)
  }
  return children
}

function property(name, { row, below, isList }, context) {
  if (name.includes('*')) return indexSignature(name, row, below, isList)
  const type = below.length > 0 ? nested(row, below, isList, context) : [fieldType(row, context)]
  const docs =
    row === undefined
      ? []
      : doc(row, { sources: row.source, notes: fieldNotes(row), defaultValue: defaultOf(row) })
  return [...docs, ...member(name, type, row?.optional)]
}

/** `*` is any other key, `*_list` any that ends so. What a pattern holds is not narrowed further. */
function indexSignature(name, row, below, isList) {
  const pattern = name === '*' ? 'string' : `\`${name.replaceAll('*', `\${string}`)}\``
  const type = below.length === 0 ? 'unknown' : isList ? 'readonly JsonObject[]' : 'JsonObject'
  return [...(row === undefined ? [] : doc(row)), `readonly [key: ${pattern}]: ${type}`]
}

function nested(row, below, isList, context) {
  const lines = object(below, context)
  const orNull = row?.nullable || row?.type.includes('|null') ? ' | null' : ''
  const inList = isList || row?.type.startsWith('array')
  return inList ? wrap('readonly ', lines, `[]${orNull}`) : wrap('', lines, orNull)
}

function fieldType(row, { isId, takesIds, sent }) {
  const allowed = [...(row.values ?? []), ...(row.ext_values ?? []), ...(row.alt_values ?? [])]
  // A value in angle brackets stands for any text, so it leaves nothing to narrow.
  const closed = allowed.length > 0 && !allowed.some((value) => String(value).startsWith('<'))
  const type = closed
    ? allowed.map(literal).join(' | ')
    : sent && takesIds(row)
      ? idInput(row.type)
      : plainType(row.type, { id: isId(row), sent })
  return row.nullable ? `${type} | null` : type
}

const idInput = (wireType) => (wireType.startsWith('array') ? 'readonly IdInput[]' : 'IdInput')

/** The type of a wire type, e.g. `number (int64)|string`. */
export function plainType(wireType, { id = false, sent = false } = {}) {
  const list = /^array<(.+)>$/.exec(wireType)
  if (list) return listType(plainType(list[1], { sent }))
  const types = splitUnion(wireType).map((part) => singleType(part, { id, sent }))
  return types.includes('unknown') ? 'unknown' : [...new Set(types)].join(' | ')
}

const listType = (item) => (item.includes(' ') ? `readonly (${item})[]` : `readonly ${item}[]`)

/** Splits at each `|` outside of angle brackets. */
const splitUnion = (wireType) => wireType.split(/\|(?![^<]*>)/)

function singleType(wireType, { id, sent }) {
  // These are above 2^53 as a rule, and then arrive as exact text.
  if (wireType === 'number (uint64)') return 'number | string'
  if (wireType.startsWith('number')) return id ? 'Id' : 'number'
  if (wireType.startsWith('array<')) return plainType(wireType, { sent })
  if (wireType === 'message') return sent ? 'Sendable' : 'MessageData'
  const plain = {
    array: 'readonly unknown[]',
    object: 'JsonObject',
    event: 'JsonObject',
    segment: sent ? 'Segment | UnknownSegment' : 'Segment',
    any: 'unknown',
  }
  return plain[wireType] ?? wireType
}
