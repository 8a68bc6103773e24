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
import type { TextFault } from './json-text.js'
import { frameAhead } from './websocket-frame.js'

/** Above this size an event is checked in slices, so that those who do not get it do not notice. */
export const LARGE_EVENT_BYTES = 256 * 1024

const STEP_BYTES = 64 * 1024
const UTF8_STEP_BYTES = 4 * 1024 * 1024

/** Finding about a large text. */
export type LargeText =
  | { readonly is: 'event'; readonly event: EventFrame }
  /** `looksLikeOne` as far as it was read. */
  | { readonly is: 'no event'; readonly fault?: TextFault | undefined; readonly looksLikeOne?: boolean }

/** Checks all of a text as `textFault` does, and reads it as an event, without keeping the event loop. */
export async function readLargeText(received: Buffer): Promise<LargeText> {
  // It has just been put together from what came, which took its time, too.
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

/** Reads a large text that was checked as an event; undefined when it is none. */
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

/** The place at, or shortly before, an index where no character is cut in two; of what is no UTF-8, any. */
function characterStart(bytes: Buffer, index: number): number {
  if (index >= bytes.length) return bytes.length
  for (let at = index; at > index - 4; at--) if (((bytes[at] ?? 0) & 0xc0) !== 0x80) return at
  return index
}
