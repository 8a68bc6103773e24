import { type Clock, systemClock } from '@rookery/transport'
import { unixSeconds } from '../journal/cursor.js'

/** The hub remembers the position of an absent named client for a week. */
const AWAY_SECONDS = 7 * 24 * 60 * 60
const MOST_AWAY = 10_000
/** Number of forgotten names that the hub still recognizes. */
const MOST_FORGOTTEN = 100_000

interface Named {
  readonly name: string | undefined
}

/**
 * Remembers absent named clients. They expire by age. Beyond the limit, the youngest name is dropped first, so that a
 * flood of new names cannot displace established ones.
 */
export class AwayNames<Client extends Named> {
  /** Absent clients, the longest absence first. */
  readonly #awaySince = new Map<Client, number>()
  /** The same clients, in order of first appearance. */
  readonly #bySeen: Client[] = []
  readonly #seen = new WeakMap<Named, number>()
  readonly #forgotten = new Map<string, number>()
  readonly #clock: Clock
  #lastSeen = 0

  constructor(clock: Clock = systemClock) {
    this.#clock = clock
  }

  /** Adds a client. Returns the clients forgotten to make room. */
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

  /** The clients that left last, at most so many. */
  latest(most: number): readonly Client[] {
    return [...this.#awaySince.keys()].slice(-most)
  }

  /** Records that a client is present, for the first time or again. */
  returned(client: Client): void {
    if (!this.#seen.has(client)) this.#seen.set(client, ++this.#lastSeen)
    if (this.#awaySince.delete(client)) this.#bySeen.splice(this.#place(client), 1)
  }

  /** Unix seconds when a forgotten name was last seen. Each is returned once. */
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

  /** Index of the client in `#bySeen`, or where it belongs. */
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

  /** Records when an abandoned name was last seen. */
  abandon(name: string, lastSeen: number): void {
    this.#forgotten.set(name, lastSeen)
    const [first] = this.#forgotten.keys()
    if (this.#forgotten.size > MOST_FORGOTTEN && first !== undefined) this.#forgotten.delete(first)
  }
}
