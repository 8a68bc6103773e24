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
    const gap = { from_time: former.time, to_time: unixSeconds(clock), count: events }
    const cursor = newCursor(view.head, clock)
    return { cursor: events > 0 ? { ...cursor, skipped: gap } : cursor, events }
  }
}

/** Moves clients back to a time in unix milliseconds, as far as they may read. */
export function replayed({ registries }: Parts, sinceMs: number): FindMove {
  return async (client, _former, view) => {
    const asked = markOfTime(Math.min(sinceMs, registries.now()))
    const cursor = await behindMark(asked, view, client, registries)
    const events = Math.max(0, view.head - positionOf(cursor, view))
    return { cursor: { ...cursor, wantedFrom: sinceMs }, events }
  }
}

/** Position in the view, also of a cursor that counts by its place in the log. */
const positionOf = ({ logged, position }: Cursor, view: JournalView): number =>
  logged ? marksOf(view).placeOf(logged.mark).position : position
