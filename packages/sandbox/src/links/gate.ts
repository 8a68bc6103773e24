import type { Holdable } from '../faults/faults.js'

/** Holds back arrivals while it is shut. */
export class ArrivalGate implements Holdable {
  #waiting: (() => void)[] | undefined

  get isShut(): boolean {
    return this.#waiting !== undefined
  }

  opened(): Promise<void> {
    return new Promise((resolve) => {
      if (this.#waiting) this.#waiting.push(resolve)
      else resolve()
    })
  }

  hold(): void {
    this.#waiting ??= []
  }

  release(): void {
    const waiting = this.#waiting ?? []
    this.#waiting = undefined
    for (const go of waiting) go()
  }
}
