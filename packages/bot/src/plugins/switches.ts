import type { IdInput } from '@rookery/protocol'
import type { Store } from '../storage/storage.js'

/** A group, or something in a group, such as an event. */
export interface Place {
  readonly group_id?: IdInput | null | undefined
}

interface Kept {
  readonly off: boolean
  readonly offIn: readonly string[]
}

/** Groups in which a plugin is switched off, kept across restarts. */
export class Switches {
  readonly #name: string
  readonly #store: () => Store
  #isOff = false
  readonly #offIn = new Set<string>()

  constructor(name: string, store: () => Store) {
    this.#name = name
    this.#store = store
  }

  /** Reads the stored switches. */
  async load(): Promise<void> {
    const kept = (await this.#store().get(this.#name)) as Kept | undefined
    if (!kept) return
    this.#isOff = kept.off
    for (const group of kept.offIn) this.#offIn.add(group)
  }

  isOn({ group_id }: Place): boolean {
    if (this.#isOff) return false
    return group_id === undefined || group_id === null || !this.#offIn.has(String(group_id))
  }

  /** Switches it in a group, or everywhere. It applies at once; settles when it is stored. */
  async set(isOn: boolean, { group_id }: Place): Promise<void> {
    if (group_id === undefined || group_id === null) this.#isOff = !isOn
    else if (isOn) this.#offIn.delete(String(group_id))
    else this.#offIn.add(String(group_id))
    const store = this.#store()
    if (!this.#isOff && this.#offIn.size === 0) await store.delete(this.#name)
    else await store.set(this.#name, { off: this.#isOff, offIn: [...this.#offIn] })
  }
}
