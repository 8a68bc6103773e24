import { stat } from 'node:fs/promises'
import type { StoreUsage } from '@rookery/hub/history'
import { type Clock, steadyOf } from '@rookery/transport'
import { storeFiles } from '../file/folder.js'

/** The files are looked at no more often than this. */
const LOOK_MS = 5_000

/** Size of a store's files. Asking begins to look at them, and answers with the last size: a slow disk holds up nobody. */
export class FolderSize {
  readonly #folder: string
  readonly #now: () => number
  #bytes = 0
  #lookedAt = Number.NEGATIVE_INFINITY
  #state: 'idle' | 'looking' = 'idle'

  constructor(folder: string, clock: Clock) {
    this.#folder = folder
    this.#now = steadyOf(clock)
  }

  get usage(): StoreUsage {
    if (this.#now() - this.#lookedAt >= LOOK_MS) void this.look()
    return { folder: this.#folder, bytes: this.#bytes }
  }

  /** Looks at the files. One that cannot be looked at counts as empty. */
  async look(): Promise<void> {
    if (this.#state === 'looking') return
    this.#state = 'looking'
    this.#lookedAt = this.#now()
    const sizes = await Promise.all(storeFiles(this.#folder).map(sizeOf))
    this.#bytes = sizes.reduce((sum, size) => sum + size, 0)
    this.#state = 'idle'
  }
}

async function sizeOf(path: string): Promise<number> {
  try {
    return (await stat(path)).size
  } catch {
    return 0
  }
}
