import { type Reply, replyBody } from '@rookery/protocol'
import { type Alarm, type Clock, every, steadyOf } from '@rookery/transport'
import { isAnswer } from '../accounts/account-answers.js'
import type { Account, Accounts } from '../accounts/accounts.js'
import type { Log } from '../log/log.js'
import { Reminder } from '../log/reminder.js'
import { Pulse } from './pulse.js'
import type { UpstreamSession } from './upstream-session.js'

const LOOK_MS = 5_000
/** Unanswered questions in a row after which the process of an upstream is restarted. */
const UNANSWERED_BEFORE_RESTART = 3

/** What a watchdog looks at, and whom it tells. */
export interface WatchdogContext {
  readonly log: Log
  readonly clock: Clock
  readonly accounts: Accounts
  /** Open connections to look at. */
  watched(): readonly UpstreamSession[]
  /** Milliseconds without an event, after which a connection of an upstream is made anew. */
  maxSilenceMs(upstream: string): number | undefined
  /** An account went offline because its implementation does not answer. */
  offline(account: Account): void
  /** Restarts the process of an upstream. Returns whether it does. */
  restart(upstream: string): boolean
}

/** A pulse, and the reminder of its silence. */
interface Watched {
  readonly pulse: Pulse
  readonly reminder: Reminder
  /** The connection of the last look. */
  session: UpstreamSession
  /** Whether clients were told that the account is offline. */
  isTold: boolean
  /** Whether a connection was ended for this silence. */
  isBrokenOff: boolean
}

/**
 * Finds implementations that are connected, but silent: asks them for their status, and makes the connection anew where
 * no answer comes. Over HTTP the poll of the API asks.
 */
export class Watchdog {
  readonly #context: WatchdogContext
  readonly #now: () => number
  readonly #all = new Map<string, Watched>()
  readonly #stop: Alarm
  #isClosed = false

  constructor(context: WatchdogContext) {
    this.#context = context
    this.#now = steadyOf(context.clock)
    this.#stop = every(context.clock, LOOK_MS, () => this.look())
    this.#stop.unref?.()
  }

  /** Looks once at all connections that speak for an account. */
  look(): void {
    const seen = new Set<Watched>()
    for (const session of this.#context.watched()) {
      if (session.selfId === undefined) continue
      const watched = this.#watchedOf(session, session.selfId)
      seen.add(watched)
      this.#lookAt(watched, session)
    }
    for (const [key, watched] of this.#all) if (!seen.has(watched)) this.#lookForAbsent(key, watched)
  }

  /** Takes the outcome of a poll over HTTP, which asks by itself; what follows on silence is the same. */
  polled(session: UpstreamSession, account: string, isAnswered: boolean): void {
    const watched = this.#watchedOf(session, account)
    const { pulse } = watched
    pulse.read(session, this.#now())
    if (isAnswered) return this.#alive(watched)
    if (pulse.unanswered > 0) return
    pulse.asked(this.#now())
    this.#unanswered(watched)
  }

  /** Accounts that are marked offline since their implementations show no sign of life. */
  silent(): ReadonlySet<string> {
    const silent = [...this.#all.values()].filter(({ isTold }) => isTold)
    return new Set(silent.map(({ pulse }) => pulse.account))
  }

  /** Forgets what was not answered by an upstream whose process starts. */
  started(upstream: string): void {
    for (const { pulse } of this.#all.values()) if (pulse.upstream === upstream) pulse.unanswered = 0
  }

  close(): void {
    this.#isClosed = true
    this.#stop()
  }

  #watchedOf(session: UpstreamSession, selfId: string): Watched {
    const key = `${session.name} ${selfId}`
    const watched = this.#all.get(key) ?? {
      pulse: new Pulse(session.name, selfId, this.#now()),
      reminder: new Reminder(this.#context.clock),
      session,
      isTold: false,
      isBrokenOff: false,
    }
    watched.session = session
    this.#all.set(key, watched)
    return watched
  }

  #lookAt(watched: Watched, session: UpstreamSession): void {
    const { pulse } = watched
    const now = this.#now()
    if (pulse.read(session, now)) this.#alive(watched)
    const canAsk = session.upstream.takesCalls !== false
    if (canAsk && pulse.isDue(now, this.#context.maxSilenceMs(pulse.upstream))) void this.#ask(watched)
  }

  /** Counts on while an upstream that did not answer is not connected again. */
  #lookForAbsent(key: string, watched: Watched): void {
    const { pulse, session } = watched
    if (!this.#context.accounts.get(pulse.account)) return void this.#all.delete(key)
    const isSuspected = pulse.unanswered > 0 || (session.endedSilent && !watched.isTold)
    if (!isSuspected || !pulse.maySuspect(this.#now())) return
    pulse.asked(this.#now())
    this.#unanswered(watched)
  }

  async #ask(watched: Watched): Promise<void> {
    const { pulse, session } = watched
    pulse.isAsking = true
    pulse.asked(this.#now())
    const reply = await session.askStatus()
    pulse.isAsking = false
    if (this.#isClosed || !session.upstream.isOpen || session !== watched.session) return
    if (isAnswer(reply)) return this.#answered(watched, reply)
    if (pulse.read(session, this.#now())) return this.#alive(watched)
    // One that never answered anything may not know the action.
    if (!pulse.isProven) return pulse.settled(this.#now())
    this.#unanswered(watched)
    this.#breakOff(watched)
  }

  #answered(watched: Watched, reply: Reply): void {
    const { pulse, session } = watched
    const { data } = replyBody(reply)
    const { online } = (data ?? {}) as { online?: unknown }
    // While heartbeats come, they are the implementation's word.
    const isTaken = typeof online === 'boolean' && pulse.isSilent(this.#now())
    if (session.account && isTaken) session.reported(session.account, online)
    pulse.settled(this.#now())
    pulse.read(session, this.#now())
    this.#alive(watched)
    const maxSilenceMs = this.#context.maxSilenceMs(pulse.upstream)
    if (!pulse.saysOffline && pulse.isQuietFor(this.#now(), maxSilenceMs)) this.#renew(watched)
  }

  /** Something came: the implementation is there. */
  #alive(watched: Watched): void {
    const { pulse, session, reminder } = watched
    const lasting = reminder.over()
    if (lasting)
      this.#context.log.info(
        { upstream: pulse.upstream, account: pulse.account, ...lasting },
        'upstream answers again',
      )
    pulse.unanswered = 0
    watched.isTold = false
    watched.isBrokenOff = false
    // Marked offline only for its silence.
    if (session.account && session.saysOffline !== true) session.reported(session.account, true)
  }

  #unanswered(watched: Watched): void {
    const { pulse, reminder } = watched
    pulse.unanswered++
    const telling = reminder.due()
    if (telling) {
      const { still, lasting } = telling
      const fields = { upstream: pulse.upstream, account: pulse.account, ...(still && lasting) }
      this.#context.log.warn(fields, `upstream ${still}silent: it does not answer get_status`)
    }
    this.#tellOffline(watched)
    const mayRestart = pulse.unanswered >= UNANSWERED_BEFORE_RESTART && !pulse.saysOffline
    if (mayRestart && this.#context.restart(pulse.upstream)) pulse.unanswered = 0
  }

  /** Marks the account offline, and tells its clients once, unless another upstream serves it. */
  #tellOffline(watched: Watched): void {
    const { pulse, session } = watched
    const account = this.#context.accounts.get(pulse.account)
    if (!account || account.links.some((link) => link !== session && link.upstream.isOpen)) return
    this.#context.accounts.reported(account, false)
    if (!watched.isTold) this.#context.offline(account)
    watched.isTold = true
  }

  /** Ends a connection, so that it is made anew; once, until something comes: another would gain nothing by it. */
  #breakOff(watched: Watched): void {
    if (watched.isBrokenOff) return
    watched.isBrokenOff = true
    void watched.session.upstream.close(1001, 'no answer to get_status')
  }

  /** Makes a connection anew over which calls are answered but no event comes. */
  #renew({ pulse, session }: Watched): void {
    pulse.isRenewed = true
    this.#context.log.warn(
      { upstream: pulse.upstream, account: pulse.account },
      'no event for max_silence, though calls are answered: the connection is made anew, once',
    )
    void session.upstream.close(1001, 'no event for max_silence')
  }
}
