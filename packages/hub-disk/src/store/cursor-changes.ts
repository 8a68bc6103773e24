import type { CursorChange } from '@rookery/hub/history'

interface Change {
  readonly change: CursorChange
  /** Number of events that were written before it, and have to be safe with it. */
  readonly behind: number
}

/** Cursors that are not in the file yet, the last change of each. */
export class CursorChanges {
  #waiting = new Map<string, Change>()
  #taken = new Map<string, Change>()
  /** Changes that are safe in the front log. */
  #kept = new Map<string, Change>()

  /** Number of the changes that are not safe. */
  get count(): number {
    return this.#waiting.size + this.#taken.size
  }

  /** Number of the changes that are safe in the front log. */
  get keptCount(): number {
    return this.#kept.size
  }

  add(changes: readonly CursorChange[], behind: number): void {
    for (const change of changes) this.#waiting.set(keyOf(change.client, change.place), { change, behind })
  }

  /** The newest change of a cursor that is not in the file; undefined if it is as saved. */
  find(client: string, place: string): CursorChange | undefined {
    const key = keyOf(client, place)
    return (this.#waiting.get(key) ?? this.#taken.get(key) ?? this.#kept.get(key))?.change
  }

  /** Changes that may be saved together with the first `events` events that were ever written. */
  take(events: number): readonly CursorChange[] {
    for (const [key, change] of this.#waiting) {
      if (change.behind > events) continue
      this.#taken.set(key, change)
      this.#waiting.delete(key)
    }
    return changesOf(this.#taken)
  }

  /** The kept changes and the taken ones, the newest of each cursor. */
  get all(): readonly CursorChange[] {
    return changesOf(new Map([...this.#kept, ...this.#taken]))
  }

  /** The taken ones are safe in the front log. */
  keep(): void {
    for (const [key, change] of this.#taken) this.#kept.set(key, change)
    this.#taken.clear()
  }

  /** The kept and the taken ones are in the file. */
  saved(): void {
    this.#kept.clear()
    this.#taken.clear()
  }

  failed(): void {
    this.#waiting = new Map([...this.#taken, ...this.#waiting])
    this.#taken.clear()
  }
}

const changesOf = (changes: ReadonlyMap<string, Change>): readonly CursorChange[] =>
  Array.from(changes.values(), ({ change }) => change)

const keyOf = (client: string, place: string): string => JSON.stringify([client, place])
