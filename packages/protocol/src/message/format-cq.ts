import { OneBotError } from '../errors.js'
import type { Segment, UnknownSegment } from '../tables/segments.gen.js'
import { escapeText, escapeValue } from './escape.js'

/** A segment that has no string form, because its type or a key holds characters that CQ codes have no escape for. */
export class CqNameError extends OneBotError {
  constructor(what: 'type' | 'key', found: string) {
    super(
      'cq_name',
      `the ${what} of a CQ code is made of letters, digits, "_", "-" and ".", found ${excerpt(found)}`,
    )
  }
}

/**
 * Formats a message as one string: text bare, every other segment as a CQ code with its keys in order. Numbers become
 * decimal text, booleans 1 or 0, objects and arrays compact JSON; a key without a value is left out. Nothing in text
 * and values can become a code.
 *
 * @throws {CqNameError} for a type or key that a CQ code cannot spell.
 */
export function formatCq(message: Segment | UnknownSegment | readonly (Segment | UnknownSegment)[]): string {
  const segments: readonly UnknownSegment[] = Array.isArray(message) ? message : [message]
  let text = ''
  for (const segment of segments) text += segment.type === 'text' ? bareText(segment) : formatCode(segment)
  return text
}

const bareText = ({ data }: UnknownSegment): string => escapeText(valueText(data?.text) ?? '')

function formatCode({ type, data }: UnknownSegment): string {
  if (!isName(type)) throw new CqNameError('type', type)
  let code = `[CQ:${type}`
  for (const key in data) {
    const text = valueText(data[key])
    if (text === undefined) continue
    if (!isName(key)) throw new CqNameError('key', key)
    code += `,${key}=${escapeValue(text)}`
  }
  return `${code}]`
}

/** Characters that cannot occur in a type or key. */
export const NAME_FORBIDDEN = /[^\w.-]/g
const OUTSIDE_NAMES = /[^\w.-]/

/** Whether a CQ code can spell the name as a type or key. */
export const isName = (text: string): boolean => text !== '' && !OUTSIDE_NAMES.test(text)

/** The text of a value in a CQ code, before it is escaped; undefined for no value. */
export function valueText(value: unknown): string | undefined {
  if (typeof value === 'string') return value
  if (value === undefined || value === null) return undefined
  if (typeof value === 'boolean') return value ? '1' : '0'
  return typeof value === 'object' ? JSON.stringify(value, exactly) : String(value)
}

const exactly = (_: string, value: unknown): unknown => (typeof value === 'bigint' ? String(value) : value)

const excerpt = (found: string): string =>
  JSON.stringify(found.length > 40 ? `${found.slice(0, 40)}…` : found)
