import { type Clock, steadyOf } from '@rookery/transport'

/** The clock of a bot: every part holds this one, whichever clock it goes by. */
export class SwitchableClock implements Clock {
  #clock: Clock

  constructor(clock: Clock) {
    this.#clock = clock
  }

  /** The clock that it goes by now. */
  get current(): Clock {
    return this.#clock
  }

  now(): number {
    return this.#clock.now()
  }

  steady(): number {
    return steadyOf(this.#clock)()
  }

  after(delayMs: number, wake: () => void): () => void {
    return this.#clock.after(delayMs, wake)
  }

  /** Goes by another clock from now on. An alarm that is set rings by the clock that it was set by. */
  use(clock: Clock): void {
    this.#clock = clock
  }
}

/** A clock to measure a span by: a switch in between does not change it. */
export const currentOf = (clock: Clock): Clock => (clock instanceof SwitchableClock ? clock.current : clock)
