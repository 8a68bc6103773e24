import type { Clock, IdOf } from '@rookery/transport'
import { markOfText, markText } from '../history/index.js'
import { type Cursor, newCursor } from './cursor.js'
import type { JournalView } from './journal.js'
import { marksOf } from './view-marks.js'

const known = new WeakMap<JournalView, IdOf>()

/** Gives the ids of a view's events over SSE: marks, which are valid in other views and after a restart, too. */
export function idsOf(view: JournalView): IdOf {
  const before = known.get(view)
  if (before) return before
  const marks = marksOf(view)
  const idOf: IdOf = (position) => {
    const mark = marks.at(position)
    return mark && markText(mark, mark.othersFrom ?? 0)
  }
  known.set(view, idOf)
  return idOf
}

/** A cursor behind the event with that id; undefined if it is none. */
export function cursorOf(view: JournalView, id: string, clock: Clock): Cursor | undefined {
  const mark = markOfText(id)
  return mark && newCursor(marksOf(view).placeOf(mark).position, clock)
}
