import { ObjectWalk } from '../json/object-walk.js'
import { parseExact } from '../json/parse-exact.js'
import { type Member, type ObjectScan, readString, readText, scanObject } from '../json/scan-object.js'
import { joinParts, member, type Parts, spliceObject } from '../json/splice.js'
import type { MessageFormat } from '../message/message-as.js'
import { nearestCq, type OddItem } from '../message/nearest-cq.js'
import { parseCq } from '../message/parse-cq.js'
import { arrayOfString } from './array-of-string.js'
import { stringOfArray } from './string-of-array.js'

const STEP_BYTES = 64 * 1024
const WANTED = { post_type: {}, message: {}, message_format: {} }

/**
 * A message event with its `message` as a string or as an array, and with a `message_format` that says so where it had
 * one. Every other byte stays. The same bytes come back when nothing has to change, for other events, for messages
 * that are left out, and for texts that are no events.
 *
 * Every message gets the requested form: an item without a CQ form becomes the nearest string, and `odd` is called for
 * it. Integers beyond 2^53 inside of segments keep every digit; in an object that becomes a value's JSON text they turn
 * into strings.
 */
export function formatEvent(bytes: Uint8Array, format: MessageFormat, odd?: OddItem): Uint8Array {
  const scan = scanObject(bytes, WANTED)
  const message = messageOf(bytes, scan)
  const converted = message && convert(bytes, message, format, odd)
  if (!converted) return bytes
  const parts = withMessage({ bytes, scan, message, converted, format })
  return parts ? joinParts(parts) : bytes
}

/**
 * The same for a large event, in steps of a few milliseconds at most; the parts must be written one after the other.
 * Undefined if the bytes need no change. Large objects and lists in the data of segments become their compact JSON
 * with all keys in their order.
 */
export function* formatLargeEvent(
  bytes: Uint8Array,
  format: MessageFormat,
  odd: OddItem = () => {},
): Generator<undefined, Parts | undefined> {
  const walk = new ObjectWalk(bytes, WANTED)
  while (!walk.step(STEP_BYTES)) yield
  const { scan } = walk
  const message = messageOf(bytes, scan)
  if (!message) return undefined
  const converted = yield* convertInSteps(bytes, message, format, odd)
  return converted === undefined ? undefined : withMessage({ bytes, scan, message, converted, format })
}

/** The last `message` member, if it belongs to a message event. */
function messageOf(bytes: Uint8Array, { complete, members }: ObjectScan): Member | undefined {
  const lastOf = (name: string) => members.findLast((each) => each.name === name)
  return complete && isMessageEvent(bytes, lastOf('post_type')) ? lastOf('message') : undefined
}

/** The event with another message in it; undefined when nothing changes. */
function withMessage({ bytes, scan, message, converted, format }: Conversion): Parts | undefined {
  const removed: Member[] = []
  const inserted: Parts[] = []
  const settle = (name: string, value: Parts | string, isSettled: boolean): void => {
    const spellings = scan.members.filter((each) => each.name === name)
    if (isSettled && spellings.length === 1 && spellings[0]?.plain) return
    removed.push(...spellings)
    inserted.push(member(name, value))
  }
  settle('message', converted, formOf(bytes, message) === format)
  const stated = scan.members.findLast((each) => each.name === 'message_format')
  if (stated) settle('message_format', `"${format}"`, stringAt(bytes, stated) === format)
  if (inserted.length === 0) return undefined
  removed.sort((a, b) => a.start - b.start)
  return spliceObject(bytes, scan, removed, inserted)
}

interface Conversion {
  readonly bytes: Uint8Array
  readonly scan: ObjectScan
  readonly message: Member
  readonly converted: Parts | string
  readonly format: MessageFormat
}

const stringAt = (bytes: Uint8Array, at: Member): string | undefined =>
  readString(bytes, at.valueStart, at.end)

/** Whether the event is a message; the account's own messages have a `post_type` of their own. */
function isMessageEvent(bytes: Uint8Array, postType: Member | undefined): boolean {
  const name = postType && stringAt(bytes, postType)
  return name === 'message' || name === 'message_sent'
}

const forms: Readonly<Record<number, MessageFormat | 'segment'>> = {
  34: 'string',
  91: 'array',
  123: 'segment',
}

/** The form of a message, judged by its first byte. */
const formOf = (bytes: Uint8Array, message: Member): MessageFormat | 'segment' | undefined =>
  forms[bytes[message.valueStart] ?? 0]

/** The value in the other form, or unchanged if it has this one; undefined for invalid JSON. */
function convert(
  bytes: Uint8Array,
  message: Member,
  format: MessageFormat,
  odd: OddItem | undefined,
): Parts | string | undefined {
  const form = formOf(bytes, message)
  const raw = bytes.subarray(message.valueStart, message.end)
  if (form === format) return [raw]
  if (form === 'segment' && format === 'array') return [OPEN, raw, CLOSE]
  try {
    const value = parseExact(readText(bytes, message.valueStart, message.end))
    return JSON.stringify(format === 'string' ? nearestCq(value, odd) : nearestArray(value))
  } catch {
    // Invalid JSON is left to the reader of the event.
    return undefined
  }
}

function* convertInSteps(
  bytes: Uint8Array,
  message: Member,
  format: MessageFormat,
  odd: OddItem,
): Generator<undefined, Parts | string | undefined> {
  const form = formOf(bytes, message)
  if ((form === 'array' || form === 'segment') && format === 'string')
    return yield* stringOfArray(bytes, message, odd)
  if (form === 'string' && format === 'array') return yield* arrayOfString(bytes, message)
  return convert(bytes, message, format, odd)
}

const OPEN = Uint8Array.of(0x5b)
const CLOSE = Uint8Array.of(0x5d)

function nearestArray(value: unknown): readonly unknown[] {
  if (typeof value === 'string') return parseCq(value)
  return value === null ? [] : [{ type: 'text', data: { text: String(value) } }]
}
