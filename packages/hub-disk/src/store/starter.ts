import type { Clock } from '@rookery/transport'

/** Starts something after a while, once for all that ask for it meanwhile. */
export class Starter {
  readonly #clock: Clock
  readonly #run: () => void
  #cancel: (() => void) | undefined

  constructor(clock: Clock, run: () => void) {
    this.#clock = clock
    this.#run = run
  }

  /** Without a delay it starts when the present turn of the event loop has done its work, which needs no other turn. */
  start(delayMs: number): void {
    if (this.#cancel) return
    if (delayMs > 0) this.#cancel = this.#clock.after(delayMs, () => this.#go())
    else this.#startSoon()
  }

  cancel(): void {
    this.#cancel?.()
    this.#cancel = undefined
  }

  #startSoon(): void {
    let isCalledOff = false
    this.#cancel = () => {
      isCalledOff = true
    }
    queueMicrotask(() => {
      if (!isCalledOff) this.#go()
    })
  }

  #go(): void {
    this.#cancel = undefined
    this.#run()
  }
}
