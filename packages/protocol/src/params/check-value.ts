import { parseExact } from '../json/parse-exact.js'
import { isSegment } from '../message/is-segment.js'
import type { WireType } from '../tables/table.js'
import { coerceText } from './coerce-text.js'

/** The converted value, or the problem: its path, and what is allowed there. */
export type Checked = { readonly value: unknown } | { readonly reason: string }

/** One alternative of a wire type. */
interface Kind {
  readonly allowed: string
  readonly has: (value: unknown) => boolean
  /** The type that a string is read as, by the standard. */
  readonly reads?: WireType
  /** Converts a value of another kind; undefined: it has no conversion. */
  readonly from?: (value: unknown) => unknown
  /** The type of each item. */
  readonly items?: WireType
}

/**
 * Checks a value against its wire type. Strings are read as the declared type; numbers and booleans given for a
 * string become their text; an integer beyond 2^53 becomes, or stays, its decimal text.
 */
export function checkValue(type: WireType, value: unknown, path: string): Checked {
  const kinds = kindsOf(type)
  const kind = kinds.find(({ has }) => has(value))
  if (kind) return kind.items && Array.isArray(value) ? checkItems(kind.items, value, path) : { value }
  const read = typeof value === 'string' ? readText(kinds, value) : convert(kinds, value)
  if (read !== undefined) return Array.isArray(read) ? checkValue(type, read, path) : { value: read }
  const allowed = kinds.map((each) => each.allowed).join(' or ')
  return { reason: `"${path}" must be ${allowed}, found ${describe(value)}` }
}

/** Words for a value that was found, for a reason. */
export function describe(value: unknown): string {
  if (value === undefined) return 'nothing'
  if (value === null) return 'null'
  if (typeof value === 'string') return JSON.stringify(value.length > 40 ? `${value.slice(0, 40)}…` : value)
  if (typeof value === 'object') return Array.isArray(value) ? 'an array' : 'an object'
  return String(value)
}

function readText(kinds: readonly Kind[], text: string): unknown {
  for (const { reads } of kinds) {
    const coerced = reads && coerceText(reads, text)
    if (coerced && 'json' in coerced) return parseExact(coerced.json)
  }
  return undefined
}

function convert(kinds: readonly Kind[], value: unknown): unknown {
  for (const { from } of kinds) {
    const converted = from?.(value)
    if (converted !== undefined) return converted
  }
  return undefined
}

/** Converts each item; returns the same array if nothing changed. */
function checkItems(type: WireType, items: readonly unknown[], path: string): Checked {
  const plain = kindsOf(type).filter((kind) => kind.items === undefined)
  let changed: unknown[] | undefined
  for (let index = 0; index < items.length; index++) {
    if (plain.some(({ has }) => has(items[index]))) continue
    const checked = checkValue(type, items[index], `${path}[${index}]`)
    if ('reason' in checked) return checked
    if (checked.value !== items[index]) {
      changed ??= [...items]
      changed[index] = checked.value
    }
  }
  return { value: changed ?? items }
}

const isObject = (value: unknown): boolean =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

const asText = (value: unknown): unknown =>
  typeof value === 'number' || typeof value === 'boolean' || typeof value === 'bigint'
    ? String(value)
    : undefined

const asNumber = (value: unknown): unknown => {
  if (typeof value !== 'bigint') return undefined
  return Number.isSafeInteger(Number(value)) ? Number(value) : String(value)
}

const asBoolean = (value: unknown): unknown => (value === 0 || value === 1 ? value === 1 : undefined)

const object: Kind = { allowed: 'an object', has: isObject, reads: 'object' }
const string: Kind = { allowed: 'a string', has: (value) => typeof value === 'string', from: asText }
const segment: Kind = { allowed: 'a segment like {"type": "text", "data": {"text": "…"}}', has: isSegment }

const kinds: Readonly<Record<string, readonly Kind[]>> = {
  number: [{ allowed: 'a number', has: (value) => Number.isFinite(value), reads: 'number', from: asNumber }],
  integer: [
    {
      allowed: 'an integer',
      has: (value) => Number.isInteger(value),
      reads: 'number (int64)',
      from: asNumber,
    },
  ],
  string: [string],
  boolean: [
    {
      allowed: 'true or false (or the text true, yes, 1, false, no or 0)',
      has: (value) => typeof value === 'boolean',
      reads: 'boolean',
      from: asBoolean,
    },
  ],
  null: [{ allowed: 'null', has: (value) => value === null }],
  object: [object],
  event: [object],
  segment: [segment],
  message: [
    { ...string, from: () => undefined },
    segment,
    { allowed: 'an array of segments', has: Array.isArray, items: 'segment' },
  ],
  any: [{ allowed: 'anything', has: () => true }],
}

const cache = new Map<string, readonly Kind[]>()

/** The alternatives of a type. There are about thirty types, so each is parsed once. */
function kindsOf(type: string): readonly Kind[] {
  const known = cache.get(type)
  if (known) return known
  // At each bar outside of angle brackets.
  const made = type.split(/\|(?![^<]*>)/).flatMap(singleKinds)
  cache.set(type, made)
  return made
}

function singleKinds(type: string): readonly Kind[] {
  const items = /^array(?:<(.+)>)?$/.exec(type)
  if (items) return [arrayOf((items[1] ?? 'any') as WireType)]
  const name = /^number \(u?int\d*\)$/.test(type) ? 'integer' : type.replace(/ .*$/, '')
  return kinds[name] ?? []
}

const arrayOf = (items: WireType): Kind => ({
  allowed: items === 'any' ? 'an array' : `an array of ${items.replaceAll('|', 's or ')}s`,
  has: Array.isArray,
  reads: 'array',
  items,
})
