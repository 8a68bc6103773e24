import { scanChecked } from '../json/grammar.js'
import {
  lastMember,
  type Member,
  type ObjectScan,
  readString,
  readText,
  scanObject,
} from '../json/scan-object.js'
import { joinParts, member, type Parts, spliceObject } from '../json/splice.js'

/** An event of an implementation, as the bytes that came, with the few fields that a hub goes by. */
export interface EventFrame {
  readonly bytes: Uint8Array
  /** `message`, `message_sent`, `notice`, `request`, `meta_event`, or whatever else it says. */
  readonly postType: string
  /** The account as decimal text, exact beyond 2^53. */
  readonly selfId: string | undefined
  /** Unix seconds. */
  readonly time: number | undefined
  readonly scan: ObjectScan
}

/** Members that `eventOf` reads. */
export const EVENT_MEMBERS = { post_type: {}, self_id: {}, time: {} }

/** Reads a UTF-8 text as an event; undefined if it is not one, that is, has no string `post_type`. */
export function readEvent(bytes: Uint8Array): EventFrame | undefined {
  return eventOf(bytes, scanObject(bytes, EVENT_MEMBERS))
}

/**
 * Reads an event, and checks in the same walk that the text, which must be UTF-8, is JSON. Also undefined for JSON
 * that is not an event, or is nested deeper than 1,000 levels: `readEvent` and a separate check tell which.
 */
export function readCheckedEvent(bytes: Uint8Array): EventFrame | undefined {
  return eventOf(bytes, scanChecked(bytes, EVENT_MEMBERS))
}

/** The event whose text was scanned for `EVENT_MEMBERS`; undefined if it is not one. */
export function eventOf(bytes: Uint8Array, scan: ObjectScan): EventFrame | undefined {
  if (!scan.complete) return undefined
  const name = lastMember(scan, 'post_type')
  const postType = name && readString(bytes, name.valueStart, name.end)
  if (postType === undefined) return undefined
  const selfId = withoutQuotes(readMember(bytes, scan, 'self_id'))
  const time = Number(readMember(bytes, scan, 'time') ?? Number.NaN)
  return {
    bytes,
    postType,
    // An id with a leading zero could not be written back as a number; no id has more than 64 bits.
    selfId: selfId !== undefined && /^[1-9]\d{0,19}$/.test(selfId) ? selfId : undefined,
    time: Number.isFinite(time) ? time : undefined,
    scan,
  }
}

/**
 * The bytes to pass on: the received ones, unless `self_id` or `time` is missing (then the given ones are inserted),
 * or a key that was read here is repeated or escaped (then a single plain spelling replaces them).
 */
export function settledEvent(event: EventFrame, selfId: string, time: number): Uint8Array {
  const { bytes, scan } = event
  if (isSettled(event)) return bytes
  const removed: Member[] = []
  const inserted: Parts[] = []
  const settle = (name: string, value: string, isMissing: boolean): void => {
    const spellings = scan.members.filter((each) => each.name === name)
    if (!isMissing && spellings.length === 1 && spellings[0]?.plain) return
    removed.push(...spellings)
    inserted.push(member(name, value))
  }
  settle('post_type', JSON.stringify(event.postType), false)
  settle('self_id', event.selfId ?? selfId, event.selfId === undefined)
  settle(
    'time',
    event.time === undefined ? String(time) : (readMember(bytes, scan, 'time') ?? ''),
    event.time === undefined,
  )
  if (inserted.length === 0) return bytes
  removed.sort((a, b) => a.start - b.start)
  return joinParts(spliceObject(bytes, scan, removed, inserted))
}

/** Whether every member that is read here occurs once, spelled plainly, which is nearly always so. */
const isSettled = ({ scan: { members }, selfId, time }: EventFrame): boolean =>
  selfId !== undefined && time !== undefined && members.length === 3 && members.every(({ plain }) => plain)

/** Some implementations write ids as strings. */
const withoutQuotes = (text: string | undefined): string | undefined =>
  text?.startsWith('"') ? text.slice(1, -1) : text

/** The JSON text of the last member of that name. */
function readMember(bytes: Uint8Array, scan: ObjectScan, name: string): string | undefined {
  const found = lastMember(scan, name)
  return found && readText(bytes, found.valueStart, found.end)
}

/** The whole event as a value; numbers beyond 2^53 are rounded. */
export function eventBody(event: { readonly bytes: Uint8Array }): Readonly<Record<string, unknown>> {
  return JSON.parse(readText(event.bytes, 0, event.bytes.length)) as Record<string, unknown>
}
