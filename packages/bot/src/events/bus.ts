import type { OwningPlugin } from '../plugins/owning-plugin.js'
import type { Incoming } from './incoming.js'

/** Listener of an event; its return value is the answer. */
export type Listener<T> = (about: T) => unknown

/** A listener, and the plugin that added it. */
export interface RegisteredListener<T> {
  readonly listener: Listener<T>
  readonly plugin: OwningPlugin | undefined
}

const NOBODY: readonly never[] = []

/** Listeners by the dotted names of events. */
export class Bus<T> {
  readonly #listeners = new Map<string, readonly RegisteredListener<T>[]>()

  /** Listens to events of these names. Returns a function that removes the listener. */
  on(names: string | readonly string[], listener: Listener<T>, plugin?: OwningPlugin): () => void {
    const all = typeof names === 'string' ? [names] : [...new Set(names)]
    const listening = { listener, plugin }
    for (const name of all) this.#listeners.set(name, [...(this.#listeners.get(name) ?? []), listening])
    return () => {
      for (const name of all) this.#remove(name, listening)
    }
  }

  /** Whether any listener of a name is enabled for this event. */
  has(name: string, event: object): boolean {
    return this.#listeners.get(name)?.some(({ plugin }) => plugin?.isOn(event) ?? true) ?? false
  }

  /** Listeners of an event: from the most specific name to the most general, each in order of registration. */
  listenersOf({ names, event }: Pick<Incoming, 'names' | 'event'>): readonly RegisteredListener<T>[] {
    if (this.#listeners.size === 0) return NOBODY
    const found = names.flatMap((name) => this.#listeners.get(name) ?? NOBODY)
    const once = found.length > 1 ? [...new Set(found)] : found
    return once.some(({ plugin }) => plugin) ? once.filter(({ plugin }) => plugin?.isOn(event) ?? true) : once
  }

  #remove(name: string, listening: RegisteredListener<T>): void {
    const rest = (this.#listeners.get(name) ?? []).filter((each) => each !== listening)
    if (rest.length > 0) this.#listeners.set(name, rest)
    else this.#listeners.delete(name)
  }
}
