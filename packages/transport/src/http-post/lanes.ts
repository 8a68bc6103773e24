/** An item of a lane. */
export interface Laned {
  readonly conversation: string
}

/**
 * A queue per conversation. Only the first item of each is under way at a time, which keeps a conversation in order,
 * and the conversations take turns.
 */
export class Lanes<T extends Laned> {
  readonly #queues = new Map<string, T[]>()
  /** Conversations whose first item may go, the longest waiting in front. */
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

  /** The next item to send; its lane is held until `done` or `again`. */
  take(): T | undefined {
    for (const conversation of this.#ready) {
      this.#ready.delete(conversation)
      return this.#queues.get(conversation)?.[0]
    }
    return undefined
  }

  /** Finishes an item, so that the next of its lane may go. */
  done({ conversation }: T): void {
    const queue = this.#queues.get(conversation)
    queue?.shift()
    if (queue && queue.length > 0) this.#ready.add(conversation)
    else this.#queues.delete(conversation)
  }

  /** Puts an item back, in front of the others of its lane. */
  again({ conversation }: T): void {
    this.#ready.add(conversation)
  }
}
