import type { Call, Reply } from '@rookery/protocol'
import {
  type Clock,
  type DownstreamHandler,
  describeClose,
  type EventSink,
  Subscribable,
} from '@rookery/transport'
import type { Delivery, Served } from '../event-lane/deliver.js'
import type { Announcer, Behind } from '../event-lane/serving.js'
import { type EventId, wantedFrom } from '../history/index.js'
import { type Cursor, newCursor } from '../journal/cursor.js'
import type { Gap } from '../journal/gap.js'
import type { AccountSelection, JournalEvent, JournalView } from '../journal/journal.js'
import { marksOf } from '../journal/view-marks.js'
import type { DeliveryOptions } from '../options.js'
import { AckedCursor } from './acked-cursor.js'
import type { Client } from './clients.js'
import { type ConnectionRole, type ConnectionSettings, placeOf } from './connection-settings.js'
import { type KeptCursors, noteMark } from './kept-cursors.js'
import { gapBehind, gapSince } from './lost-gap.js'
import type { OlderEvents } from './older-events.js'
import type { OwnEvents } from './own-events.js'
import type { SentUpTo } from './recent-events.js'
import { type JoinShare, type Share, shareMemberOf } from './share.js'
import { type Start, startOf } from './start.js'

export { type ConnectionRole, type ConnectionSettings, placeOf } from './connection-settings.js'

/** More than this queued means the client does not read: what only it is sent is dropped then. */
const OUTBOX_BYTES = 1024 * 1024

/** Makes the sink of a connection, which handles what the client sends. The connection is not open yet. */
export type MakeSink = (connection: Connection) => EventSink

/** Services of the hub that a connection uses. */
export interface ConnectionContext {
  readonly delivery: Delivery
  readonly own: OwnEvents
  readonly older: OlderEvents
  /** Absent where nothing outlives the process. */
  readonly kept?: KeptCursors | undefined
  readonly clock: Clock
  /** The clock of the journal. */
  now(): number
  /** Whether the hub stops: then the end of a connection is not the client's doing. */
  isStopping(): boolean
  /** The events of a client's connection at a place. */
  view(accounts: AccountSelection, client: Client, place: string): JournalView
  /** Lets a connection of a client with `balance` take part. Absent where no client has it. */
  join?(client: Client, ...sharing: Parameters<JoinShare>): Share
  /** The accounts it serves, as far as they were seen. */
  accountsOf(connection: Connection): readonly string[]
  call(connection: Connection, call: Call, sendPart: (part: Reply) => void): Promise<Reply>
  ended(connection: Connection, why: string): void
  pongsUnusable(connection: Connection): void
  /** The client is told that it will not get some events. */
  missed(connection: Connection, gap: Gap): void
  /** An event is left out, at which the client broke off each time. */
  leftOut(connection: Connection, event: JournalEvent): void
}

/** One open connection of a client. */
export class Connection implements Announcer, DownstreamHandler {
  readonly client: Client
  readonly account: string
  readonly role: ConnectionRole
  readonly wantsClientStatus: boolean
  readonly isPort: boolean
  readonly remote: string
  /** In milliseconds of the journal's clock. */
  readonly openedAt: number
  readonly #program: string | undefined
  readonly #delivery: DeliveryOptions
  readonly #sink: EventSink
  readonly #context: ConnectionContext
  #subscription: Served | undefined
  /** Where it confirms by acks. */
  #acked: AckedCursor | undefined
  #moved: (() => void) | undefined
  #view: JournalView | undefined
  /** Position of the last event that it was not to be sent. */
  #startedAt = 0
  #hasEnded = false
  #left: Subscribable | undefined
  /** Where its client shares events with others. */
  #share: Share | undefined

  constructor(makeSink: MakeSink, settings: ConnectionSettings, context: ConnectionContext) {
    this.client = settings.client
    this.account = settings.account
    this.role = settings.role
    this.wantsClientStatus = settings.wantsClientStatus
    this.isPort = settings.isPort
    this.#program = settings.program
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
    return name ?? (this.#program ? `${this.#program} (${appId.slice(0, 8)})` : appId)
  }

  /** Events it was not sent or has not confirmed; undefined when it has everything. */
  get behind(): Behind | undefined {
    return this.#acked ? this.#acked.behind : this.#subscription?.behind
  }

  sentUpTo(): SentUpTo | undefined {
    const position = this.#subscription?.sent
    return position === undefined || !this.#view ? undefined : { view: this.#view, position }
  }

  /** The accounts that it serves, as far as they were seen. */
  served(): readonly string[] {
    return this.#context.accountsOf(this)
  }

  /** Sends the lifecycle event, then whatever the client has not confirmed, then what comes. */
  start({ accounts, lastEventId }: ConnectionSettings): void {
    if (this.role === 'API') return
    // The standard has another word for it over HTTP POST.
    const subType = this.role === 'http-post' ? 'enable' : 'connect'
    for (const account of this.served()) this.#sink.send(this.#context.own.lifecycle(account, subType))
    const place = placeOf(this.account, this.role)
    const view = this.#context.view(accounts, this.client, place)
    this.#view = view
    // Of events that are shared it begins with what waits for any of those that share them.
    if (this.client.rights.balance)
      return this.#follow(view, { cursor: newCursor(view.head, this.#context.clock), isNew: false })
    const { since } = this.#delivery
    const start = startOf(view, { client: this.client, place, lastEventId, since }, this.#context)
    if (!(start instanceof Promise)) return this.#follow(view, start)
    void start.then((loaded) => {
      if (this.isOpen) this.#follow(view, loaded)
    })
  }

  #follow(view: JournalView, { cursor, isNew }: Start): void {
    const { client } = this
    const kept = client.rights.balance ? undefined : this.#context.kept
    const place = placeOf(this.account, this.role)
    client.cursors.set(place, cursor)
    if (kept && !cursor.logged && cursor.position < view.tail && cursor.marked)
      cursor.logged = { mark: cursor.marked }
    this.#startedAt = kept && cursor.logged ? view.head : cursor.position
    if (isNew && client.lostSince !== undefined) this.announceSince(client.lostSince)
    if (kept) noteMark(cursor, view)
    this.#moved = kept && ((): void => kept.moved(cursor, { client, place, view }))
    if (client.rights.balance) this.#share = this.#context.join?.(client, shareMemberOf(this), view, cursor)
    this.#subscribe(view, cursor)
    this.#moved?.()
    this.#subscription?.advance()
  }

  #subscribe(view: JournalView, cursor: Cursor): void {
    const { delivery, clock, now } = this.#context
    const { seq, confirm, since, slow } = this.#delivery
    if (confirm === 'ack' && !this.#share)
      this.#acked = new AckedCursor(cursor, view, clock, () => this.#moved?.())
    this.#subscription = delivery.subscribe({
      view,
      sink: this.#sink,
      cursor: this.#acked?.received ?? cursor,
      announce: this,
      passing: this.#acked,
      format: this.client.rights.messageFormat,
      withIds: seq ?? confirm === 'ack',
      slow,
      fromMemoryAlone: this.#share !== undefined,
      wantedFrom: wantedFrom(since, now()),
      ...(this.#moved && !this.#acked && { moved: this.#moved }),
    })
    // Without a store only acks go by marks.
    if (!this.#moved && !this.#acked) cursor.logged = undefined
  }

  /** Announces what lies between a cursor that is given up and the place where this connection began. */
  announceLost(cursor: Pick<Cursor, 'position' | 'time'>): void {
    this.#announce(gapBehind(cursor, this.#startedAt, this.#context.clock))
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
    if (this.#view) this.#announce(gapSince(this.#view, lostSince, this.#startedAt, this.#context.clock))
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
    this.#subscription?.end(this.#context.isStopping())
    this.#acked?.end()
    if (!this.#context.isStopping()) this.#share?.leave()
    if (this.#acked) this.#moved?.()
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

  /** Takes no more events that are shared, and settles once it has confirmed those that it has. */
  async drain(): Promise<void> {
    await this.#share?.drain()
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
    return this.#context.call(this, call, sendPart)
  }

  confirmed(position: number): void {
    this.#subscription?.confirmed(position)
    this.#share?.confirmed()
  }

  drained(): void {
    this.#subscription?.drained()
  }

  pongsUnusable(): void {
    this.#context.pongsUnusable(this)
  }
}
