import { isUtf8 } from 'node:buffer'
import {
  EVENT_MEMBERS,
  type EventFrame,
  eventOf,
  type ObjectScan,
  ObjectWalk,
  type Wanted,
} from '@rookery/protocol'
import { inSlices } from '../time/in-slices.js'
import type { EventText } from './frame-reader.js'
import { frameAhead } from './websocket-frame.js'

/** Size above which an event is checked in slices, so that other connections are not held up. */
export const LARGE_EVENT_BYTES = 256 * 1024

const STEP_BYTES = 64 * 1024
const UTF8_STEP_BYTES = 4 * 1024 * 1024

/** Checks a whole text as `textFault` does, and reads it as an event, without blocking the event loop. */
export async function readLargeText(received: Buffer): Promise<EventText<EventFrame>> {
  // The text was only just assembled from its chunks, which took its own time.
  await new Promise(setImmediate)
  if (!(await isUtf8InSlices(received))) return { is: 'no event', fault: 'not UTF-8', looksLikeOne: true }
  const bytes = await frameAhead(received)
  const scan = await scanInSlices(bytes, EVENT_MEMBERS)
  const event = eventOf(bytes, scan)
  if (event) return { is: 'event', event }
  if (scan.complete) return { is: 'no event' }
  const looksLikeOne = scan.members.some(({ name }) => name === 'post_type')
  return { is: 'no event', fault: 'not JSON', looksLikeOne }
}

/** Reads a large, already checked text as an event; undefined if it is not one. */
export async function readEventInSlices(bytes: Uint8Array): Promise<EventFrame | undefined> {
  return eventOf(bytes, await scanInSlices(bytes, EVENT_MEMBERS))
}

/** Scans a large object in slices of time. */
export async function scanInSlices(bytes: Uint8Array, wanted: Wanted): Promise<ObjectScan> {
  const walk = new ObjectWalk(bytes, wanted)
  await inSlices(() => walk.step(STEP_BYTES))
  return walk.scan
}

async function isUtf8InSlices(bytes: Buffer): Promise<boolean> {
  let at = 0
  let isRight = true
  await inSlices(() => {
    const end = characterStart(bytes, at + UTF8_STEP_BYTES)
    isRight = isUtf8(bytes.subarray(at, end))
    at = end
    return !isRight || at >= bytes.length
  })
  return isRight
}

/** The index itself, or one shortly before it, that does not split a character; any index if the text is not UTF-8. */
function characterStart(bytes: Buffer, index: number): number {
  if (index >= bytes.length) return bytes.length
  for (let at = index; at > index - 4; at--) if (((bytes[at] ?? 0) & 0xc0) !== 0x80) return at
  return index
}
