import type { Continuing } from './serving.js'

/** Gives turns of the event loop to those that have much to send, so that what comes meanwhile is served in between. */
export class Turns {
  readonly #waiting = new Set<Continuing>()
  readonly #over: () => void
  #next: NodeJS.Immediate | undefined

  /** `over` is called at the end of each turn. */
  constructor(over: () => void) {
    this.#over = over
  }

  add(each: Continuing): void {
    this.#waiting.add(each)
    this.#next ??= setImmediate(this.#run)
  }

  close(): void {
    clearImmediate(this.#next)
  }

  readonly #run = (): void => {
    this.#next = undefined
    const due = [...this.#waiting]
    this.#waiting.clear()
    for (const each of due) each.goOn()
    this.#over()
  }
}
