import type { ObservableHub } from '@rookery/hub'
import { exposition } from './exposition.js'
import { hubFamilies } from './hub-families.js'
import { LoopDelay } from './loop-delay.js'
import { processFamilies } from './process-families.js'

/**
 * Metrics of a hub for Prometheus. Nothing is measured for them but the delay of the event loop, from the first scrape on: the
 * rest is what the hub counts anyway.
 */
export class Metrics {
  readonly #hub: ObservableHub
  #loop: LoopDelay | undefined

  constructor(hub: ObservableHub) {
    this.#hub = hub
  }

  /** Text for one scrape, of the type `EXPOSITION_TYPE`. */
  text(): string {
    this.#loop ??= new LoopDelay()
    const delays = this.#loop.take()
    const { state, counters } = { state: this.#hub.state(), counters: this.#hub.counters() }
    return exposition([...hubFamilies(state, counters), ...processFamilies(delays)])
  }

  /** Ends the measuring. */
  close(): void {
    this.#loop?.close()
    this.#loop = undefined
  }
}
