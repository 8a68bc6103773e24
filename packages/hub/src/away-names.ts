import type { Client } from './clients.js'
import { unixSeconds } from './cursor.js'

/** So long the hub remembers how far a client was that is away and has a name of its own. */
const AWAY_SECONDS = 7 * 24 * 60 * 60
const MOST_AWAY = 10_000
/** Of so many names that were forgotten it is still known that they were here. */
const MOST_FORGOTTEN = 100_000

/**
 * Remembers named clients that are away. They are forgotten by age. When there are too many, the one that has been
 * known for the shortest time goes first: a flood of new names forgets itself, and nobody who was here before.
 */
export class AwayNames {
  /** The one that is away for longest is in front. */
  readonly #clients = new Map<Client, { readonly awaySince: number }>()
  /** The order in which clients were first seen. */
  readonly #seen = new WeakMap<Client, number>()
  readonly #forgotten = new Map<string, number>()
  #lastSeen = 0

  /** Remembers a client, and gives those that are forgotten for it. */
  add(client: Client): readonly Client[] {
    const now = unixSeconds()
    this.#clients.set(client, { awaySince: now })
    const old = this.#awayFor(AWAY_SECONDS, now)
    const surplus = this.#clients.size - old.length > MOST_AWAY ? [this.#newest()] : []
    const forgotten = [...old, ...surplus]
    for (const each of forgotten) this.#forget(each)
    return forgotten
  }

  /** Notes that a client is here, for the first time or again. */
  returned(client: Client): void {
    if (!this.#seen.has(client)) this.#seen.set(client, ++this.#lastSeen)
    this.#clients.delete(client)
  }

  /** Unix seconds of when a name was last seen that was forgotten; each is told once. */
  lostSince(name: string): number | undefined {
    const since = this.#forgotten.get(name)
    this.#forgotten.delete(name)
    return since
  }

  #awayFor(seconds: number, now: number): Client[] {
    const old: Client[] = []
    for (const [client, { awaySince }] of this.#clients) {
      if (now - awaySince <= seconds) break
      old.push(client)
    }
    return old
  }

  #newest(): Client {
    const seen = (client: Client): number => this.#seen.get(client) ?? 0
    return [...this.#clients.keys()].reduce((newest, each) => (seen(each) > seen(newest) ? each : newest))
  }

  #forget(client: Client): void {
    const awaySince = this.#clients.get(client)?.awaySince ?? unixSeconds()
    this.#clients.delete(client)
    if (client.name === undefined) return
    this.#forgotten.set(client.name, awaySince)
    const [first] = this.#forgotten.keys()
    if (this.#forgotten.size > MOST_FORGOTTEN && first !== undefined) this.#forgotten.delete(first)
  }
}
