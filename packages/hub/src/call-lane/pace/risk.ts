import { type Reply, readText } from '@rookery/protocol'
import { type CallObserver, type Clock, steadyOf } from '@rookery/transport'
import { Breaker } from '../breaker/breaker.js'
import { riskSign } from './risk-signs.js'

/** Most that signs slow an account. */
const SLOWEST = 8
/** Milliseconds without a sign after which an account may be twice as fast again. */
const FORGIVE_MS = 10 * 60_000
/** Sends in a row without an answer that are a sign: a single one may have been a large file. */
const TIMEOUTS = 2
/** Signs in a row after which sends are refused for a while. */
const SIGNS = 3
const FIRST_OPEN_MS = 60_000
const LONGEST_OPEN_MS = 30 * 60_000
const NO_ANSWER = 'sends are not answered'

export interface RiskSettings {
  readonly clock: Clock
  /** The account was slowed by a sign. */
  slowed(sign: string, slowness: number): void
  /** Its sends are refused for so long, after several signs. */
  stopped(sign: string, forMs: number): void
  /** A send went well after that. */
  resumed(): void
}

/** Signs of risk control in the answers to an account's sends: each halves its speed, several in a row stop it for a while. */
export class Risk implements CallObserver {
  readonly breaker: Breaker
  readonly #settings: RiskSettings
  readonly #now: () => number
  readonly #observers = new WeakMap<CallObserver, CallObserver>()
  #slowness = 1
  #signAt = Number.NEGATIVE_INFINITY
  #sign = ''
  #timeouts = 0

  constructor(settings: RiskSettings) {
    this.#settings = settings
    this.#now = steadyOf(settings.clock)
    this.breaker = new Breaker({
      failures: SIGNS,
      clock: settings.clock,
      openMs: (failedTrials) => Math.min(LONGEST_OPEN_MS, FIRST_OPEN_MS * 2 ** failedTrials),
      opened: (forMs) => settings.stopped(this.#sign, forMs),
      closed: () => settings.resumed(),
    })
  }

  /** How many times slower than configured the account is to send; 1 without recent signs. */
  slowness(now: number): number {
    if (this.#slowness === 1) return 1
    const forgiven = Math.floor((now - this.#signAt) / FORGIVE_MS)
    return Math.max(1, this.#slowness / 2 ** forgiven)
  }

  /** Whether signs have slowed the account, and are not forgiven yet. */
  get isSlowing(): boolean {
    return this.slowness(this.#now()) > 1
  }

  /** The last sign; empty before the first. */
  get sign(): string {
    return this.#sign
  }

  /** Hears the outcomes of sends together with another. */
  observing(other: CallObserver | undefined): CallObserver {
    if (!other) return this
    let both = this.#observers.get(other)
    if (!both) {
      both = observeBoth(other, this)
      this.#observers.set(other, both)
    }
    return both
  }

  answered(reply: Reply): void {
    this.#timeouts = 0
    if (isGood(reply)) return this.breaker.succeeded()
    const sign = riskSign(reply)
    if (sign !== undefined) this.#heed(sign)
    // A plain refusal says nothing, but as the outcome of a trial: there, it is no sign.
    else if (!this.breaker.isClosed) this.breaker.succeeded()
  }

  /** An implementation that is not there says nothing of the account. */
  unanswered(isLate: boolean): void {
    if (isLate && ++this.#timeouts >= TIMEOUTS) this.#heed(NO_ANSWER)
  }

  #heed(sign: string): void {
    const now = this.#now()
    this.#slowness = Math.min(SLOWEST, this.slowness(now) * 2)
    this.#signAt = now
    this.#sign = sign
    this.#settings.slowed(sign, this.#slowness)
    this.breaker.failed()
  }
}

/** Whether a reply is no failure; most are 0, which need not be decoded. */
function isGood({ bytes, scan }: Reply): boolean {
  const retcode = scan.members.findLast((each) => each.name === 'retcode')
  return retcode !== undefined && /^[01]$/.test(readText(bytes, retcode.valueStart, retcode.end))
}

const observeBoth = (first: CallObserver, second: CallObserver): CallObserver => ({
  answered(reply) {
    first.answered(reply)
    second.answered(reply)
  },
  unanswered(isLate) {
    first.unanswered(isLate)
    second.unanswered(isLate)
  },
})
