import type { ParamRow } from '../wire/wire.js'

/** How a parameter is written into a form. */
export type FieldKind = 'boolean' | 'choice' | 'number' | 'line' | 'text'

/** Content of a field: nothing, a value, or something else than its type allows. */
export type FieldReading =
  | { readonly is: 'nothing' }
  | { readonly is: 'value'; readonly value: unknown }
  | { readonly is: 'fault'; readonly reason: string }

const LONG_TYPES = /message|segment|object|array|event|any/

/** Kind of field for a parameter. */
export function fieldKind({ type, values }: ParamRow): FieldKind {
  if (type === 'boolean') return 'boolean'
  if (values?.every((value) => !/^<.*>$/.test(String(value)))) return 'choice'
  if (LONG_TYPES.test(type)) return 'text'
  return type.startsWith('number') && !type.includes('|') ? 'number' : 'line'
}

/** Reads what was written as a value of the parameter's type. */
export function readField({ type }: ParamRow, text: string): FieldReading {
  const trimmed = text.trim()
  if (trimmed === '') return { is: 'nothing' }
  if (type === 'boolean') return readBoolean(trimmed)
  if (type.startsWith('number') && !type.includes('|')) return readNumber(trimmed)
  if (type === 'string' || type === 'string|undefined') return { is: 'value', value: text }
  if (isDigits(trimmed) && type.includes('number')) return { is: 'value', value: exactNumber(trimmed) }
  return takesText(type) ? readTextOrJson(text, trimmed, type) : readJson(trimmed)
}

const isDigits = (text: string): boolean => /^-?\d+$/.test(text)

/** Types that a text without brackets is a value of. */
const takesText = (type: string): boolean => /string|message|any/.test(type) && !type.startsWith('array')

function readBoolean(text: string): FieldReading {
  if (text === 'true' || text === 'false') return { is: 'value', value: text === 'true' }
  return { is: 'fault', reason: text }
}

function readNumber(text: string): FieldReading {
  if (isDigits(text)) return { is: 'value', value: exactNumber(text) }
  const value = Number(text)
  return Number.isFinite(value) ? { is: 'value', value } : { is: 'fault', reason: text }
}

/** A number, or its text where a number would lose digits; implementations take both. */
function exactNumber(text: string): number | string {
  const value = Number(text)
  return Number.isSafeInteger(value) ? value : text
}

/** A message or the like: JSON where it looks like JSON, else the text as it stands. */
function readTextOrJson(text: string, trimmed: string, type: string): FieldReading {
  const looksLikeJson = /^[[{]/.test(trimmed) || (/boolean/.test(type) && /^(true|false)$/.test(trimmed))
  if (!looksLikeJson) return { is: 'value', value: text }
  const reading = readJson(trimmed)
  // A CQ code begins with a bracket, too.
  return reading.is === 'fault' && trimmed.startsWith('[CQ:') ? { is: 'value', value: text } : reading
}

function readJson(text: string): FieldReading {
  try {
    return { is: 'value', value: JSON.parse(text) as unknown }
  } catch (error) {
    return { is: 'fault', reason: error instanceof Error ? error.message : String(error) }
  }
}
