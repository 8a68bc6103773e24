import type { Alarm, Clock, Log } from '@rookery/transport'
import type { CursorChange, CursorStore, Mark, StoredCursor } from '../history/index.js'
import { type Cursor, unixSeconds } from '../journal/cursor.js'
import type { JournalView } from '../journal/journal.js'
import { marksOf } from '../journal/view-marks.js'
import type { Client } from './clients.js'

/** Cursors that moved are saved together after so long. */
const SAVE_MS = 150

interface Moved {
  readonly client: Client
  readonly place: string
  readonly view: JournalView
}

/** Saves the cursors of clients that have a name, so that they outlive the process, and gives them back. */
export class KeptCursors {
  readonly #store: CursorStore
  readonly #clock: Clock
  readonly #log: Log
  readonly #moved = new Map<Cursor, Moved>()
  /** Cursors that are being loaded, by client and place. */
  readonly #loading = new Map<string, Promise<Cursor>>()
  #alarm: Alarm | undefined

  constructor(store: CursorStore, clock: Clock, log: Log) {
    this.#store = store
    this.#clock = clock
    this.#log = log
  }

  /** Notes that a cursor moved: it is saved soon. */
  moved(cursor: Cursor, moved: Moved): void {
    if (moved.client.kind === 'anonymous') return
    this.#moved.set(cursor, moved)
    if (this.#alarm) return
    this.#alarm = this.#clock.after(SAVE_MS, () => this.save())
    this.#alarm.unref?.()
  }

  /**
   * The cursor of a client that memory does not know: the saved one, else `fresh`. It is the client's from then on. Two
   * who ask for one place get the same.
   */
  load(client: Client, place: string, fresh: Cursor): Promise<Cursor> {
    const key = JSON.stringify([client.name, place])
    const loading = this.#loading.get(key) ?? this.#load(client, place, fresh)
    this.#loading.set(key, loading)
    void loading.then(() => this.#loading.delete(key))
    return loading
  }

  /** Saves at once what moved. */
  save(): void {
    this.#alarm?.()
    this.#alarm = undefined
    const changes = [...this.#moved].flatMap(([cursor, moved]) => this.#changeOf(cursor, moved) ?? [])
    this.#moved.clear()
    if (changes.length > 0) this.#store.saveCursors(changes)
  }

  async #load(client: Client, place: string, fresh: Cursor): Promise<Cursor> {
    const stored = await this.#stored(client.name ?? '', place)
    const known = client.cursors.get(place)
    if (known) return known
    const cursor = stored ? { ...fresh, time: stored.time, logged: stored, marked: stored.mark } : fresh
    client.cursors.set(place, cursor)
    return cursor
  }

  async #stored(name: string, place: string): Promise<StoredCursor | undefined> {
    try {
      return await this.#store.cursorOf(name, place)
    } catch (error) {
      this.#log.warn(
        { client: name, place, why: error instanceof Error ? error.message : String(error) },
        'cursor not read: the client begins anew',
      )
      return undefined
    }
  }

  #changeOf(cursor: Cursor, { client, place, view }: Moved): CursorChange | undefined {
    const mark = noteMark(cursor, view)
    if (!mark || client.name === undefined || client.cursors.get(place) !== cursor) return undefined
    const suspects = suspectsOf(cursor, view)
    const { time } = cursor
    return { client: client.name, place, cursor: { mark, time, ...(suspects && { suspects }) } }
  }
}

/** Makes the mark of a cursor, and keeps it beside it: memory may forget the position. */
export function noteMark(cursor: Cursor, view: JournalView): Mark | undefined {
  const mark = cursor.logged?.mark ?? marksOf(view).at(cursor.position) ?? cursor.marked
  if (mark) cursor.marked = mark
  return mark
}

function suspectsOf({ logged, suspects }: Cursor, view: JournalView): StoredCursor['suspects'] {
  if (logged) return logged.suspects
  if (!suspects) return undefined
  const [from, until] = [suspects.from - 1, suspects.to].map((each) => marksOf(view).at(each))
  return from && until && { from, until, disconnects: suspects.disconnects }
}

/** A new cursor for a mark that a client named. */
export const cursorAtMark = (mark: Mark, clock: Clock): Cursor => ({
  position: 0,
  time: unixSeconds(clock),
  suspects: undefined,
  logged: { mark },
  marked: mark,
})
