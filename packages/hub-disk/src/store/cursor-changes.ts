import type { CursorChange } from '@rookery/hub/history'

interface Change {
  readonly change: CursorChange
  /** Number of events that were written before it, and have to be safe with it. */
  readonly behind: number
}

/** Cursors that are not saved yet, the last change of each. */
export class CursorChanges {
  #waiting = new Map<string, Change>()
  #taken = new Map<string, Change>()

  get count(): number {
    return this.#waiting.size + this.#taken.size
  }

  add(changes: readonly CursorChange[], behind: number): void {
    for (const change of changes) this.#waiting.set(keyOf(change.client, change.place), { change, behind })
  }

  /** The newest change of a cursor that is not saved; undefined if it is as saved. */
  find(client: string, place: string): CursorChange | undefined {
    const key = keyOf(client, place)
    return (this.#waiting.get(key) ?? this.#taken.get(key))?.change
  }

  /** Changes that may be saved together with the first `events` events that were ever written. */
  take(events: number): readonly CursorChange[] {
    for (const [key, change] of this.#waiting) {
      if (change.behind > events) continue
      this.#taken.set(key, change)
      this.#waiting.delete(key)
    }
    return [...this.#taken.values()].map(({ change }) => change)
  }

  saved(): void {
    this.#taken.clear()
  }

  failed(): void {
    this.#waiting = new Map([...this.#taken, ...this.#waiting])
    this.#taken.clear()
  }
}

const keyOf = (client: string, place: string): string => JSON.stringify([client, place])
