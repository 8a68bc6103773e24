import type { StoreFault, StoreState } from '@rookery/hub/history'
import { type Clock, Subscribable } from '@rookery/transport'

/** Parts of a store that write on their own. */
export type StorePart = 'events' | 'calls'

/** Condition of a store: it is up while all its parts are. Tells of each change, that of the events alone, too. */
export class Condition {
  readonly changed = new Subscribable()
  readonly #clock: Clock
  readonly #faults = new Map<StorePart, StoreFault>()
  #now: Omit<StoreState, 'behind' | 'fault'>

  constructor(clock: Clock) {
    this.#clock = clock
    this.#now = { isUp: true, since: clock.now() }
  }

  /** The fault of a part that is down, the latest one of that part. */
  get now(): Omit<StoreState, 'behind'> {
    const [fault] = this.#faults.values()
    return { ...this.#now, savesEvents: this.#savesEvents, ...(fault && { fault }) }
  }

  get #savesEvents(): boolean {
    return !this.#faults.has('events')
  }

  /** Notes how the last write of a part went; without a fault it succeeded. */
  set(part: StorePart, fault?: StoreFault): void {
    const savedEvents = this.#savesEvents
    if (fault) this.#faults.set(part, fault)
    else this.#faults.delete(part)
    const isUp = this.#faults.size === 0
    if (isUp === this.#now.isUp && savedEvents === this.#savesEvents) return
    if (isUp !== this.#now.isUp) this.#now = { isUp, since: this.#clock.now() }
    this.changed.emit()
  }
}

/** The fault in whatever was thrown. */
export const faultOf = (error: unknown): StoreFault => {
  const { code, message } = error as { readonly code?: unknown; readonly message?: unknown }
  return { code: String(code ?? 'failed'), message: String(message ?? error) }
}
