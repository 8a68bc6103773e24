import { type Clock, systemClock } from '@rookery/transport'
import { unixSeconds } from '../journal/cursor.js'

/** Time for which the hub remembers how far a named client was that is away: a week. */
const AWAY_SECONDS = 7 * 24 * 60 * 60
const MOST_AWAY = 10_000
/** Forgotten names of which it is still known that they were here. */
const MOST_FORGOTTEN = 100_000

interface Named {
  readonly name: string | undefined
}

/**
 * Remembers named clients that are away. They are forgotten by age. When there are too many, the one that has been
 * known for the shortest time goes first: a flood of new names forgets itself, and nobody who was here before.
 */
export class AwayNames<Client extends Named> {
  /** The one that is away for longest is in front. */
  readonly #awaySince = new Map<Client, number>()
  /** The same ones in the order in which they were first seen. */
  readonly #bySeen: Client[] = []
  readonly #seen = new WeakMap<Named, number>()
  readonly #forgotten = new Map<string, number>()
  readonly #clock: Clock
  #lastSeen = 0

  constructor(clock: Clock = systemClock) {
    this.#clock = clock
  }

  /** Remembers a client, and gives those that are forgotten for it. */
  add(client: Client): readonly Client[] {
    const now = unixSeconds(this.#clock)
    this.#awaySince.set(client, now)
    this.#bySeen.splice(this.#place(client), 0, client)
    const forgotten = this.#awayBefore(now - AWAY_SECONDS)
    for (const each of forgotten) this.#forget(each)
    const newest = this.#bySeen.length > MOST_AWAY ? this.#bySeen.at(-1) : undefined
    if (newest === undefined) return forgotten
    this.#forget(newest)
    return [...forgotten, newest]
  }

  /** Notes that a client is here, for the first time or again. */
  returned(client: Client): void {
    if (!this.#seen.has(client)) this.#seen.set(client, ++this.#lastSeen)
    if (this.#awaySince.delete(client)) this.#bySeen.splice(this.#place(client), 1)
  }

  /** Unix seconds of when a name was last seen that was forgotten; each is told once. */
  lostSince(name: string): number | undefined {
    const since = this.#forgotten.get(name)
    this.#forgotten.delete(name)
    return since
  }

  #awayBefore(time: number): Client[] {
    const old: Client[] = []
    for (const [client, since] of this.#awaySince) {
      if (since >= time) break
      old.push(client)
    }
    return old
  }

  /** Index in `#bySeen` where a client stands, or belongs. */
  #place(client: Client): number {
    const seen = this.#seen.get(client) ?? 0
    let [low, high] = [0, this.#bySeen.length]
    while (low < high) {
      const middle = (low + high) >> 1
      if ((this.#seen.get(this.#bySeen[middle] as Client) ?? 0) < seen) low = middle + 1
      else high = middle
    }
    return low
  }

  #forget(client: Client): void {
    const awaySince = this.#awaySince.get(client) ?? unixSeconds(this.#clock)
    this.returned(client)
    if (client.name !== undefined) this.abandon(client.name, awaySince)
  }

  /** Notes when a name was last seen that nobody has any more. */
  abandon(name: string, lastSeen: number): void {
    this.#forgotten.set(name, lastSeen)
    const [first] = this.#forgotten.keys()
    if (this.#forgotten.size > MOST_FORGOTTEN && first !== undefined) this.#forgotten.delete(first)
  }
}
