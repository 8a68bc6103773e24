import type { Clock, IdOf } from '@rookery/transport'
import { type EventId, markOfText, markText } from '../history/index.js'
import { type Cursor, newCursor } from './cursor.js'
import type { JournalEvent, JournalView } from './journal.js'
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

/** The id of one event, as applications name it: a mark of its account, from whose time other accounts go on. */
export const eventIdText = ({ id, admittedAt }: Pick<JournalEvent, 'id' | 'admittedAt'>): string =>
  markText({ accounts: new Map([[id.account, id]]), othersFrom: Math.floor(admittedAt) }, 0)

/** Reads the id of one event; undefined if the text is none. */
export function eventIdOfText(text: string): EventId | undefined {
  const [named, ...others] = markOfText(text)?.accounts ?? []
  return named && named[1].number > 0 && others.length === 0 ? { account: named[0], ...named[1] } : undefined
}

/** A cursor behind the event with that id; undefined if it is none. */
export function cursorOf(view: JournalView, id: string, clock: Clock): Cursor | undefined {
  const mark = markOfText(id)
  return mark && newCursor(marksOf(view).placeOf(mark).position, clock)
}
