import type { Clock } from '@rookery/transport'

/** How far the hub has come with an implementation. */
export interface Reach {
  /** `waiting` for an implementation that dials the hub; `failed` until an attempt has succeeded. */
  readonly state: 'connected' | 'connecting' | 'waiting' | 'failed'
  /** Reason of the last failure, in words. */
  readonly failure?: string
  /** Unix milliseconds of the last change of the state. */
  readonly since: number
}

/** State of an implementation without a connection, before any attempt has failed. */
type Rest = 'connecting' | 'waiting'

interface Entry {
  readonly rest: Rest | 'gone'
  reach: Reach
}

/** How far the hub has come with each implementation, by the names of the upstreams. */
export class Reaches {
  readonly #clock: Clock
  readonly #entries = new Map<string, Entry>()

  constructor(clock: Clock) {
    this.#clock = clock
  }

  of(name: string): Reach | undefined {
    return this.#entries.get(name)?.reach
  }

  /** An implementation is dialled or awaited from now on. */
  expect(name: string, rest: Rest): void {
    this.#entries.set(name, { rest, reach: { state: rest, since: this.#clock.now() } })
  }

  /** Nobody expects an implementation any more. */
  forget(name: string): void {
    this.#entries.delete(name)
  }

  /** It is there. One that nobody expected has joined in this process. */
  connected(name: string): void {
    const entry = this.#entries.get(name)
    if (entry) this.#turn(entry, 'connected')
    else this.#entries.set(name, { rest: 'gone', reach: { state: 'connected', since: this.#clock.now() } })
  }

  /** An attempt failed, or its connection was lost. */
  failed(name: string, why: string): void {
    const entry = this.#entries.get(name)
    if (entry) this.#turn(entry, 'failed', why)
  }

  /** Its last connection has ended. */
  left(name: string): void {
    const entry = this.#entries.get(name)
    if (entry?.reach.state !== 'connected') return
    if (entry.rest === 'gone') this.#entries.delete(name)
    else this.#turn(entry, entry.rest)
  }

  #turn(entry: Entry, state: Reach['state'], failure?: string): void {
    const since = entry.reach.state === state ? entry.reach.since : this.#clock.now()
    entry.reach = { state, since, ...(failure !== undefined && { failure }) }
  }
}
