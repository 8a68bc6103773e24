import { type CursorChange, type CursorStore, cursorOfText, type StoredCursor } from '@rookery/hub/history'
import type { Clock } from '@rookery/transport'
import { readable } from './disk-log.js'
import type { LiveEngine } from './live-engine.js'
import type { Writer } from './writer.js'

/** The cursors of a store on disk. */
export class DiskCursors implements CursorStore {
  readonly #engine: LiveEngine
  readonly #writer: Writer
  readonly #clock: Clock
  /** First times that could not be saved. */
  readonly #seen = new Map<string, number>()

  constructor(engine: LiveEngine, writer: Writer, clock: Clock) {
    this.#engine = engine
    this.#writer = writer
    this.#clock = clock
  }

  saveCursors(changes: readonly CursorChange[]): void {
    this.#writer.saveCursors(changes)
  }

  async cursorOf(client: string, place: string): Promise<StoredCursor | undefined> {
    const change = this.#writer.cursors.find(client, place)
    if (change) return change.cursor
    const text = await readable(this.#engine, (engine) => engine.cursor(client, place))
    return text === undefined ? undefined : cursorOfText(text)
  }

  async firstSeen(client: string): Promise<number> {
    const seen = this.#seen.get(client) ?? this.#clock.now()
    try {
      const saved = await this.#engine.current.firstSeen(client, seen)
      this.#seen.delete(client)
      return saved
    } catch (error) {
      this.#engine.failed(error)
      this.#seen.set(client, seen)
      return seen
    }
  }
}
