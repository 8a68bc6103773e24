import { BotUsageError } from '../errors.js'

/** What was acquired together, and is given back together. */
export class Scope {
  readonly #name: string
  readonly #undos = new Set<() => unknown>()
  #state: 'open' | 'closed' = 'open'

  /** @param name whose it is, for errors */
  constructor(name: string) {
    this.#name = name
  }

  /**
   * Notes how something is undone; gives that back, to be done earlier. It is done once. What comes too late is undone at
   * once.
   *
   * @throws BotUsageError `unloaded` when everything was given back already
   */
  add(undo: () => unknown): () => void {
    if (this.#state === 'closed') {
      undo()
      throw new BotUsageError(
        'unloaded',
        `${this.#name} was unloaded; it can add nothing to the bot any more`,
      )
    }
    const once = (): unknown => (this.#undos.delete(once) ? undo() : undefined)
    this.#undos.add(once)
    return () => void once()
  }

  /** Undoes everything, what came last first; what fails keeps nothing else from being undone. @throws AggregateError */
  async dispose(): Promise<void> {
    this.#state = 'closed'
    const errors: unknown[] = []
    for (const undo of [...this.#undos].reverse()) {
      try {
        await undo()
      } catch (error) {
        errors.push(error)
      }
    }
    if (errors.length > 0) throw new AggregateError(errors, 'not everything could be undone')
  }
}
