import { type Clock, networkOf } from '@rookery/transport'

const WINDOW_MS = 60_000
/** Wrong tokens and links of one network in a minute. */
const MOST = 10
/** Most networks that are counted; the oldest is forgotten. */
const MOST_NETWORKS = 10_000

interface Counted {
  readonly sinceMs: number
  count: number
}

/** Counts wrong tokens by network. Who shows too many is not looked at for the rest of the minute; logins stay. */
export class Attempts {
  readonly #clock: Clock
  readonly #networks = new Map<string, Counted>()

  constructor(clock: Clock) {
    this.#clock = clock
  }

  /** Tells whether a network has shown too many. */
  isOver(address: string): boolean {
    return (this.#current(networkOf(address))?.count ?? 0) >= MOST
  }

  /** Counts a wrong one. */
  wrong(address: string): void {
    const network = networkOf(address)
    const counted = this.#current(network)
    if (counted) {
      counted.count++
      return
    }
    this.#networks.delete(network)
    this.#networks.set(network, { sinceMs: this.#clock.now(), count: 1 })
    const [oldest] = this.#networks.keys()
    if (this.#networks.size > MOST_NETWORKS && oldest !== undefined) this.#networks.delete(oldest)
  }

  /** Count of this minute; a clock that was set back ends it, too. */
  #current(network: string): Counted | undefined {
    const counted = this.#networks.get(network)
    return counted && Math.abs(this.#clock.now() - counted.sinceMs) < WINDOW_MS ? counted : undefined
  }
}
