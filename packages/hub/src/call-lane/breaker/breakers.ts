import type { CallObserver, Clock, UpstreamEndpoint } from '@rookery/transport'
import { type Account, type AccountUpstream, callLink } from '../../accounts/accounts.js'
import { type Log, tellAbsence } from '../../log/log.js'
import { type BreakerOptions, DEFAULT_BREAKER } from '../../traffic-options.js'
import { Breaker } from './breaker.js'

/** The breaker of a connection, and what hears the outcomes of its calls. */
export interface UpstreamBreaker {
  readonly breaker: Breaker
  readonly observer: CallObserver
  /** Tells that the implementation answers again, if it was said not to. */
  tellClosed(): void
}

export interface BreakersContext {
  readonly clock: Clock
  readonly log: Log
  /** Entries of the config by name; a name without one has the default. */
  readonly upstreams: Pick<ReadonlyMap<string, BreakerOptions | 'off'>, 'get'>
}

/** The breakers of all connections to implementations. A connection that is made anew begins with a closed one. */
export class Breakers {
  readonly #context: BreakersContext
  /** `off` stands for none. */
  readonly #known = new WeakMap<UpstreamEndpoint, UpstreamBreaker | 'off'>()
  /** The endpoint that each account was last served by. */
  readonly #serving = new WeakMap<Account, UpstreamEndpoint>()

  constructor(context: BreakersContext) {
    this.#context = context
  }

  /** The breaker of a connection that serves an account; undefined where the config has none. */
  of({ name, upstream }: AccountUpstream, account: Account): UpstreamBreaker | undefined {
    let known = this.#known.get(upstream)
    if (known === undefined) {
      known = this.#make(name, account.selfId)
      this.#known.set(upstream, known)
    }
    return known === 'off' ? undefined : known
  }

  /**
   * Takes note of a connection that came or went. An endpoint that serves an account again, as that of an HTTP API does once a
   * poll of it was answered, begins anew.
   */
  linksChanged(account: Account): void {
    const upstream = callLink(account)?.upstream
    if (!upstream) return void this.#serving.delete(account)
    if (this.#serving.get(account) === upstream) return
    this.#serving.set(account, upstream)
    const known = this.#known.get(upstream)
    if (known === undefined || known === 'off' || known.breaker.isClosed) return
    this.#known.delete(upstream)
    known.tellClosed()
  }

  /** The implementation has answered a question of the hub itself: the next call is let through. */
  answered({ upstream }: AccountUpstream): void {
    const known = this.#known.get(upstream)
    if (known !== undefined && known !== 'off') known.breaker.hurry()
  }

  #make(upstream: string, account: string): UpstreamBreaker | 'off' {
    const { clock, log, upstreams } = this.#context
    const options = upstreams.get(upstream) ?? DEFAULT_BREAKER
    if (options === 'off') return 'off'
    const { failures, openMs } = options
    const absence = tellAbsence(
      (_why, { retryMs, still, lasting }) =>
        log.warn(
          { upstream, account, failures, retryMs, ...(still && lasting) },
          `upstream ${still}answers no calls: they are refused until it does`,
        ),
      clock,
    )
    const breaker: Breaker = new Breaker({
      failures,
      clock,
      openMs: () => openMs,
      opened: (forMs) => absence.lost('', forMs),
      closed: () => tellClosed(),
    })
    const tellClosed = (): void =>
      absence.over(
        () => breaker.isClosed,
        () => log.info({ upstream, account }, 'upstream answers calls again'),
      )
    const observer = { answered: () => breaker.succeeded(), unanswered: () => breaker.failed() }
    return { breaker, observer, tellClosed }
  }
}
