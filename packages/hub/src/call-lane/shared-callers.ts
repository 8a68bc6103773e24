import { Subscribable } from '@rookery/transport'
import type { CallingClient } from './caller.js'

/** The callers of one call. */
interface Group {
  /** How many of them are there, and how many wait for its reply, there or not. */
  present: number
  waiting: number
  readonly left: Subscribable<[]>
}

/** A caller's place among those that wait for the same call. */
export interface SharedCaller {
  /** The caller of the call itself, who leaves once all of them have left. */
  readonly caller: CallingClient
  /** Ends the wait. */
  done(): void
}

/** The callers of each call with a key: the call outlives the first of them for as long as another one waits for it. */
export class SharedCallers {
  readonly #groups = new Map<string, Group>()

  /** Counts a caller in, among those of a call. */
  join(id: string, caller: CallingClient): SharedCaller {
    const group = this.#groups.get(id) ?? { present: 0, waiting: 0, left: new Subscribable() }
    this.#groups.set(id, group)
    group.present++
    group.waiting++
    let isPresent = true
    const leave = (): void => {
      if (!isPresent) return
      isPresent = false
      if (--group.present === 0) group.left.emit()
    }
    const stay = caller.onLeave?.(leave)
    return {
      caller: {
        client: caller.client,
        account: caller.account,
        onLeave: (listener) => onLeave(group, listener),
      },
      done: () => {
        stay?.()
        leave()
        if (--group.waiting === 0) this.#groups.delete(id)
      },
    }
  }
}

function onLeave(group: Group, listener: () => void): () => void {
  const undo = group.left.subscribe(listener)
  if (group.present === 0) listener()
  return undo
}
