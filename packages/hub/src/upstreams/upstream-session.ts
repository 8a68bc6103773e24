import type { EventFrame, Reply } from '@rookery/protocol'
import {
  AccountProbe,
  type Clock,
  type CloseInfo,
  describeClose,
  type SplitUpstreamHandler,
  steadyOf,
  type UpstreamEndpoint,
} from '@rookery/transport'
import { isAnswer, keepAnswer, loginOf } from '../accounts/account-answers.js'
import {
  type Account,
  type Accounts,
  type AccountUpstream,
  type Certainty,
  servingLink,
} from '../accounts/accounts.js'
import type { Log } from '../log/log.js'
import { SUM_UP_MS, SummedUp } from '../log/summed-up.js'

/** Shortest time between two questions for the account of an implementation whose events name another one. */
const ASK_AGAIN_MS = 10_000
/** An implementation has one account at a time, so few in an hour: a bot's connection to a hub carries many more. */
const MAX_ACCOUNTS = 16

/** Services of the hub that a session uses. */
export interface UpstreamSessionContext {
  readonly log: Log
  readonly clock: Clock
  readonly accounts: Accounts
  onEvent(event: EventFrame, session: UpstreamSession): void
  /** Aborted once the hub stops; lost accounts are not logged from then on. */
  readonly stopping: AbortSignal
}

/** Source that names an account: `X-Self-ID` of a post, a meta event, or any other event. */
export type HeardBy = 'header' | 'meta' | 'event'

/** Makes the endpoint of a session, for the handler of its events. */
export type MakeUpstream = (handler: SplitUpstreamHandler) => UpstreamEndpoint

/** Connection of an implementation, or two that belong together: finds out and keeps the account that it speaks for. */
export class UpstreamSession implements AccountUpstream {
  readonly name: string
  readonly upstream: UpstreamEndpoint
  readonly #context: UpstreamSessionContext
  readonly #now: () => number
  readonly #probe: AccountProbe
  #selfId: string | undefined
  /** Source of the account: the implementation, or only its events. */
  #certainty: Certainty = 'heard'
  /** Whether events other than meta events came from its account. */
  #isUsed = false
  #toldAt = Number.NEGATIVE_INFINITY
  #askedAt = Number.NEGATIVE_INFINITY
  /** Time at which a header last named its own account. */
  #heardAt = Number.NEGATIVE_INFINITY
  readonly #faults: SummedUp
  #events = 0
  #heartbeats = 0
  #hasAnswered = false
  #saysOffline: boolean | undefined
  #endedSilent = false

  /** `selfId` is the account that the connection named on opening, if any. */
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
      event: (event) => {
        if (event.postType !== 'meta_event') this.#events++
        context.onEvent(event, this)
      },
      dropped: (why) => this.dropped(why),
      joined: (role) => {
        if (role === 'API') void this.askWhoIsThere()
        else this.interrupted()
        this.#tellLinks()
      },
      left: (role) => {
        if (role === 'Event') this.interrupted()
        this.#tellLinks()
      },
    })
    const { clock } = context
    this.#probe = new AccountProbe({ upstream: this.upstream, loginOf, maxAccounts: MAX_ACCOUNTS, clock })
    this.upstream.closed.then((info) => {
      this.#endedSilent = endedSilent(info)
      this.leave(describeClose(info))
    })
    if (selfId !== undefined) this.bind(selfId, 'told')
  }

  get selfId(): string | undefined {
    return this.#selfId
  }

  get account(): Account | undefined {
    return this.#selfId === undefined ? undefined : this.#context.accounts.get(this.#selfId)
  }

  /** `serving` its account, or on `standby` behind another upstream. Where all of them are closing, the first still serves. */
  get standing(): 'serving' | 'standby' {
    const { account } = this
    return account && (servingLink(account) ?? account.links[0]) === this ? 'serving' : 'standby'
  }

  /**
   * Makes it the connection of an account, in place of an older one of the same upstream. Events alone bind it only
   * while it has no account; when they contradict it later, the implementation is asked.
   */
  bind(selfId: string, certainty: Certainty): void {
    if (!this.upstream.isOpen) return
    if (selfId === this.#selfId) return certainty === 'told' ? this.#prove() : undefined
    if (certainty === 'heard' && this.#selfId !== undefined) return
    if (!this.#probe.hasRoomFor(selfId)) return this.dropped(`one more account, ${selfId}, on one connection`)
    const joined = this.#context.accounts.join(selfId, this, certainty)
    if ('refused' in joined) return this.dropped(`account ${selfId}: ${joined.refused}`)
    this.#forgetFormer()
    this.#probe.carry(selfId)
    this.#selfId = selfId
    this.#heardAt = this.#now()
    this.#certainty = certainty
    if (joined.replaced) void joined.replaced.upstream.close(1008, 'a newer connection took over')
    this.#tellStanding(selfId)
  }

  /** Compares the account that an event names with the connection's own. Returns whether they are the same. */
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

  /** Tells that its events broke off, or are back, while calls may go on. */
  interrupted(): void {
    if (this.account && this.standing === 'serving') this.#context.accounts.interrupted(this.account)
  }

  /** Tells that its connection for calls may have come or gone. */
  #tellLinks(): void {
    if (this.account) this.#context.accounts.linksChanged(this.account)
  }

  #prove(): void {
    this.#certainty = 'told'
    if (this.account) this.account.isReal = true
  }

  /** Leaves its account, which is forgotten if only events ever named it. */
  #forgetFormer(): void {
    const former = this.#selfId
    this.leave('another account is logged in there')
    if (former !== undefined) this.#context.accounts.forgetUnproven(former)
  }

  /** Asks an implementation for its account after its events named another one. */
  async #askAgain(heard: string, by: HeardBy): Promise<void> {
    const now = this.#now()
    const lastAskedAt = this.#askedAt
    if (now - lastAskedAt < ASK_AGAIN_MS) return
    this.#askedAt = now
    const login = await this.#probe.askLogin()
    if (login.selfId !== undefined) return this.bind(login.selfId, 'told')
    if (!this.#yieldsTo(by, lastAskedAt)) return
    this.#forgetFormer()
    this.bind(heard, by === 'header' ? 'told' : 'heard')
  }

  /**
   * Whether it changes its account though the implementation does not answer: messages outweigh an earlier heartbeat,
   * and a header outweighs the former account once that one was not named since the last question.
   */
  #yieldsTo(by: HeardBy, lastAskedAt: number): boolean {
    if (by === 'header') return this.#heardAt < lastAskedAt
    return by === 'event' && this.#certainty === 'heard' && !this.#isUsed
  }

  /** Logs the account, but no more than once a minute: a connection may go to and fro between accounts. */
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

  /** Number of its events other than meta events. */
  get events(): number {
    return this.#events
  }

  /** Number of heartbeats of its account. */
  get heartbeats(): number {
    return this.#heartbeats
  }

  /** Whether a question of the hub was answered over this connection. */
  get hasAnswered(): boolean {
    return this.#hasAnswered
  }

  /** Whether the implementation last reported its account offline; undefined before the first report. */
  get saysOffline(): boolean | undefined {
    return this.#saysOffline
  }

  /** Whether the connection was given up because no byte came, not even a pong. */
  get endedSilent(): boolean {
    return this.#endedSilent
  }

  /** Milliseconds that it may be silent, by its heartbeats; undefined before the first. */
  get silenceMs(): number | undefined {
    return this.#probe.silenceMs
  }

  /** Asks whether QQ is online, which shows that the implementation still answers. */
  async askStatus(): Promise<Reply> {
    const reply = await this.#probe.askStatus()
    this.#hasAnswered ||= isAnswer(reply)
    return reply
  }

  heartbeat(account: Account, online: boolean, intervalMs: number | undefined): void {
    this.#heartbeats++
    this.reported(account, online)
    if (intervalMs !== undefined) this.#probe.heartbeat(account.selfId, intervalMs)
  }

  /** Takes the implementation's word that its account is online or offline. */
  reported(account: Account, online: boolean): void {
    this.#saysOffline = !online
    if (account.online !== online && this.standing === 'serving') {
      const { log, accounts } = this.#context
      accounts.reported(account, online)
      const fields = { account: account.selfId, upstream: this.name }
      if (online) log.info(fields, `account ${account.selfId} is back online`)
      else log.warn(fields, `account ${account.selfId} reported offline by ${this.name}`)
    }
  }

  /** Counts input that could not be used, and logs it summed up. */
  dropped(why: string): void {
    this.#faults.add(why)
  }

  /** Stops speaking for its account. */
  leave(why: string): void {
    if (this.#selfId === undefined) return
    const served = this.account?.links[0] === this
    this.#context.accounts.leave(this.#selfId, this)
    this.#probe.leave(this.#selfId)
    const next = this.account && servingLink(this.account)
    if (served && !this.#context.stopping.aborted) {
      const fields = { upstream: this.name, account: this.#selfId, next: next?.name, why }
      this.#context.log.warn(fields, next ? 'account handed to the next upstream' : 'account gone')
    }
    this.#selfId = undefined
    this.#certainty = 'heard'
    this.#isUsed = false
  }

  /** Learns the account, unless the connection named it, and the answers to give while it is away. */
  async askWhoIsThere(): Promise<void> {
    const { selfId, reply } = await this.#probe.askLogin()
    this.#hasAnswered ||= isAnswer(reply)
    if (selfId !== undefined && this.#certainty === 'heard') this.bind(selfId, 'told')
    if (this.account) keepAnswer(this.account, 'get_login_info', reply)
    const version = await this.#probe.askVersion()
    if (this.account) keepAnswer(this.account, 'get_version_info', version)
  }
}

/** Whether the hub gave the connection up because nothing came over it. */
const endedSilent = ({ code, reason }: CloseInfo): boolean =>
  code === 1006 && reason.startsWith('no byte for')
