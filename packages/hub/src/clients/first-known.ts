import { createHash } from 'node:crypto'
import type { Clock } from '@rookery/transport'
import { inTime } from '../history/in-time.js'
import type { CursorStore } from '../history/index.js'
import type { Client } from './clients.js'

/** Times that are remembered, so that the store is not asked for each connection. */
const MOST_REMEMBERED = 10_000

/** Longest wait for a time, in milliseconds. */
const ANSWER_MS = 5_000

/** What the config names. */
export interface KnownBefore {
  /** Token that clients without an entry share. */
  readonly token: string | undefined
  readonly names: readonly string[]
}

/** Says when each client was first known: one of the config by its name, others by their name or by the token that they share. */
export class FirstKnown {
  readonly #store: Pick<CursorStore, 'firstSeen'>
  readonly #clock: Clock
  #shared = '\tno token'
  readonly #known = new Map<string, Promise<number>>()

  /** Clients of the config and the shared token count as known from now on, if they are not yet. */
  constructor(store: Pick<CursorStore, 'firstSeen'>, clock: Clock, known: KnownBefore) {
    this.#store = store
    this.#clock = clock
    this.configure(known)
  }

  /** Takes the token and the names of another config. */
  configure({ token, names }: KnownBefore): void {
    this.#shared = token ? `\ttoken ${digestOf(token)}` : '\tno token'
    for (const each of [this.#shared, ...names]) void this.#of(each)
  }

  /** Unix milliseconds when a client was first known: now, if it is the first time. */
  async of({ kind, name }: Client): Promise<number> {
    if (kind === 'configured') return this.#of(name ?? '')
    const known = await Promise.all(
      [this.#shared, ...(name === undefined ? [] : [name])].map((each) => this.#of(each)),
    )
    return Math.min(...known)
  }

  #of(key: string): Promise<number> {
    const known = this.#known.get(key) ?? this.#ask(key)
    if (this.#known.size >= MOST_REMEMBERED) this.#known.clear()
    this.#known.set(key, known)
    return known
  }

  /** A store that does not answer is asked again by the next one; until then the client is first known now. */
  async #ask(key: string): Promise<number> {
    try {
      return await inTime(this.#store.firstSeen(key), ANSWER_MS, this.#clock)
    } catch {
      this.#known.delete(key)
      return this.#clock.now()
    }
  }
}

/** Begins with a tab in the store, which no name can. */
const digestOf = (token: string): string => createHash('sha256').update(token).digest('hex').slice(0, 16)
