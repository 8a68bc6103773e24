import { type Reply, readSuffix } from '@rookery/protocol'
import { type Clock, steadyOf, systemClock } from '@rookery/transport'
import { type Outcome, outcomeOf } from './outcome.js'
import type { CallCount, CallDurations } from './traffic.js'

/** Upper limits of the counts of durations, in milliseconds. */
export const DURATION_LIMITS_MS: readonly number[] = [
  5, 10, 25, 50, 100, 250, 500, 1_000, 2_500, 5_000, 10_000, 30_000,
]

/** Clients without an entry in the config that are counted by their names. */
const MOST_CLIENTS = 200
/** Index of all actions that nobody knows. */
const OTHER = 0
const OTHER_NAME = 'other'
const NAMELESS = 'anonymous'

/** The caller, as far as its calls are counted apart. */
export interface Counted {
  readonly name: string | undefined
  readonly kind: 'configured' | 'named' | 'anonymous'
}

/**
 * Counts calls by action, client and outcome, and their durations by action, in arrays of numbers. Of clients that the config
 * does not name, the first two hundred are counted apart.
 */
export class CallCounters {
  /** Number of all calls. */
  total = 0
  readonly #now: () => number
  /** Index of an action by each of its names, those with a suffix included once they came. */
  readonly #indexes = new Map<string, number>()
  readonly #actions: readonly string[]
  /** Two numbers for each action: calls that went well, and those that failed. */
  readonly #clients = new Map<string | undefined, Float64Array>()
  readonly #others: Float64Array
  readonly #durations: (number[] | undefined)[] = []
  readonly #sumsMs: Float64Array

  /** `actions` are those that are counted apart. */
  constructor(actions: Iterable<string>, clock: Clock = systemClock) {
    this.#now = steadyOf(clock)
    this.#actions = [OTHER_NAME, ...new Set(actions)]
    this.#actions.forEach((name, index) => {
      if (index !== OTHER) this.#indexes.set(name, index)
    })
    this.#sumsMs = new Float64Array(this.#actions.length)
    this.#others = this.#zeros()
  }

  /** Returns the time at which a call begins, for `over`. */
  begin(): number {
    return this.#now()
  }

  /** Counts a call that got its reply. */
  over(client: Counted, action: string, reply: Reply, begunAt: number): void {
    this.add(client, action, outcomeOf(reply), this.#now() - begunAt)
  }

  /** Counts a call that is over. */
  add(client: Counted, name: string, outcome: Outcome, durationMs: number): void {
    const action = this.#indexes.get(name) ?? this.#learn(name)
    const counts = this.#clients.get(client.name) ?? this.#begin(client)
    const at = 2 * action + (outcome === 'ok' ? 0 : 1)
    counts[at] = (counts[at] ?? 0) + 1
    this.total++
    const durations = this.#durations[action] ?? this.#beginDurations(action)
    let slot = 0
    while (durationMs > (DURATION_LIMITS_MS[slot] ?? Number.POSITIVE_INFINITY)) slot++
    durations[slot] = (durations[slot] ?? 0) + 1
    this.#sumsMs[action] = (this.#sumsMs[action] ?? 0) + durationMs
  }

  /** The counts that are not 0. */
  get calls(): readonly CallCount[] {
    const named = [...this.#clients].map(([name, counts]) =>
      countsOf(name ?? NAMELESS, counts, this.#actions),
    )
    return [...named.flat(), ...countsOf(OTHER_NAME, this.#others, this.#actions)]
  }

  /** Durations of the actions that were called. */
  get durations(): readonly CallDurations[] {
    return this.#actions.flatMap((action, index) => {
      const counts = this.#durations[index]
      return counts ? [{ action, sum_ms: this.#sumsMs[index] ?? 0, counts: [...counts] }] : []
    })
  }

  /** The index of a known action with a suffix; nothing is kept of others. */
  #learn(name: string): number {
    const action = readSuffix(name)?.action ?? name
    const index = this.#indexes.get(action)
    if (index === undefined) return OTHER
    this.#indexes.set(name, index)
    return index
  }

  #begin({ name, kind }: Counted): Float64Array {
    if (kind === 'named' && this.#clients.size >= MOST_CLIENTS) return this.#others
    const counts = this.#zeros()
    this.#clients.set(name, counts)
    return counts
  }

  #beginDurations(action: number): number[] {
    const counts = Array.from({ length: DURATION_LIMITS_MS.length + 1 }, () => 0)
    this.#durations[action] = counts
    return counts
  }

  #zeros(): Float64Array {
    return new Float64Array(2 * this.#actions.length)
  }
}

function countsOf(client: string, counts: Float64Array, actions: readonly string[]): CallCount[] {
  return actions.flatMap((action, index) =>
    (['ok', 'failed'] as const).flatMap((outcome, offset): CallCount[] => {
      const count = counts[2 * index + offset] ?? 0
      return count > 0 ? [{ action, client, outcome, count }] : []
    }),
  )
}
