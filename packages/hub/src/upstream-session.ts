import { type EventFrame, makeCall } from '@rookery/protocol'
import type { UpstreamFace, UpstreamHandler } from '@rookery/transport'
import { KEPT_ANSWERS, keepAnswer, loginOf } from './account-answers.js'
import { type Account, type AccountLink, type Accounts, servingLink } from './accounts.js'
import type { Log } from './log.js'

const PROBE_TIMEOUT_MS = 10_000
/** Faults of an upstream are told at once, then summed up this often. */
const FAULT_LOG_MS = 60_000
/** A silence longer than this many heartbeat intervals breaks the connection off; it takes a third more to notice. */
const SILENT_INTERVALS = 1.4
/** Nobody logs in with more accounts than this over one connection; each is remembered for good. */
const MAX_ACCOUNTS = 16
const SHORTEST_SILENCE_MS = 1_000
const LONGEST_SILENCE_MS = 10 * 60_000

/** What a session needs of the hub. */
export interface UpstreamSessionContext {
  readonly log: Log
  readonly accounts: Accounts
  event(event: EventFrame, session: UpstreamSession): void
  isStopping(): boolean
}

/** How a session's face is made, given what listens to it. */
export type MakeUpstream = (handler: UpstreamHandler) => UpstreamFace

/** One open connection of an implementation, or two that belong together. */
export class UpstreamSession implements AccountLink {
  readonly name: string
  readonly upstream: UpstreamFace
  readonly #context: UpstreamSessionContext
  #selfId: string | undefined
  /** The accounts it has said it is, one after the other. */
  readonly #named = new Set<string>()
  #boundAt = Number.NEGATIVE_INFINITY
  #faults = { unsaid: 0, saidAt: Number.NEGATIVE_INFINITY }

  /** `selfId` is what the connection said on opening, if it said anything. */
  constructor(
    name: string,
    makeUpstream: MakeUpstream,
    selfId: string | undefined,
    context: UpstreamSessionContext,
  ) {
    this.name = name
    this.#context = context
    this.upstream = makeUpstream({
      event: (event) => context.event(event, this),
      dropped: (why) => this.dropped(why),
    })
    this.upstream.closed.then(() => this.leave())
    if (selfId !== undefined) this.bind(selfId)
  }

  get selfId(): string | undefined {
    return this.#selfId
  }

  get account(): Account | undefined {
    return this.#selfId === undefined ? undefined : this.#context.accounts.get(this.#selfId)
  }

  /** Whether it serves its account, or stands by because another upstream does. */
  get stands(): 'up' | 'by' {
    return this.account && servingLink(this.account) === this ? 'up' : 'by'
  }

  /** Makes it the connection of an account. An older one of the same upstream is taken over at once. */
  bind(selfId: string): void {
    if (selfId === this.#selfId || !this.upstream.isOpen) return
    if (!this.#named.has(selfId) && this.#named.size >= MAX_ACCOUNTS) {
      return this.dropped(`one more account, ${selfId}, on one connection`)
    }
    this.#named.add(selfId)
    this.leave()
    this.#selfId = selfId
    const replaced = this.#context.accounts.join(selfId, this)
    if (replaced) void replaced.upstream.close(1008, 'a newer connection took over')
    // One that goes to and fro between accounts must not fill the log.
    const now = performance.now()
    if (now - this.#boundAt >= FAULT_LOG_MS) this.#tellStanding(selfId)
    this.#boundAt = now
  }

  #tellStanding(selfId: string): void {
    const serving = this.account && servingLink(this.account)
    const fields = { upstream: this.name, account: selfId }
    if (serving === this) return this.#context.log.info(fields, 'account online')
    this.#context.log.warn(
      { ...fields, serving: serving?.name },
      'account served by another upstream; standing by',
    )
  }

  heartbeat(account: Account, online: boolean, intervalMs: number | undefined): void {
    if (account.online !== online && this.stands === 'up') {
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
    this.#faults.unsaid++
    const now = performance.now()
    if (now - this.#faults.saidAt < FAULT_LOG_MS) return
    this.#context.log.warn({ upstream: this.name, count: this.#faults.unsaid }, `dropped ${why}`)
    this.#faults = { unsaid: 0, saidAt: now }
  }

  /** Speaks for its account no longer. */
  leave(): void {
    if (this.#selfId === undefined) return
    const served = this.account?.links[0] === this
    this.#context.accounts.leave(this.#selfId, this)
    const next = this.account && servingLink(this.account)
    // Of a hub that stops, nobody wants to be told that its accounts are gone.
    if (served && !this.#context.isStopping()) {
      const fields = { upstream: this.name, account: this.#selfId, next: next?.name }
      this.#context.log.warn(fields, next ? 'account handed to the next upstream' : 'account gone')
    }
    this.#selfId = undefined
  }

  /** Learns the account where the connection did not say it, and what to answer when it is away. */
  async askWhoIsThere(): Promise<void> {
    for (const action of KEPT_ANSWERS) {
      const reply = await this.upstream.call(makeCall(action), { timeoutMs: PROBE_TIMEOUT_MS })
      const userId = action === 'get_login_info' ? loginOf(reply) : undefined
      if (userId !== undefined && this.#selfId === undefined) this.bind(userId)
      if (this.account) keepAnswer(this.account, action, reply)
    }
  }
}
