import { readEvent, scanObject } from '@rookery/protocol'

/**
 * The event in a line of a recording: the line itself, or its member `event`, as `rookery journal export` and the records of a
 * sandbox have it. Undefined if there is none.
 */
export function eventIn(line: string): Uint8Array | undefined {
  const bytes = Buffer.from(line.replace(/^\uFEFF/, '').trim())
  if (readEvent(bytes)) return bytes
  const { members, complete } = scanObject(bytes, { event: {} })
  const found = complete ? members.at(-1) : undefined
  const event = found && bytes.subarray(found.valueStart, found.end)
  return event && readEvent(event) ? event : undefined
}
