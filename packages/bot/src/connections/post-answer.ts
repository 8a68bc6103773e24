import type { Clock, QuickAnswer } from '@rookery/transport'
import type { QuickSlot } from '../events/quick-slot.js'

/** Implementations wait for an answer for about five seconds, and some post the event again after that. */
const ANSWER_WITHIN_MS = 3_000

/** Answer to one posted event: the first quick operation, or nothing once all handlers are done or the time is up. */
export class PostAnswer implements QuickSlot {
  readonly promise: Promise<QuickAnswer>
  #state: 'open' | 'answered' = 'open'
  readonly #cancel: () => void
  #resolve: (answer: QuickAnswer) => void = () => {}

  constructor(clock: Clock) {
    this.promise = new Promise((resolve) => {
      this.#resolve = resolve
    })
    this.#cancel = clock.after(ANSWER_WITHIN_MS, () => this.done())
  }

  take(operation: Readonly<Record<string, unknown>>): boolean {
    return this.#settle(operation)
  }

  done(): void {
    this.#settle(undefined)
  }

  #settle(answer: QuickAnswer): boolean {
    if (this.#state === 'answered') return false
    this.#state = 'answered'
    this.#cancel()
    this.#resolve(answer)
    return true
  }
}
