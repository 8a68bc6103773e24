/** An item of a lane. */
export interface Laned {
  readonly conversation: string
}

/**
 * Queues, one for each conversation: of each only the first is out at a time, so that what belongs together stays
 * in order, and the conversations take turns.
 */
export class Lanes<T extends Laned> {
  readonly #queues = new Map<string, T[]>()
  /** The conversations whose first may go, the longest waiting one in front. */
  readonly #ready = new Set<string>()

  add(item: T): void {
    const queue = this.#queues.get(item.conversation)
    if (queue) {
      queue.push(item)
      return
    }
    this.#queues.set(item.conversation, [item])
    this.#ready.add(item.conversation)
  }

  /** The next that may go; its lane is held until `done` or `again`. */
  take(): T | undefined {
    for (const conversation of this.#ready) {
      this.#ready.delete(conversation)
      return this.#queues.get(conversation)?.[0]
    }
    return undefined
  }

  /** It need not go any more; the next of its lane may. */
  done({ conversation }: T): void {
    const queue = this.#queues.get(conversation)
    queue?.shift()
    if (queue && queue.length > 0) this.#ready.add(conversation)
    else this.#queues.delete(conversation)
  }

  /** It has to go again, before whatever stands behind it. */
  again({ conversation }: T): void {
    this.#ready.add(conversation)
  }
}
