import { didYouMean, nearest } from '@rookery/protocol'
import { hasPrefix } from './compile-filter.js'
import { allOf, anyOf, type FilterNode, notOf, type TestName, testOf } from './filter-node.js'
import { compileGlob, compileRegex } from './regex.js'

/** A fault in a filter. */
export interface FilterIssue {
  /** Keys and indexes from the top of the filter to the fault. */
  readonly path: readonly (string | number)[]
  readonly found: string
  readonly allowed: string
  readonly hint?: string
}

/** Outcome of reading a filter: its node, or everything that is wrong with it. */
export type FilterReading =
  | {
      readonly node: FilterNode
      /** Whether it can pass a message by a prefix of its text. */
      readonly hasPrefix: boolean
      readonly issues?: undefined
    }
  | { readonly node?: undefined; readonly hasPrefix?: undefined; readonly issues: readonly FilterIssue[] }

/**
 * Reads a filter: a map of fields of the event, each with the value that it must have or with operators, all of which must
 * hold. Operators may have a dot in front, as go-cqhttp writes them.
 *
 * @example readFilter({ post_type: 'message', or: [{ raw_message: { prefix: '/' } }, { to_me: true }] })
 */
export function readFilter(source: unknown): FilterReading {
  const issues: FilterIssue[] = []
  const add = (issue: FilterIssue): FilterNode => {
    issues.push(issue)
    return NONE
  }
  const node = readMap(source, { place: [], field: [], add })
  return issues.length > 0 ? { issues } : { node, hasPrefix: hasPrefix(node) }
}

/** Stands where nothing could be read; an issue says why. */
const NONE = anyOf([])

/** Where the reader is: in the source, and in the event. */
interface At {
  readonly place: readonly (string | number)[]
  readonly field: readonly string[]
  /** Adds an issue. */
  readonly add: (issue: FilterIssue) => FilterNode
}

const DEEPEST = 100
const FILTER_RULE = 'a map of fields and operators, such as { post_type: message }'
const EMPTY = 'an empty list'

function readMap(source: unknown, at: At): FilterNode {
  const { place, add } = at
  if (!isMap(source)) return add({ path: place, found: shown(source), allowed: FILTER_RULE })
  if (place.length > DEEPEST) return add({ path: place, found: 'more levels', allowed: `${DEEPEST} levels` })
  return allOf(
    Object.entries(source).map(([key, value]) => readEntry(key, value, { ...at, place: [...place, key] })),
  )
}

function readEntry(key: string, value: unknown, at: At): FilterNode {
  const name = key.startsWith('.') ? key.slice(1) : key
  if (isOperator(name)) return operators[name](value, at)
  const { place, add, field } = at
  const allowed = OPERATOR_NAMES.join(', ')
  if (key.startsWith('.'))
    return add({ path: place, found: `the unknown operator "${key}"`, allowed, ...hintFor(name) })
  const names = key.split('.')
  if (!names.every((each) => FIELD.test(each)))
    return add({ path: place, found: `the field "${key}"`, allowed: FIELD_RULE })
  if (field.length > 0 && nearest(key, LONG_NAMES) !== undefined)
    return add({ path: place, found: `the unknown operator "${key}"`, allowed, ...hintFor(key) })
  return readField(value, { ...at, field: [...field, ...names] })
}

const FIELD = /^\w+$/
const FIELD_RULE =
  'names of letters, digits and _ with dots between them, such as sender.role or message.0.type'

function hintFor(name: string): { readonly hint?: string } {
  const hint = didYouMean(name, OPERATOR_NAMES)
  return hint === undefined ? {} : { hint }
}

/** A field with the value that it must have, the values of which it must have one, or operators. */
const readField = (value: unknown, at: At): FilterNode =>
  isMap(value) ? readMap(value, at) : readEqual(value, at)

const readEqual = (value: unknown, at: At): FilterNode =>
  Array.isArray(value) ? readValues('eq', value, at) : readValues('eq', [value], at)

type ReadOperator = (value: unknown, at: At) => FilterNode

const operators = {
  and: (value, at) => (Array.isArray(value) ? allOf(readList(value, at)) : readMap(value, at)),
  or: (value, at) => (Array.isArray(value) ? anyOf(readList(value, at)) : noList(value, at)),
  not: (value, at) => notOf(at.field.length > 0 ? readField(value, at) : readMap(value, at)),
  eq: (value, at) => readEqual(value, at),
  neq: (value, at) => notOf(readEqual(value, at)),
  in: (value, at) => (typeof value === 'string' ? readTexts('within', value, at) : readIn(value, at)),
  prefix: (value, at) => readTexts('prefix', value, at),
  suffix: (value, at) => readTexts('suffix', value, at),
  contains: (value, at) => readTexts('contains', value, at),
  regex: (value, at) => readPatterns('regex', value, at),
  glob: (value, at) => readPatterns('glob', value, at),
  to_me: (value, { field, place, add }) => {
    if (field.length > 0)
      return add({
        path: place,
        found: 'to_me inside of a field',
        allowed: 'to_me beside the fields of the event',
      })
    if (typeof value !== 'boolean') return add({ path: place, found: shown(value), allowed: 'true or false' })
    return value ? { kind: 'to_me' } : notOf({ kind: 'to_me' })
  },
} as const satisfies Readonly<Record<string, ReadOperator>>

type Operator = keyof typeof operators

const OPERATOR_NAMES = Object.keys(operators)
/** Names that no member of an event resembles, as `id` does `in`. */
const LONG_NAMES = OPERATOR_NAMES.filter(({ length }) => length > 3)

const isOperator = (name: string): name is Operator => Object.hasOwn(operators, name)

function readList(value: readonly unknown[], at: At): readonly FilterNode[] {
  if (value.length === 0) at.add({ path: at.place, found: EMPTY, allowed: 'at least one filter' })
  return value.map((each, index) => readMap(each, { ...at, place: [...at.place, index] }))
}

const noList: ReadOperator = (value, { place, add }) =>
  add({ path: place, found: shown(value), allowed: 'a list of filters' })

/** An empty list takes no value, so that a list that a program writes may be empty. */
const readIn: ReadOperator = (value, at) =>
  Array.isArray(value)
    ? readValues('eq', value, at)
    : at.add({ path: at.place, found: shown(value), allowed: 'a list of values' })

const readTexts = (test: TestName, value: unknown, at: At): FilterNode => {
  const list: readonly unknown[] = Array.isArray(value) ? value : [value]
  if (list.length === 0) return at.add({ path: at.place, found: EMPTY, allowed: TEXTS_RULE })
  return readValues(test, list, at)
}

const TEXTS_RULE = 'a text that is not empty, or a list of them'

function readPatterns(test: 'regex' | 'glob', value: unknown, at: At): FilterNode {
  const list: readonly unknown[] = Array.isArray(value) ? value : [value]
  for (const [index, each] of list.entries()) {
    if (typeof each !== 'string') continue
    const path = Array.isArray(value) ? [...at.place, index] : at.place
    const fault = faultOf(test, each)
    if (fault !== undefined) at.add({ path, found: fault, allowed: PATTERN_RULE })
  }
  return readTexts(test, value, at)
}

const LONGEST_PATTERN = 10_000
const PATTERN_RULE = `a regular expression of RE2's syntax of up to ${LONGEST_PATTERN} characters: no look-around, no references back`

function faultOf(test: 'regex' | 'glob', pattern: string): string | undefined {
  if (pattern.length > LONGEST_PATTERN) return `a pattern of ${pattern.length} characters`
  try {
    if (test === 'regex') compileRegex(pattern)
    else compileGlob(pattern)
    return undefined
  } catch (error) {
    return `${shown(pattern)}, which fails with: ${error instanceof Error ? error.message : String(error)}`
  }
}

function readValues(test: TestName, values: readonly unknown[], at: At): FilterNode {
  const { field, place, add } = at
  if (field.length === 0)
    return add({ path: place, found: 'an operator outside of a field', allowed: FIELD_EXAMPLE })
  const texts: (string | null)[] = []
  for (const [index, value] of values.entries()) {
    const text = test === 'eq' ? scalarOf(value) : textOf(value)
    const allowed = test === 'eq' ? 'a text, a number, true, false or null' : TEXTS_RULE
    if (text === undefined)
      add({ path: values.length > 1 ? [...place, index] : place, found: shown(value), allowed })
    else texts.push(text)
  }
  return testOf(field, test, texts)
}

const FIELD_EXAMPLE = 'a field around it, such as raw_message: { prefix: "/" }'

/** The text of a scalar; null stands for a value that is absent. */
function scalarOf(value: unknown): string | null | undefined {
  if (value === null) return null
  return typeof value === 'object' || value === undefined ? undefined : String(value)
}

const textOf = (value: unknown): string | undefined =>
  (typeof value === 'string' && value !== '') || typeof value === 'number' ? String(value) : undefined

const isMap = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

const SHOWN = 60

/** A value as an issue quotes it. */
function shown(value: unknown): string {
  if (value === undefined) return 'nothing'
  const text = JSON.stringify(value) ?? String(value)
  return text.length > SHOWN ? `${text.slice(0, SHOWN)}…` : text
}
