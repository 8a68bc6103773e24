import { joinParts, type Member, ObjectWalk, type Parts, scanObject, type Wanted } from '@rookery/protocol'
import { inSlices } from '@rookery/transport'
import type { Judgeable } from '../scope/judged-event.js'

/** Bytes that take the place of a range of others. */
export interface Edit {
  readonly start: number
  /** Index after the range. */
  readonly end: number
  readonly by: Uint8Array
}

/** A change of events on their way to a client. Every byte that is not edited stays. */
export interface EventEdit {
  /** Equal keys mean equal edits. */
  readonly key: string
  /** Members of the event that are edited. */
  readonly wanted: Wanted
  /** The edits in the order of their ranges, which do not overlap. `received` is the event before any edit. */
  editsOf(bytes: Uint8Array, members: readonly Member[], received: Judgeable): readonly Edit[]
}

/** Edits an event; the same bytes come back where nothing has to change. */
export function editEvent(bytes: Uint8Array, edit: EventEdit, received: Judgeable): Uint8Array {
  const edits = edit.editsOf(bytes, scanObject(bytes, edit.wanted).members, received)
  return edits.length === 0 ? bytes : joinParts(partsOf(bytes, edits))
}

const STEP_BYTES = 64 * 1024

/** Edits a large event, of which it finds the members in slices of time; undefined where nothing has to change. */
export async function editLargeEvent(
  bytes: Uint8Array,
  edit: EventEdit,
  received: Judgeable,
): Promise<Parts | undefined> {
  const walk = new ObjectWalk(bytes, edit.wanted)
  await inSlices(() => walk.step(STEP_BYTES))
  const edits = edit.editsOf(bytes, walk.scan.members, received)
  return edits.length === 0 ? undefined : partsOf(bytes, edits)
}

/** The edited text in pieces, to be written one after the other. */
export function partsOf(bytes: Uint8Array, edits: readonly Edit[]): Parts {
  const parts: Uint8Array[] = []
  let from = 0
  for (const { start, end, by } of edits) {
    parts.push(bytes.subarray(from, start), by)
    from = end
  }
  return [...parts, bytes.subarray(from)]
}
