import type { Incoming } from './incoming.js'

/** What is done with an event; what it returns is answered. */
export type Listener<T> = (about: T) => unknown

/** Listeners by the dotted names of events. */
export class Bus<T> {
  readonly #listeners = new Map<string, readonly Listener<T>[]>()

  /** Listens to events of some names; what it returns ends that. */
  on(names: string | readonly string[], listener: Listener<T>): () => void {
    const all = typeof names === 'string' ? [names] : [...new Set(names)]
    for (const name of all) this.#listeners.set(name, [...(this.#listeners.get(name) ?? []), listener])
    return () => {
      for (const name of all) this.#remove(name, listener)
    }
  }

  /** Whether anybody listens to events of a name. */
  has(name: string): boolean {
    return this.#listeners.has(name)
  }

  /** Everybody who listens to an event: from the most specific name to the most general, each in the order of coming. */
  listenersOf({ names }: Pick<Incoming, 'names'>): readonly Listener<T>[] {
    if (this.#listeners.size === 0) return NOBODY
    const found = names.flatMap((name) => this.#listeners.get(name) ?? NOBODY)
    return found.length > 1 ? [...new Set(found)] : found
  }

  #remove(name: string, listener: Listener<T>): void {
    const rest = (this.#listeners.get(name) ?? []).filter((each) => each !== listener)
    if (rest.length > 0) this.#listeners.set(name, rest)
    else this.#listeners.delete(name)
  }
}

const NOBODY: readonly never[] = []
