import { type Clock, steadyOf } from '@rookery/transport'
import { CircuitState, ConsecutiveBreaker, circuitBreaker, handleAll } from 'cockatiel'

/** When a breaker opens, for how long, and who is told. */
export interface BreakerSettings {
  /** Failures in a row after which it opens. */
  readonly failures: number
  /** Milliseconds until a trial is let through, after so many failed trials. */
  openMs(failedTrials: number): number
  readonly clock: Clock
  /** It opened, for the first time or after a failed trial. */
  opened(forMs: number): void
  /** A trial succeeded after it had been open. */
  closed(): void
}

/** State of a breaker, for those who ask. */
export interface BreakerStatus {
  readonly state: 'closed' | 'open' | 'half-open'
  /** Milliseconds until the next trial; 0 while it is not open. */
  readonly retryAfterMs: number
}

/**
 * Refuses what would fail anyway: closed until so many failures come in a row, then open, and after a while half open for
 * a single trial. `cockatiel` holds the state. It hears outcomes by promises, so that those of a closed breaker, which
 * come with every call, are counted here.
 */
export class Breaker {
  readonly #settings: BreakerSettings
  readonly #now: () => number
  readonly #policy: ReturnType<typeof circuitBreaker>
  #failuresInARow = 0
  #successes = 0
  #failedTrials = 0
  #dueAt = Number.NEGATIVE_INFINITY
  #openSince: number | undefined

  constructor(settings: BreakerSettings) {
    this.#settings = settings
    this.#now = steadyOf(settings.clock)
    this.#policy = circuitBreaker(handleAll, {
      // Hears of the failure that is one too many.
      breaker: new ConsecutiveBreaker(1),
      // Its own wait goes by the machine's clock, which may be set back: `trial` asks ours.
      halfOpenAfter: Number.NEGATIVE_INFINITY,
    })
    this.#policy.onBreak(() => this.#opened())
    this.#policy.onReset(() => this.#closed())
  }

  get isClosed(): boolean {
    return this.#policy.state === CircuitState.Closed
  }

  /** True while nothing is let through, not even a trial. */
  get isRefusing(): boolean {
    const { state } = this.#policy
    return state === CircuitState.HalfOpen || (state === CircuitState.Open && this.#now() < this.#dueAt)
  }

  get status(): BreakerStatus {
    const { state } = this.#policy
    if (state === CircuitState.Closed) return { state: 'closed', retryAfterMs: 0 }
    if (state === CircuitState.HalfOpen) return { state: 'half-open', retryAfterMs: 0 }
    return { state: 'open', retryAfterMs: Math.max(0, this.#dueAt - this.#now()) }
  }

  /** Unix milliseconds at which it first opened; undefined while it is closed. */
  get openSince(): number | undefined {
    return this.#openSince
  }

  /** Takes note of an outcome that is no failure. */
  succeeded(): void {
    this.#successes++
    this.#failuresInARow = 0
  }

  /** Takes note of a failure. Those that come after it has opened, of what was under way, change nothing. */
  failed(): void {
    if (++this.#failuresInARow >= this.#settings.failures && this.isClosed)
      this.#policy.execute(fail).catch(ignore)
  }

  /** Lets a trial through from now on: there are signs that it would succeed. */
  hurry(): void {
    this.#dueAt = Math.min(this.#dueAt, this.#now())
  }

  /** Executes something as the trial, if one is due; undefined if not. A trial without a success has failed. */
  trial<T>(execute: () => Promise<T>): Promise<T> | undefined {
    if (this.isClosed || this.isRefusing) return undefined
    const before = this.#successes
    let outcome: Promise<T> | undefined
    const trial = async (): Promise<void> => {
      outcome = execute()
      await outcome
      if (this.#successes === before) fail()
    }
    this.#policy.execute(trial).catch(ignore)
    return outcome
  }

  #opened(): void {
    const { openMs, clock } = this.#settings
    const forMs = openMs(this.#failedTrials++)
    this.#openSince ??= clock.now()
    this.#dueAt = this.#now() + forMs
    this.#settings.opened(forMs)
  }

  #closed(): void {
    this.#failedTrials = 0
    this.#failuresInARow = 0
    this.#openSince = undefined
    this.#settings.closed()
  }
}

class Failure extends RangeError {}

function fail(): never {
  throw new Failure('counted as a failure')
}

function ignore(): void {}
