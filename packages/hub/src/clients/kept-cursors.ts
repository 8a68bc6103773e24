import type { Alarm, Clock, Log } from '@rookery/transport'
import { inTime } from '../history/in-time.js'
import type { CursorChange, CursorStore, Mark, StoredCursor } from '../history/index.js'
import { type Cursor, unixSeconds } from '../journal/cursor.js'
import type { JournalView } from '../journal/journal.js'
import { joinedMark, marksOf } from '../journal/view-marks.js'
import type { Client } from './clients.js'

/** Cursors that moved are saved together after so long. */
const SAVE_MS = 400
/** A cursor that cannot be read is asked for again so often, after so long: the store may be opened again meanwhile. */
const MOST_FAILURES = 5
const RETRY_MS = 1_000
/** Longest wait for a cursor; no answer counts as a failure. */
const ANSWER_MS = 5_000

/** What is needed to save cursors. */
export interface KeptCursorsSettings {
  readonly clock: Clock
  readonly log: Log
  /** The clock of the journal. */
  now(): number
}

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
  readonly #now: () => number
  /** Beginning of this process, by the clock of the journal. */
  readonly #beganAt: number
  readonly #moved = new Map<Cursor, Moved>()
  /** Cursors that are being loaded, by client and place. */
  readonly #loading = new Map<string, Promise<Cursor>>()
  #alarm: Alarm | undefined

  constructor(store: CursorStore, { clock, log, now }: KeptCursorsSettings) {
    this.#store = store
    this.#clock = clock
    this.#log = log
    this.#now = now
    this.#beganAt = Math.floor(now())
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

  /** A new cursor for a mark that a client named. */
  at(mark: Mark): Cursor {
    const isAhead = mark.othersFrom !== undefined && mark.othersFrom > this.#now()
    const logged = isAhead ? this.#notAhead(mark) : mark
    return {
      position: 0,
      time: unixSeconds(this.#clock),
      suspects: undefined,
      logged: { mark: logged },
      marked: logged,
    }
  }

  /** The saved cursor of a client in one of its places; undefined, too, while it cannot be read. */
  async stored({ name = '' }: Client, place: string): Promise<StoredCursor | undefined> {
    try {
      return await this.#ask(name, place)
    } catch {
      return undefined
    }
  }

  /** Which of these places has the saved cursor that moved last; undefined if none has one. */
  async latest(client: Client, places: readonly string[]): Promise<string | undefined> {
    const found = await Promise.all(
      places.map(async (place) => ({ place, cursor: await this.stored(client, place) })),
    )
    const [latest] = found
      .filter(({ cursor }) => cursor !== undefined)
      .sort((a, b) => (b.cursor?.time ?? 0) - (a.cursor?.time ?? 0))
    return latest?.place
  }

  /** Forgets the saved cursors of a name. */
  forget(client: string, places: readonly string[]): void {
    this.#store.saveCursors(places.map((place) => ({ client, place })))
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
    const stored = await this.#read(client.name ?? '', place)
    const known = client.cursors.get(place)
    if (known) return known
    const cursor = stored ? this.#goingOn(fresh, stored) : fresh
    client.cursors.set(place, cursor)
    return cursor
  }

  #goingOn(fresh: Cursor, stored: StoredCursor): Cursor {
    const logged = { ...stored, mark: this.#notAhead(stored.mark) }
    return { ...fresh, time: stored.time, logged, marked: logged.mark }
  }

  /**
   * Where the clock was set back, the time in a mark of an earlier process may be yet to come, and would hide what came
   * since. The accounts that it stands for were silent then: they go on from the beginning of this process.
   */
  #notAhead(mark: Mark): Mark {
    const { othersFrom } = mark
    return othersFrom === undefined ? mark : { ...mark, othersFrom: Math.min(othersFrom, this.#beganAt) }
  }

  async #read(name: string, place: string): Promise<StoredCursor | undefined> {
    for (let failures = 1; ; failures++) {
      try {
        return await this.#ask(name, place)
      } catch (error) {
        if (failures <= MOST_FAILURES) await this.#pause()
        else return this.#giveUp(name, place, error)
      }
    }
  }

  #ask(name: string, place: string): Promise<StoredCursor | undefined> {
    return inTime(this.#store.cursorOf(name, place), ANSWER_MS, this.#clock)
  }

  #pause(): Promise<void> {
    return new Promise((resolve) => this.#clock.after(RETRY_MS, resolve).unref?.())
  }

  #giveUp(client: string, place: string, error: unknown): undefined {
    const why = error instanceof Error ? error.message : String(error)
    this.#log.warn({ client, place, why }, 'cursor not read: the client begins anew')
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
  const { logged, marked, position } = cursor
  const inMemory = logged ? undefined : marksOf(view).having(position)
  const mark = logged?.mark ?? (inMemory && joinedMark(marked, inMemory)) ?? marked
  if (mark) cursor.marked = mark
  return mark
}

/** The suspects of a cursor, in terms of the log. */
export function suspectsOf({ logged, suspects }: Cursor, view: JournalView): StoredCursor['suspects'] {
  if (logged) return logged.suspects
  if (!suspects) return undefined
  const [from, until] = [suspects.from - 1, suspects.to].map((each) => marksOf(view).at(each))
  return from && until && { from, until, disconnects: suspects.disconnects }
}
