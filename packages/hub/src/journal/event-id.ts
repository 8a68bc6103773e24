import { randomBytes } from 'node:crypto'
import type { Clock, IdOf } from '@rookery/transport'
import { type Cursor, newCursor } from './cursor.js'
import type { JournalView } from './journal.js'

const known = new WeakMap<JournalView, IdOf>()

/**
 * Creates the ids of a view's events over SSE: a random word and the position. The word is unique to the view,
 * because positions mean nothing in another view or after a restart.
 */
export function idsOf(view: JournalView): IdOf {
  const before = known.get(view)
  if (before) return before
  const word = randomBytes(9).toString('base64url')
  const idOf: IdOf = (position) => `${word}.${position}`
  known.set(view, idOf)
  return idOf
}

/** A cursor after the event with that id; undefined for an id of another view or run, or one that was never issued. */
export function cursorOf(view: JournalView, id: string, clock: Clock): Cursor | undefined {
  const position = Number(/\.(\d{1,16})$/.exec(id)?.[1])
  return position <= view.head && id === idsOf(view)(position) ? newCursor(position, clock) : undefined
}
