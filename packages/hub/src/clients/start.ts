import type { Clock } from '@rookery/transport'
import { type Mark, markOfText, readSince } from '../history/index.js'
import { type Cursor, newCursor } from '../journal/cursor.js'
import { cursorOf } from '../journal/event-id.js'
import type { JournalView } from '../journal/journal.js'
import { marksOf } from '../journal/view-marks.js'
import type { Client } from './clients.js'
import type { KeptCursors } from './kept-cursors.js'
import type { OlderEvents } from './older-events.js'

/** Where a connection begins. */
export interface Start {
  readonly cursor: Cursor
  /** Whether it begins at the end, since nothing was known of the client's position. */
  readonly isNew: boolean
}

/** What a connection says of where it wants to begin. */
export interface StartSettings {
  readonly client: Client
  readonly place: string
  /** Id of the last event that the client got. */
  readonly lastEventId: string | undefined
  /** Time or id from which on a client wants events whose position is not known. */
  readonly since: string | undefined
}

/** Parts of the hub that know positions. */
export interface StartContext {
  readonly older: OlderEvents
  /** Absent where nothing outlives the process. */
  readonly kept?: KeptCursors | undefined
  readonly clock: Clock
  /** The clock of the journal. */
  now(): number
}

/**
 * Finds where a connection begins: behind the event that it names as its last one, else at its client's cursor, else where it asks
 * to begin, else at the end of the view.
 */
export function startOf(
  view: JournalView,
  settings: StartSettings,
  context: StartContext,
): Start | Promise<Start> {
  const { client, place, lastEventId, since } = settings
  const { kept, clock, now } = context
  const last = lastEventId === undefined ? undefined : markOfText(lastEventId)
  if (last && kept) return olderStart(last, view, settings, context)
  const known = last ? cursorOf(view, lastEventId ?? '', clock) : client.cursors.get(place)
  if (known) return { cursor: known, isNew: false }
  const fresh = { cursor: newCursor(view.head, clock), isNew: true }
  const asked = since === undefined ? undefined : readSince(since, now())
  const start = asked ? olderStart(asked, view, settings, context) : fresh
  if (!kept || client.kind === 'anonymous') return start
  return loaded(kept, settings, start)
}

/** The cursor that is saved of a client, else another one. */
async function loaded(
  kept: KeptCursors,
  { client, place }: StartSettings,
  otherwise: Start | Promise<Start>,
): Promise<Start> {
  const other = await otherwise
  const cursor = await kept.load(client, place, other.cursor)
  return { cursor, isNew: cursor === other.cursor && other.isNew }
}

/** A start at a mark, as far as the client may go back. */
async function olderStart(
  asked: Mark,
  view: JournalView,
  { client }: StartSettings,
  context: StartContext,
): Promise<Start> {
  return { cursor: await behindMark(asked, view, client, context), isNew: false }
}

/** A cursor at a mark, as far as the client may go back. */
export async function behindMark(
  asked: Mark,
  view: JournalView,
  client: Client,
  { older, kept, clock }: Omit<StartContext, 'now'>,
): Promise<Cursor> {
  const mark = await older.from(asked, client, view)
  if (kept) return kept.at(mark)
  const { position } = marksOf(view).placeOf(mark)
  return { ...newCursor(position, clock), logged: { mark } }
}
