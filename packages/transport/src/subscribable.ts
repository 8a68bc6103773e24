type Listener<Args extends readonly unknown[]> = (...args: Args) => void

/**
 * Listeners of one kind of event, told in the order in which they subscribed.
 *
 * ```ts
 * readonly #appeared = new Subscribable<[account: Account]>()
 * onAppear(listener: (account: Account) => void): () => void {
 *   return this.#appeared.subscribe(listener)
 * }
 * ```
 */
export class Subscribable<Args extends readonly unknown[] = []> {
  readonly #subscriptions = new Set<{ readonly listener: Listener<Args> }>()

  /** Adds a listener; returns the undo. The same function may be subscribed twice. */
  subscribe(listener: Listener<Args>): () => void {
    const subscription = { listener }
    this.#subscriptions.add(subscription)
    return () => void this.#subscriptions.delete(subscription)
  }

  /** Calls every listener that is subscribed now; one that unsubscribes meanwhile is not called any more. */
  emit(...args: Args): void {
    for (const each of [...this.#subscriptions]) if (this.#subscriptions.has(each)) each.listener(...args)
  }

  /** How many listeners there are. */
  get size(): number {
    return this.#subscriptions.size
  }
}
