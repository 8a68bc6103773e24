import { parseExact, readText, scanObject, type Wanted } from '@rookery/protocol'
import { isObject } from '@rookery/schema'
import { jsonOf } from '../answer/send.js'

/** Bytes of an event or of params that a row shows whole. */
const WHOLE_BYTES = 4 * 1024
/** Beyond it nothing is parsed: of an event its well-known members are picked, of params nothing is shown. */
const PARSED_BYTES = 64 * 1024
/** Length of the JSON text that is left; what is longer is treated as what is not parsed. */
const MOST_SHORTENED = 8 * 1024
const LONGEST_TEXT = 200
const MOST_ITEMS = 16
const DEEPEST = 6
/** Longest value that is picked out of a large event. */
const PICKED_BYTES = 128

/** A JSON object fit for a row, and whether something of it was left out. */
export interface Shown {
  readonly value: Readonly<Record<string, unknown>>
  readonly isCut: boolean
}

/** Members that say what an event is. */
const WELL_KNOWN: Wanted = Object.fromEntries(
  [
    'time',
    'self_id',
    'post_type',
    'message_type',
    'notice_type',
    'request_type',
    'meta_event_type',
    'sub_type',
    'user_id',
    'group_id',
    'message_id',
    'operator_id',
    'target_id',
    'rookery_id',
  ].map((name) => [name, {}]),
)

/** Reads a JSON object as a row shows it: whole up to 4 KiB, else shortened. */
export function shown(bytes: Uint8Array): Shown {
  if (bytes.length > PARSED_BYTES) return { value: picked(bytes), isCut: true }
  const value = objectIn(bytes)
  if (bytes.length <= WHOLE_BYTES) return { value, isCut: false }
  const short = shortened(value) as Shown['value']
  return { value: jsonOf(short).length > MOST_SHORTENED ? picked(bytes) : short, isCut: true }
}

/** Parses bytes as an object; an empty one for what is none. Integers beyond 2^53 become decimal texts. */
export function objectIn(bytes: Uint8Array): Readonly<Record<string, unknown>> {
  try {
    const value: unknown = parseExact(readText(bytes, 0, bytes.length))
    return isObject(value) ? value : {}
  } catch {
    return {}
  }
}

function picked(bytes: Uint8Array): Readonly<Record<string, unknown>> {
  const { members } = scanObject(bytes, WELL_KNOWN)
  const short = members.filter(({ valueStart, end }) => end - valueStart <= PICKED_BYTES)
  return Object.fromEntries(
    short.map(({ name, valueStart, end }) => [name, objectOrValue(readText(bytes, valueStart, end))]),
  )
}

function objectOrValue(text: string): unknown {
  try {
    return parseExact(text)
  } catch {
    return undefined
  }
}

/** Shortens texts, lists and maps. */
function shortened(value: unknown, depth = 0): unknown {
  if (typeof value === 'string')
    return value.length > LONGEST_TEXT ? `${value.slice(0, LONGEST_TEXT)}…` : value
  if (typeof value !== 'object' || value === null) return value
  if (depth >= DEEPEST) return Array.isArray(value) ? [] : {}
  if (Array.isArray(value)) return value.slice(0, MOST_ITEMS).map((each) => shortened(each, depth + 1))
  const entries = Object.entries(value).slice(0, depth === 0 ? 4 * MOST_ITEMS : MOST_ITEMS)
  return Object.fromEntries(
    entries.map(([name, each]) => [name.slice(0, LONGEST_TEXT), shortened(each, depth + 1)]),
  )
}
