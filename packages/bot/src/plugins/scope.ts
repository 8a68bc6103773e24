/** What was acquired together, and is given back together. */
export class Scope {
  #undos: (() => unknown)[] = []

  /** Notes how something is undone; gives that back, to be done earlier. It is done once. */
  add(undo: () => unknown): () => void {
    const once = (): unknown => {
      const index = this.#undos.indexOf(once)
      if (index < 0) return undefined
      this.#undos.splice(index, 1)
      return undo()
    }
    this.#undos.push(once)
    return () => void once()
  }

  /** Undoes everything, what came last first; what fails keeps nothing else from being undone. @throws AggregateError */
  async dispose(): Promise<void> {
    const errors: unknown[] = []
    for (let undo = this.#undos.at(-1); undo; undo = this.#undos.at(-1)) {
      try {
        await undo()
      } catch (error) {
        errors.push(error)
      }
    }
    if (errors.length > 0) throw new AggregateError(errors, 'not everything could be undone')
  }
}
