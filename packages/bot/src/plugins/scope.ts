import { BotUsageError } from '../errors.js'

/** Things that were acquired together and are undone together. */
export class Scope {
  readonly #name: string
  readonly #undos = new Set<() => unknown>()
  #state: 'open' | 'closed' = 'open'

  /** @param name name of the owner, for errors */
  constructor(name: string) {
    this.#name = name
  }

  /**
   * Registers an undo. Returns a function that runs it early. It runs once. In a scope that is closed it runs at once.
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

  /** Undoes everything in reverse order; one failure does not stop the rest. @throws AggregateError */
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
