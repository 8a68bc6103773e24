import type { Clock } from '@rookery/transport'
import { markOfText } from '../history/index.js'
import { type Cursor, newCursor } from '../journal/cursor.js'
import { cursorOf } from '../journal/event-id.js'
import type { JournalView } from '../journal/journal.js'
import type { Client } from './clients.js'
import type { KeptCursors } from './kept-cursors.js'

/** Where a connection begins. */
export interface Start {
  readonly cursor: Cursor
  /** Whether nothing was known of the client's position. */
  readonly isNew: boolean
}

/** What a connection says of where it wants to begin. */
export interface StartSettings {
  readonly client: Client
  readonly place: string
  /** Id of the last event that the client got. */
  readonly lastEventId: string | undefined
}

/** Parts of the hub that know positions. */
export interface StartContext {
  /** Absent where nothing outlives the process. */
  readonly kept?: KeptCursors | undefined
  readonly clock: Clock
}

/** Finds where a connection begins: behind the event that it names, else at its client's cursor, else at the end of the view. */
export function startOf(
  view: JournalView,
  { client, place, lastEventId }: StartSettings,
  context: StartContext,
): Start | Promise<Start> {
  const known = resumed(view, lastEventId, context) ?? client.cursors.get(place)
  const fresh = newCursor(view.head, context.clock)
  const { kept } = context
  if (known || !kept || client.kind === 'anonymous') return { cursor: known ?? fresh, isNew: !known }
  return kept.load(client, place, fresh).then((cursor) => ({ cursor, isNew: cursor === fresh }))
}

/** The cursor behind an event that the client named. */
function resumed(
  view: JournalView,
  lastEventId: string | undefined,
  { kept, clock }: StartContext,
): Cursor | undefined {
  if (lastEventId === undefined) return undefined
  if (!kept) return cursorOf(view, lastEventId, clock)
  const mark = markOfText(lastEventId)
  return mark && kept.at(mark)
}
