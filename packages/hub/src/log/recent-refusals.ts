import { type Clock, type Refused, steadyOf } from '@rookery/transport'

/** Refusals older than this are forgotten. */
const KEPT_MS = 10 * 60_000
/** Kinds that are kept at most: reasons contain text from strangers. */
const MOST_KINDS = 100

/** Refusals of one address for one reason. */
export interface RefusedKind {
  readonly refused: Refused
  readonly count: number
  /** Unix milliseconds of the first. */
  readonly since: number
}

interface Kind {
  readonly refused: Refused
  readonly since: number
  count: number
  lastAt: number
}

/** Characters of a path or a reason that are kept. */
const LONGEST_TEXT = 200

/** Connections and requests that were refused within the last ten minutes, by address and reason. */
export class RecentRefusals {
  readonly #clock: Clock
  readonly #now: () => number
  /** The latest ones last. */
  readonly #kinds = new Map<string, Kind>()

  constructor(clock: Clock) {
    this.#clock = clock
    this.#now = steadyOf(clock)
  }

  add({ path, reason, ...who }: Refused): void {
    this.#forget()
    // Both may hold what a stranger sent, which has no end.
    const refused = { ...who, path: path.slice(0, LONGEST_TEXT), reason: reason.slice(0, LONGEST_TEXT) }
    const key = `${refused.address} ${refused.status} ${refused.reason}`
    const kind = this.#kinds.get(key) ?? { refused, since: this.#clock.now(), count: 0, lastAt: 0 }
    kind.count++
    kind.lastAt = this.#now()
    this.#kinds.delete(key)
    this.#kinds.set(key, kind)
    const [oldest] = this.#kinds.keys()
    if (this.#kinds.size > MOST_KINDS && oldest !== undefined) this.#kinds.delete(oldest)
  }

  /** The latest ones first. */
  get all(): readonly RefusedKind[] {
    this.#forget()
    return [...this.#kinds.values()].reverse()
  }

  #forget(): void {
    const oldest = this.#now() - KEPT_MS
    for (const [key, { lastAt }] of this.#kinds) {
      if (lastAt >= oldest) return
      this.#kinds.delete(key)
    }
  }
}
