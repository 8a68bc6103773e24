import type { Parts } from '../assembly/parts.js'
import { behindMark } from '../clients/start.js'
import { markOfTime } from '../history/index.js'
import { type Cursor, newCursor, unixSeconds } from '../journal/cursor.js'
import type { JournalView } from '../journal/journal.js'
import { marksOf } from '../journal/view-marks.js'
import type { FindMove } from './move-client.js'

/** Moves clients to the end of their events. They are told of what they skip when they are back. */
export function jumped({ registries: { clock } }: Parts): FindMove {
  return (_client, former, view) => {
    const events = Math.max(0, view.head - positionOf(former, view))
    // What it skipped before, and was not told of yet.
    const { from_time = former.time, count = 0 } = former.moved?.skipped ?? {}
    const skipped = { from_time, to_time: unixSeconds(clock), count: count + events }
    const cursor = newCursor(view.head, clock)
    return { cursor: skipped.count > 0 ? { ...cursor, moved: { skipped } } : cursor, events }
  }
}

/** Moves clients back to a time in unix milliseconds, as far as they may read. */
export function replayed({ registries }: Parts, sinceMs: number): FindMove {
  return async (client, _former, view) => {
    const asked = markOfTime(Math.min(sinceMs, registries.now()))
    const cursor = await behindMark(asked, view, client, registries)
    const events = Math.max(0, view.head - positionOf(cursor, view))
    return { cursor: { ...cursor, moved: { wantedFrom: sinceMs } }, events }
  }
}

/** Position in the view, also of a cursor that counts by its place in the log. */
const positionOf = ({ logged, position }: Cursor, view: JournalView): number =>
  logged ? marksOf(view).placeOf(logged.mark).position : position
