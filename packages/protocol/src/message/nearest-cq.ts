import type { UnknownSegment } from '../tables/segments.gen.js'
import { escapeText, escapeValue } from './escape.js'
import { isName, NAME_FORBIDDEN, valueText } from './format-cq.js'

/**
 * Called for each item of a message that has no CQ form: `type "a b"`, or a description of the item that is not a
 * segment.
 */
export type OddItem = (what: string) => void

/**
 * The nearest string to a message, for readers that do not support arrays; it never throws. Segments become CQ codes
 * as in `formatCq`. In a type or key that no code can spell, `_` replaces each such character; data that is not an
 * object becomes the value `data`; items that are not segments become text, by their JSON if they are objects or
 * lists, and null becomes nothing. A value nested too deeply to be written is left out.
 */
export function nearestCq(message: unknown, odd: OddItem = () => {}): string {
  if (typeof message === 'string') return message
  if (!Array.isArray(message)) return nearestItem(message, odd)
  let text = ''
  for (const item of message) text += nearestItem(item, odd)
  return text
}

/** One item of a message, as text or as a CQ code. */
export function nearestItem(item: unknown, odd: OddItem): string {
  if (hasType(item)) return nearestCode(item, odd)
  odd(kindOf(item))
  return item === null ? '' : escapeText(textOf(item) ?? '')
}

const hasType = (item: unknown): item is { readonly type: string; readonly data?: unknown } =>
  typeof item === 'object' && item !== null && 'type' in item && typeof item.type === 'string'

function nearestCode(
  { type, data }: { readonly type: string; readonly data?: unknown },
  odd: OddItem,
): string {
  const isMap = typeof data === 'object' && !Array.isArray(data)
  const values = (isMap || data === undefined ? (data ?? {}) : { data }) as NonNullable<
    UnknownSegment['data']
  >
  let isOdd = !isMap && data !== undefined
  if (type === 'text') {
    if (isOdd) odd('type "text"')
    return escapeText(writable(isOdd ? data : values.text) ?? '')
  }
  let code = `[CQ:${nameOf(type)}`
  for (const key in values) {
    const text = writable(values[key])
    isOdd ||= !isName(key) || (text === undefined && values[key] !== null)
    if (text !== undefined) code += `,${nameOf(key)}=${escapeValue(text)}`
  }
  if (isOdd || !isName(type)) odd(`type ${JSON.stringify(type)}`)
  return `${code}]`
}

const nameOf = (name: string): string => (isName(name) ? name : name.replace(NAME_FORBIDDEN, '_') || '_')

const textOf = (item: unknown): string | undefined =>
  typeof item === 'boolean' ? String(item) : writable(item)

/** Undefined for null, and for a value nested so deeply that writing it would overflow the stack. */
function writable(value: unknown): string | undefined {
  try {
    return valueText(value)
  } catch (error) {
    if (error instanceof RangeError) return undefined
    throw error
  }
}

function kindOf(item: unknown): string {
  if (item === null) return 'null'
  if (Array.isArray(item)) return 'an array'
  return typeof item === 'object' ? 'an object' : `a ${typeof item}`
}
