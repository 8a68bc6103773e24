import { type Clock, steadyOf } from '@rookery/transport'

/** Clock of a bot: every part holds this one, whichever clock runs behind it. */
export class SwitchableClock implements Clock {
  #clock: Clock

  constructor(clock: Clock) {
    this.#clock = clock
  }

  /** Clock that runs behind it now. */
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

  /** Switches to another clock. A pending alarm stays on the clock that it was set on. */
  use(clock: Clock): void {
    this.#clock = clock
  }
}

/** Clock for measuring a span: a switch in between does not affect it. */
export const currentOf = (clock: Clock): Clock => (clock instanceof SwitchableClock ? clock.current : clock)
