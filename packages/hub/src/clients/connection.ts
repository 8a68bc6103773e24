import { type Call, failedReply, type Reply } from '@rookery/protocol'
import { type DownstreamHandler, describeClose, type EventSink, Subscribable } from '@rookery/transport'
import type { Announcer, Behind } from '../event-lane/serving.js'
import type { EventId } from '../history/index.js'
import type { Cursor } from '../journal/cursor.js'
import type { Gap } from '../journal/gap.js'
import type { JournalEvent } from '../journal/journal.js'
import type { Client } from './clients.js'
import type { ConnectionServices } from './connection-services.js'
import { type ConnectionRole, type ConnectionSettings, placeOf } from './connection-settings.js'
import type { SentUpTo } from './recent-events.js'
import { ServedEvents } from './served-events.js'

export { type ConnectionRole, type ConnectionSettings, placeOf } from './connection-settings.js'

/** More than this queued means the client does not read: what only it is sent is dropped then. */
const OUTBOX_BYTES = 1024 * 1024

const UNSENT = { outcome: 'unsent' } as const

/** Makes the sink of a connection, which handles what the client sends. The connection is not open yet. */
export type MakeSink = (connection: Connection) => EventSink

/** Services of the hub that a connection uses. */
export type ConnectionContext = ConnectionServices<Connection>

/** One open connection of a client. */
export class Connection implements Announcer, DownstreamHandler {
  /** Number that no other connection has while the hub runs. */
  readonly id: number
  readonly client: Client
  readonly account: string
  readonly role: ConnectionRole
  readonly wantsClientStatus: boolean
  readonly isPort: boolean
  readonly remote: string
  /** In milliseconds of the journal's clock. */
  readonly openedAt: number
  readonly program: string | undefined
  /** Address that the hub dialled; undefined if the client came by itself. */
  readonly dialledAt: string | undefined
  readonly #sink: EventSink
  readonly #context: ConnectionContext
  /** Absent until it is started, and where it carries calls alone. */
  #events: ServedEvents | undefined
  #hasEnded = false
  /** Set while it is closed for a change of the config. */
  #cut: { ended(): void } | undefined
  #left: Subscribable | undefined

  constructor(makeSink: MakeSink, settings: ConnectionSettings, context: ConnectionContext) {
    this.id = context.nextId()
    this.client = settings.client
    this.dialledAt = settings.dialledAt
    this.account = settings.account
    this.role = settings.role
    this.wantsClientStatus = settings.wantsClientStatus
    this.isPort = settings.isPort
    this.program = settings.program
    this.#context = context
    this.openedAt = context.now()
    this.#sink = makeSink(this)
    this.remote = this.#sink.remote
    this.#sink.closed.then((info) => this.end(describeClose(info)))
  }

  get isOpen(): boolean {
    return this.#sink.isOpen && !this.#hasEnded
  }

  /** Name in the log: the client's own, else its program and the beginning of its id. */
  get label(): string {
    const { name, appId } = this.client
    return name ?? (this.program ? `${this.program} (${appId.slice(0, 8)})` : appId)
  }

  /** Events it was not sent or has not confirmed; undefined when it has everything. */
  get behind(): Behind | undefined {
    return this.#events?.behind
  }

  sentUpTo(): SentUpTo | undefined {
    return this.#events?.sentUpTo
  }

  /** Number of events of the journal that it was sent. */
  get delivered(): number {
    return this.#events?.delivered ?? 0
  }

  /** Number of its calls that wait for their replies. */
  get callsUnderWay(): number {
    return this.#sink.callsUnderWay ?? 0
  }

  /** Unix milliseconds from which on it is sent messages however old they are; undefined where nobody asked for that. */
  get wantedFrom(): number | undefined {
    return this.#events?.wantedFrom
  }

  /** The accounts that it serves, as far as they were seen. */
  served(): readonly string[] {
    return this.#context.accountsOf(this)
  }

  /** Sends the lifecycle event, then whatever the client has not confirmed, then what comes. */
  start({ accounts, delivery, lastEventId }: ConnectionSettings): void {
    if (this.role === 'API') return
    // The standard has another word for it over HTTP POST.
    const subType = this.role === 'http-post' ? 'enable' : 'connect'
    for (const account of this.served()) this.#sink.send(this.#context.own.lifecycle(account, subType))
    const view = this.#context.view(accounts, this.client, placeOf(this.account, this.role))
    const { rights } = this.client
    const settings = { view, sink: this.#sink, rights, delivery: delivery ?? rights }
    this.#events = new ServedEvents(this, settings, this.#context)
    this.#events.start(lastEventId)
  }

  /** Announces what lies between a cursor that is given up and the place where this connection began. */
  announceLost(cursor: Pick<Cursor, 'position' | 'time'>): void {
    this.#announce(this.#events?.gapBehind(cursor))
  }

  /** As `announceLost`, of the cursor that the store has for the client's new name. */
  async announceStored(): Promise<void> {
    const gap = await this.#events?.storedGap()
    if (this.isOpen) this.#announce(gap)
  }

  /**
   * Announces the events of the journal that are not older than `lostSince` and were there before this connection: how
   * far the client was is forgotten.
   */
  announceSince(lostSince: number): void {
    this.#announce(this.#events?.gapSince(lostSince))
  }

  #announce(gap: Gap | undefined): void {
    if (gap) this.gap(gap)
  }

  /**
   * Sends events that are not in the journal. False when they were dropped, because the client is gone or
   * does not read.
   */
  sendOwn(...events: readonly Uint8Array[]): boolean {
    if (!this.isOpen || this.role === 'API' || this.#sink.queuedBytes > OUTBOX_BYTES) return false
    for (const event of events) this.#sink.send(event)
    return true
  }

  confirmsByAck(account: string): boolean {
    return this.#events?.confirmsByAck(account) ?? false
  }

  ack(id: EventId): void {
    this.#events?.ack(id)
  }

  /** Calls `listener` when the connection ends, at once if it has; returns the undo. */
  onLeave(listener: () => void): () => void {
    this.#left ??= new Subscribable()
    const undo = this.#left.subscribe(listener)
    if (this.#hasEnded) this.#left.emit()
    return undo
  }

  /** Whether the client still answers. */
  probe(timeoutMs: number): Promise<boolean> {
    return this.isPort ? Promise.resolve(false) : this.#sink.probe(timeoutMs)
  }

  /** Unregisters the connection at once; closing it may take longer. */
  end(why: string): void {
    if (this.#hasEnded) return
    this.#hasEnded = true
    const isStopping = this.#context.isStopping()
    this.#events?.end(this.#cut !== undefined || isStopping, isStopping)
    this.#cut?.ended()
    this.#left?.emit()
    this.#context.ended(this, why)
  }

  /** Closes the connection. Where the hub stops, what the client confirms until it is closed still counts. */
  async close(code: number, reason: string): Promise<void> {
    if (this.#context.isStopping()) this.#events?.mark()
    else this.end(reason)
    await this.#sink.close(code, reason)
    this.end(reason)
  }

  /**
   * Closes the connection for a change of the config: what the client confirms until it is closed still counts. `ended` is
   * called before another connection can begin where this one ends.
   */
  async cut(code: number, reason: string, ended = (): void => {}): Promise<void> {
    this.#cut ??= { ended }
    this.#events?.mark()
    // What it is dealt from now on would wait for its end.
    void this.#events?.drain()
    await this.#sink.close(code, reason)
    this.end(reason)
  }

  /** Takes no more events that are shared, and settles once it has confirmed those that it has. */
  async drain(): Promise<void> {
    await this.#events?.drain()
    for (const account of this.served()) this.sendOwn(this.#context.own.lifecycle(account, 'disable'))
  }

  /** Sends the notice of a gap. */
  gap(gap: Gap): void {
    this.#sink.send(this.#context.own.gap(this.served()[0] ?? this.account, gap))
    this.#context.missed(this, gap)
  }

  /** Tells of an event that is left out, at which the client broke off each time. */
  poison(event: JournalEvent): void {
    this.#context.leftOut(this, event)
  }

  call(call: Call, sendPart: (part: Reply) => void): Promise<Reply> {
    // A client that was cut may go on sending for a moment.
    if (this.#cut)
      return Promise.resolve(failedReply(1503, 'the connection closes; nothing was executed', UNSENT))
    return this.#context.call(this, call, sendPart)
  }

  confirmed(position: number): void {
    this.#events?.confirmed(position)
  }

  drained(): void {
    this.#events?.drained()
  }

  pongsUnusable(): void {
    this.#context.pongsUnusable(this)
  }
}
