import type { Clock, Log } from '@rookery/transport'
import type { Account } from '../accounts/accounts.js'
import type { EventOrder, HubStore } from '../history/index.js'
import type { JournalView } from '../journal/journal.js'
import type { Dialect } from './dialect.js'
import { KnownChats } from './known-chats.js'
import { type PastEvent, PastReading } from './past-reading.js'
import { type Sighting, sightingOf } from './sighting.js'
import { isBefore, type Since } from './since.js'

/** Seconds by which QQ's clock may be ahead of the hub's. */
const CLOCK_SLACK_S = 60

/** Sources from which the chats of an account are learnt. */
export interface PastChatsParts {
  readonly account: Account
  readonly since: Since
  /** Unix seconds of the loss. */
  readonly lostAt: number
  readonly store: HubStore
  readonly view: JournalView
  /** Messages that neither memory nor the log has. */
  readonly passed: ReadonlyMap<string, Sighting>
  readonly clock: Clock
  readonly now: () => number
  readonly log: Log
  readonly signal: AbortSignal
  last(account: string): EventOrder | undefined
}

/** Knowledge of an account's chats, from its past and from what comes meanwhile. */
export class PastChats {
  readonly known = new KnownChats()
  readonly #parts: PastChatsParts
  readonly #dialect: Dialect
  #tellsOwn = false
  #knownFrom = 0
  #isRead = true

  constructor(parts: PastChatsParts, dialect: Dialect) {
    this.#parts = parts
    this.#dialect = dialect
    for (const each of parts.passed.values()) this.known.before(each)
  }

  /** Whether the implementation tells the account's own messages. */
  get tellsOwn(): boolean {
    return this.#tellsOwn
  }

  /** Unix seconds from which on every message that came is known; 0 if all since the loss are. */
  get knownFrom(): number {
    return this.#knownFrom
  }

  /** Whether the log could be read. */
  get isRead(): boolean {
    return this.#isRead
  }

  /** Takes a live message. */
  live(message: Sighting, postType: string): void {
    this.known.since(message)
    this.#tellsOwn ||= postType === 'message_sent'
  }

  /** Reads memory and the log; where the log cannot be read, memory alone counts. */
  async read(): Promise<void> {
    const { account, store, lostAt } = this.#parts
    const sources = { ...this.#parts, log: store.keepsEvents ? store.log : undefined }
    const reading = new PastReading(account.selfId, sources, (event) => this.#note(event))
    await reading.read().catch((error) => this.#unreadable(error))
    const knownFrom = Math.ceil(reading.knownFromMs / 1000)
    if (knownFrom > lostAt) this.#knownFrom = knownFrom + CLOCK_SLACK_S
  }

  #note(event: PastEvent): void {
    const { account, since, last } = this.#parts
    this.#tellsOwn ||= event.isSelfMessage === true && event.isLate !== true
    const sighting = sightingOf(event.payload, account.selfId, this.#dialect)
    if (!sighting) return
    if (isBefore(since, event, last(account.selfId)?.epoch)) this.known.before(sighting)
    else this.known.since(sighting)
  }

  #unreadable(error: unknown): void {
    const { account, signal, log } = this.#parts
    this.#isRead = false
    if (signal.aborted) return
    const why = error instanceof Error ? error.message : String(error)
    const fields = { account: account.selfId, why }
    log.warn(fields, 'history not read: missed messages are fetched of recent chats alone')
  }
}
