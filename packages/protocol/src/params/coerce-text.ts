import { actionFacts } from '../tables/facts.gen.js'
import type { ActionFacts, ParamFacts } from '../tables/facts.js'
import type { WireType } from '../tables/table.js'

/** The JSON text of a text, or why it has none. */
export type Coerced = { readonly json: string } | { readonly reason: string }

/**
 * Converts the text of a query or form value to the type that the action's table declares for the parameter. Integers
 * stay exact. For unknown actions and parameters the text stays a string.
 */
export function coerceParam(action: string, name: string, text: string): Coerced {
  const row = paramRow(action, name)
  const coerced = row ? coerceText(row.type, text) : asString(text)
  return 'json' in coerced
    ? coerced
    : { reason: `"${name}" must be ${coerced.reason}, found ${excerpt(text)}` }
}

/** The row of a parameter, by its name or an alias. */
export function paramRow(action: string, name: string): ParamFacts | undefined {
  const row = actionRow(action)
  const isIt = (each: ParamFacts): boolean => each.name === name || each.aliases?.includes(name) === true
  return row?.params.find(isIt) ?? row?.ext_params?.find(isIt)
}

/** The row of an action, whose name may end in `_async` or `_rate_limited`. */
export function actionRow(action: string): ActionFacts | undefined {
  const name = Object.hasOwn(actionFacts, action) ? action : action.replace(/_(?:async|rate_limited)$/, '')
  return Object.hasOwn(actionFacts, name) ? actionFacts[name as keyof typeof actionFacts] : undefined
}

type Reader = (text: string) => Coerced

/** Reads a text as a wire type; the reason of a failure names the allowed values. */
export function coerceText(type: WireType, text: string): Coerced {
  const { mayBeNull, readers } = readersOf(type)
  if (mayBeNull && text.trim() === 'null') return { json: 'null' }
  const reasons: string[] = []
  for (const read of readers) {
    const result = read(text)
    if ('json' in result) return result
    reasons.push(result.reason)
  }
  return { reason: reasons.join(' or ') }
}

interface Readers {
  readonly mayBeNull: boolean
  /** Readers in the order in which they are tried. */
  readonly readers: readonly Reader[]
}

/** Parsed types: the tables have few, and each is parsed once. */
const known = new Map<WireType, Readers>()

function readersOf(type: WireType): Readers {
  const found = known.get(type)
  if (found) return found
  const [first = type, ...others] = type.split('|')
  const all = [first, ...others].flatMap((each) => readersByKind[kindOf(each)] ?? [])
  // If a string is allowed, too, every text can be read, but another type's reading says more.
  const readers = all.includes(asString) ? [...all.filter((each) => each !== asString), asString] : all
  const made = { mayBeNull: others.includes('null'), readers }
  known.set(type, made)
  return made
}

/** `number (int64)` → `integer`, `array<string>` → `array`. */
function kindOf(type: string): string {
  if (/^number \((?:u?int\d*)\)$/.test(type)) return 'integer'
  return type.replace(/[ <].*$/, '')
}

const asString = (text: string): Coerced => ({ json: JSON.stringify(text) })

const readersByKind: Readonly<Record<string, Reader>> = {
  string: asString,
  undefined: asString,
  any: asString,
  integer: asInteger,
  number: asNumber,
  boolean: asBoolean,
  message: asMessage,
  segment: asObject,
  object: asObject,
  event: asObject,
  array: asArray,
}

/** Removes a plus sign and leading zeros, which JSON does not allow; every significant digit is kept. */
function asInteger(text: string): Coerced {
  const [, sign, digits] = /^\s*([+-]?)0*(\d+)\s*$/.exec(text) ?? []
  if (digits === undefined) return { reason: 'an integer' }
  return { json: sign === '-' && digits !== '0' ? `-${digits}` : digits }
}

function asNumber(text: string): Coerced {
  const integer = asInteger(text)
  if ('json' in integer) return integer
  const trimmed = text.trim()
  return /^-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?$/.test(trimmed)
    ? { json: trimmed }
    : { reason: 'a number' }
}

function asBoolean(text: string): Coerced {
  const word = text.trim().toLowerCase()
  if (/^(?:true|yes|1)$/.test(word)) return { json: 'true' }
  if (/^(?:false|no|0)$/.test(word)) return { json: 'false' }
  return { reason: 'a boolean (true, yes, 1, false, no or 0)' }
}

/** Segments if the text is one or several of them in JSON, otherwise a string. */
function asMessage(text: string): Coerced {
  const value = parsed(text)
  const segments = Array.isArray(value) ? value : [value]
  return segments.length > 0 && segments.every(isSegment) ? { json: text } : asString(text)
}

const isSegment = (value: unknown): boolean => isObject(value) && typeof value.type === 'string'

function asObject(text: string): Coerced {
  return isObject(parsed(text)) ? { json: text } : { reason: 'a JSON object' }
}

function asArray(text: string): Coerced {
  return Array.isArray(parsed(text)) ? { json: text } : { reason: 'a JSON array' }
}

const isObject = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

/** The value only serves to find its kind: the text is passed on, in which integers are exact. */
function parsed(text: string): unknown {
  if (!/^\s*[[{]/.test(text)) return undefined
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}

const excerpt = (text: string): string => JSON.stringify(text.length > 40 ? `${text.slice(0, 40)}…` : text)
