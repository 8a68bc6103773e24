import type { ShareMember } from '../clients/share.js'
import type { Cursor } from '../journal/cursor.js'
import type { FilledView } from '../journal/filled-view.js'
import type { JournalEvent } from '../journal/journal.js'

/** The events that were dealt to one connection of a member, which leaves with the connection. */
export interface Hand extends ShareMember {
  readonly view: FilledView
  /** How far the connection has confirmed. */
  readonly cursor: Cursor
}

/** Whether everything in a hand is confirmed. */
export const isIdle = ({ view, cursor }: Hand): boolean => cursor.position >= view.head

/** The events in a hand that are not confirmed, with whether each was sent. */
export function unconfirmedIn({ view, cursor, sent }: Hand): { event: JournalEvent; isSent: boolean }[] {
  const first = Math.max(cursor.position, view.tail) + 1
  const sentTo = sent() ?? 0
  const events: { event: JournalEvent; isSent: boolean }[] = []
  for (let at = first; at <= view.head; at++) events.push({ event: view.at(at), isSent: at <= sentTo })
  return events
}
