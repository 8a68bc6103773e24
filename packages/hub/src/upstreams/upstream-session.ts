import { type EventFrame, makeCall } from '@rookery/protocol'
import {
  type Clock,
  describeClose,
  steadyOf,
  type UpstreamFace,
  type UpstreamHandler,
} from '@rookery/transport'
import { KEPT_ANSWERS, keepAnswer, loginOf } from '../accounts/account-answers.js'
import {
  type Account,
  type Accounts,
  type AccountUpstream,
  type Certainty,
  servingLink,
} from '../accounts/accounts.js'
import type { Log } from '../log/log.js'
import { SUM_UP_MS, SummedUp } from '../log/summed-up.js'

const PROBE_TIMEOUT_MS = 10_000
/** An implementation whose events name another account is asked for its own no more often than this. */
const ASK_AGAIN_MS = 10_000
/** A silence longer than this many heartbeat intervals breaks the connection off; it takes a third more to notice. */
const SILENT_INTERVALS = 1.4
/** Nobody logs in with more accounts than this over one connection. */
const MAX_ACCOUNTS = 16
const SHORTEST_SILENCE_MS = 1_000
const LONGEST_SILENCE_MS = 10 * 60_000

/** Services of the hub that a session uses. */
export interface UpstreamSessionContext {
  readonly log: Log
  readonly clock: Clock
  readonly accounts: Accounts
  event(event: EventFrame, session: UpstreamSession): void
  /** Aborted once the hub stops: nobody wants to be told then that its accounts are gone. */
  readonly stopping: AbortSignal
}

/** Source that names an account: `X-Self-ID` of a post, a meta event, or any other event. */
export type HeardBy = 'header' | 'meta' | 'event'

/** How a session's face is made, given what listens to it. */
export type MakeUpstream = (handler: UpstreamHandler) => UpstreamFace

/** One open connection of an implementation, or two that belong together. */
export class UpstreamSession implements AccountUpstream {
  readonly name: string
  readonly upstream: UpstreamFace
  readonly #context: UpstreamSessionContext
  readonly #now: () => number
  #selfId: string | undefined
  /** The accounts it has said it is, one after the other. */
  readonly #named = new Set<string>()
  /** Whether its implementation said so, or only events did. */
  #certainty: Certainty = 'heard'
  /** Whether more than meta events came of its account. */
  #isUsed = false
  #toldAt = Number.NEGATIVE_INFINITY
  #askedAt = Number.NEGATIVE_INFINITY
  /** When a header last named its own account. */
  #heardAt = Number.NEGATIVE_INFINITY
  readonly #faults: SummedUp

  /** `selfId` is what the connection said on opening, if it said anything. */
  constructor(
    name: string,
    makeUpstream: MakeUpstream,
    selfId: string | undefined,
    context: UpstreamSessionContext,
  ) {
    this.name = name
    this.#context = context
    this.#now = steadyOf(context.clock)
    this.#faults = new SummedUp(context.clock, (count, why) =>
      context.log.warn({ upstream: name, count }, `dropped ${why}`),
    )
    this.upstream = makeUpstream({
      event: (event) => context.event(event, this),
      dropped: (why) => this.dropped(why),
    })
    this.upstream.closed.then((info) => this.leave(describeClose(info)))
    if (selfId !== undefined) this.bind(selfId, 'told')
  }

  get selfId(): string | undefined {
    return this.#selfId
  }

  get account(): Account | undefined {
    return this.#selfId === undefined ? undefined : this.#context.accounts.get(this.#selfId)
  }

  /** `serving` its account, or on `standby` because another upstream serves it. */
  get standing(): 'serving' | 'standby' {
    return this.account && servingLink(this.account) === this ? 'serving' : 'standby'
  }

  /**
   * Makes it the connection of an account. An older one of the same upstream is taken over at once. Events alone bind
   * it where nothing else did: what they say against it has the implementation asked.
   */
  bind(selfId: string, certainty: Certainty): void {
    if (!this.upstream.isOpen) return
    if (selfId === this.#selfId) return certainty === 'told' ? this.#prove() : undefined
    if (certainty === 'heard' && this.#selfId !== undefined) return
    if (!this.#named.has(selfId) && this.#named.size >= MAX_ACCOUNTS) {
      return this.dropped(`one more account, ${selfId}, on one connection`)
    }
    const joined = this.#context.accounts.join(selfId, this, certainty)
    if ('refused' in joined) return this.dropped(`account ${selfId}: ${joined.refused}`)
    this.#forgetFormer()
    this.#named.add(selfId)
    this.#selfId = selfId
    this.#heardAt = this.#now()
    this.#certainty = certainty
    if (joined.replaced) void joined.replaced.upstream.close(1008, 'a newer connection took over')
    this.#tellStanding(selfId)
  }

  /** Takes note of the account that an event names, beside what it says itself. True when it is the connection's own. */
  hears(selfId: string, by: HeardBy): boolean {
    if (this.#selfId === undefined) this.bind(selfId, by === 'header' ? 'told' : 'heard')
    if (this.#selfId === selfId) {
      this.#isUsed ||= by === 'event'
      if (by === 'header') this.#heardAt = this.#now()
      return true
    }
    if (this.#selfId !== undefined) void this.#askAgain(selfId, by)
    return false
  }

  #prove(): void {
    this.#certainty = 'told'
    if (this.account) this.account.isReal = true
  }

  /** Leaves the account that it spoke for; what nobody ever proved to be one is nothing any more. */
  #forgetFormer(): void {
    const former = this.#selfId
    this.leave('another account is logged in there')
    if (former !== undefined) this.#context.accounts.forgetUnproven(former)
  }

  /** Has an implementation say who it is, whose events name another account than its own. */
  async #askAgain(heard: string, by: HeardBy): Promise<void> {
    const now = this.#now()
    const lastAskedAt = this.#askedAt
    if (now - lastAskedAt < ASK_AGAIN_MS) return
    this.#askedAt = now
    const asked = makeCall('get_login_info')
    const userId = loginOf(await this.upstream.call(asked, { timeoutMs: PROBE_TIMEOUT_MS }))
    if (userId !== undefined) return this.bind(userId, 'told')
    if (!this.#yieldsTo(by, lastAskedAt)) return
    this.#forgetFormer()
    this.bind(heard, by === 'header' ? 'told' : 'heard')
  }

  /**
   * Nobody can say who it is. Then messages count for more than a heartbeat that came before them, and a header that
   * names another account for more than one that has not come since it first did.
   */
  #yieldsTo(by: HeardBy, lastAskedAt: number): boolean {
    if (by === 'header') return this.#heardAt < lastAskedAt
    return by === 'event' && this.#certainty === 'heard' && !this.#isUsed
  }

  /** One that goes to and fro between accounts must not fill the log. */
  #tellStanding(selfId: string): void {
    const now = this.#now()
    const isQuiet = now - this.#toldAt < SUM_UP_MS
    this.#toldAt = now
    if (isQuiet) return
    const serving = this.account && servingLink(this.account)
    const fields = { upstream: this.name, account: selfId }
    if (serving === this) return this.#context.log.info(fields, 'account online')
    this.#context.log.warn(
      { ...fields, serving: serving?.name },
      'account served by another upstream; standing by',
    )
  }

  heartbeat(account: Account, online: boolean, intervalMs: number | undefined): void {
    if (account.online !== online && this.standing === 'serving') {
      account.online = online
      const { log } = this.#context
      const fields = { account: account.selfId, upstream: this.name }
      if (online) log.info(fields, `account ${account.selfId} is back online`)
      else log.warn(fields, `account ${account.selfId} reported offline by ${this.name}`)
    }
    if (intervalMs !== undefined && intervalMs > 0) {
      const silenceMs = Math.max(SHORTEST_SILENCE_MS, intervalMs * SILENT_INTERVALS)
      this.upstream.setDeadAfter(Math.min(silenceMs, LONGEST_SILENCE_MS))
    }
  }

  /** Counts what could not be used, and says so without filling the log. */
  dropped(why: string): void {
    this.#faults.add(why)
  }

  /** Speaks for its account no longer. */
  leave(why: string): void {
    if (this.#selfId === undefined) return
    const served = this.account?.links[0] === this
    this.#context.accounts.leave(this.#selfId, this)
    const next = this.account && servingLink(this.account)
    if (served && !this.#context.stopping.aborted) {
      const fields = { upstream: this.name, account: this.#selfId, next: next?.name, why }
      this.#context.log.warn(fields, next ? 'account handed to the next upstream' : 'account gone')
    }
    this.#selfId = undefined
    this.#certainty = 'heard'
    this.#isUsed = false
  }

  /** Learns the account where the connection did not say it, and what to answer when it is away. */
  async askWhoIsThere(): Promise<void> {
    for (const action of KEPT_ANSWERS) {
      const reply = await this.upstream.call(makeCall(action), { timeoutMs: PROBE_TIMEOUT_MS })
      const userId = action === 'get_login_info' ? loginOf(reply) : undefined
      if (userId !== undefined && this.#certainty === 'heard') this.bind(userId, 'told')
      if (this.account) keepAnswer(this.account, action, reply)
    }
  }
}
