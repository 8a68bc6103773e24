import { type Call, failedReply, type Reply } from '@rookery/protocol'
import { type DownstreamHandler, describeClose, type EventSink, Subscribable } from '@rookery/transport'
import type { Served } from '../event-lane/deliver.js'
import type { Announcer, Behind } from '../event-lane/serving.js'
import { type EventId, wantedFrom } from '../history/index.js'
import { type Cursor, unixSeconds } from '../journal/cursor.js'
import type { Gap } from '../journal/gap.js'
import type { JournalEvent, JournalView } from '../journal/journal.js'
import { marksOf } from '../journal/view-marks.js'
import type { DeliveryOptions } from '../options.js'
import { AckedCursor } from './acked-cursor.js'
import type { Client } from './clients.js'
import type { ConnectionServices } from './connection-services.js'
import { type ConnectionRole, type ConnectionSettings, placeOf } from './connection-settings.js'
import { noteMark } from './kept-cursors.js'
import { type Start, startOf } from './start.js'

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
  readonly #delivery: DeliveryOptions
  readonly #sink: EventSink
  readonly #context: ConnectionContext
  #subscription: Served | undefined
  /** Where it confirms by acks. */
  #acked: AckedCursor | undefined
  #moved: (() => void) | undefined
  #wantedFrom: number | undefined
  #view: JournalView | undefined
  /** Position of the last event that it was not to be sent. */
  #startedAt = 0
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
    this.#delivery = settings.delivery ?? settings.client.rights
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
    return this.#acked ? this.#acked.behind : this.#subscription?.behind
  }

  /** Number of events of the journal that it was sent. */
  get delivered(): number {
    return this.#subscription?.delivered ?? 0
  }

  /** Number of its calls that wait for their replies. */
  get callsUnderWay(): number {
    return this.#sink.callsUnderWay ?? 0
  }

  /** Unix milliseconds from which on it is sent messages however old they are; undefined where nobody asked for that. */
  get wantedFrom(): number | undefined {
    const asked = wantedFrom(this.#delivery.since, this.#context.now())
    const moved = this.#wantedFrom
    return asked === undefined || moved === undefined ? (asked ?? moved) : Math.min(asked, moved)
  }

  /** The accounts that it serves, as far as they were seen. */
  served(): readonly string[] {
    return this.#context.accountsOf(this)
  }

  /** Sends the lifecycle event, then whatever the client has not confirmed, then what comes. */
  start({ accounts, lastEventId }: ConnectionSettings): void {
    if (this.role === 'API') return
    const served = this.served()
    // The standard has another word for it over HTTP POST.
    const subType = this.role === 'http-post' ? 'enable' : 'connect'
    for (const account of served) this.#sink.send(this.#context.own.lifecycle(account, subType))
    const view = this.#context.view(accounts, this.client)
    this.#view = view
    const place = placeOf(this.account, this.role)
    const { since } = this.#delivery
    const start = startOf(view, { client: this.client, place, lastEventId, since }, this.#context)
    if (!(start instanceof Promise)) return this.#follow(view, start)
    void start.then((loaded) => {
      if (this.isOpen) this.#follow(view, loaded)
    })
  }

  #follow(view: JournalView, { cursor, isNew }: Start): void {
    const { client } = this
    const { kept } = this.#context
    const place = placeOf(this.account, this.role)
    client.cursors.set(place, cursor)
    if (kept && !cursor.logged && cursor.position < view.tail && cursor.marked)
      cursor.logged = { mark: cursor.marked }
    this.#startedAt = kept && cursor.logged ? view.head : cursor.position
    if (cursor.skipped) this.gap(cursor.skipped)
    cursor.skipped = undefined
    this.#wantedFrom = cursor.wantedFrom
    cursor.wantedFrom = undefined
    if (isNew && client.lostSince !== undefined) this.announceSince(client.lostSince)
    if (kept) noteMark(cursor, view)
    this.#moved = kept && ((): void => kept.moved(cursor, { client, place, view }))
    this.#subscribe(view, cursor)
    this.#moved?.()
    this.#subscription?.advance()
  }

  #subscribe(view: JournalView, cursor: Cursor): void {
    const { delivery, clock } = this.#context
    const { seq, confirm, slow } = this.#delivery
    if (confirm === 'ack') this.#acked = new AckedCursor(cursor, view, clock, () => this.#moved?.())
    this.#subscription = delivery.subscribe({
      view,
      sink: this.#sink,
      cursor: this.#acked?.received ?? cursor,
      announce: this,
      passing: this.#acked,
      format: this.client.rights.messageFormat,
      edits: this.client.rights.edits,
      withIds: seq ?? confirm === 'ack',
      slow,
      wantedFrom: this.wantedFrom,
      ...(this.#moved && !this.#acked && { moved: this.#moved }),
    })
    // Without a store only acks go by marks.
    if (!this.#moved && !this.#acked) cursor.logged = undefined
  }

  /** Announces what lies between a cursor that is given up and the place where this connection began. */
  announceLost({ position, time }: Pick<Cursor, 'position' | 'time'>): void {
    const count = this.#startedAt - position
    if (count > 0) this.gap({ from_time: time, to_time: unixSeconds(this.#context.clock), count })
  }

  /** As `announceLost`, of the cursor that the store has for the client's new name. */
  async announceStored(): Promise<void> {
    const { kept } = this.#context
    const view = this.#view
    if (!kept || !view) return
    const stored = await kept.stored(this.client, placeOf(this.account, this.role))
    if (!stored || !this.isOpen) return
    this.announceLost({ time: stored.time, position: marksOf(view).placeOf(stored.mark).position })
  }

  /**
   * Announces the events of the journal that are not older than `lostSince` and were there before this connection: how
   * far the client was is forgotten.
   */
  announceSince(lostSince: number): void {
    const view = this.#view
    if (!view) return
    let count = 0
    for (let at = view.tail + 1; at <= this.#startedAt; at++) if (view.at(at).time >= lostSince) count++
    if (count > 0) this.gap({ from_time: lostSince, to_time: unixSeconds(this.#context.clock), count })
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
    return this.#acked?.isOf(account) ?? false
  }

  ack(id: EventId): void {
    this.#acked?.ack(id)
    this.#moved?.()
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
    this.#subscription?.end(this.#cut !== undefined || this.#context.isStopping())
    this.#acked?.end()
    if (this.#acked) this.#moved?.()
    this.#cut?.ended()
    this.#left?.emit()
    this.#context.ended(this, why)
  }

  /** Closes the connection. Where the hub stops, what the client confirms until it is closed still counts. */
  async close(code: number, reason: string): Promise<void> {
    if (this.#context.isStopping()) this.#subscription?.mark()
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
    this.#subscription?.mark()
    await this.#sink.close(code, reason)
    this.end(reason)
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
    this.#subscription?.confirmed(position)
  }

  drained(): void {
    this.#subscription?.drained()
  }

  pongsUnusable(): void {
    this.#context.pongsUnusable(this)
  }
}
