import type { Clock, EventSink } from '@rookery/transport'
import type { Delivery, Served } from '../event-lane/deliver.js'
import type { Announcer, Behind } from '../event-lane/serving.js'
import { type EventId, wantedFrom } from '../history/index.js'
import { type Cursor, type Moved, newCursor } from '../journal/cursor.js'
import type { Gap } from '../journal/gap.js'
import type { JournalView } from '../journal/journal.js'
import { marksOf } from '../journal/view-marks.js'
import type { ClientRights, DeliveryOptions } from '../options.js'
import { AckedCursor } from './acked-cursor.js'
import type { Client } from './clients.js'
import { type ConnectionRole, placeOf } from './connection-settings.js'
import { type KeptCursors, noteMark } from './kept-cursors.js'
import { gapBehind, gapSince } from './lost-gap.js'
import type { OlderEvents } from './older-events.js'
import type { SentUpTo } from './recent-events.js'
import { type JoinShare, type Share, shareMemberOf } from './share.js'
import { type Start, startOf } from './start.js'

/** Parts of the hub by which connections are served. */
export interface ServedEventsContext {
  readonly delivery: Delivery
  readonly older: OlderEvents
  /** Absent where nothing outlives the process. */
  readonly kept?: KeptCursors | undefined
  readonly clock: Clock
  /** The clock of the journal. */
  now(): number
  /** Lets a connection of a client with `balance` take part. Absent where no client has it. */
  join?(client: Client, ...sharing: Parameters<JoinShare>): Share
}

/** The connection that is served. */
export interface ServedConnection extends Announcer {
  readonly client: Client
  readonly account: string
  readonly role: ConnectionRole
  readonly isOpen: boolean
  sentUpTo(): SentUpTo | undefined
}

/** What a connection is sent, and how. */
export interface ServedSettings {
  readonly view: JournalView
  readonly sink: EventSink
  /** Rights by which the connection was let in. */
  readonly rights: ClientRights
  readonly delivery: DeliveryOptions
}

/** The events of the journal that one connection is sent: where they begin, and how far they are confirmed. */
export class ServedEvents {
  readonly #connection: ServedConnection
  readonly #settings: ServedSettings
  readonly #context: ServedEventsContext
  #subscription: Served | undefined
  /** Where it confirms by acks. */
  #acked: AckedCursor | undefined
  #moved: (() => void) | undefined
  /** Where its client shares events with others. */
  #share: Share | undefined
  /** Position of the last event that it was not to be sent. */
  #startedAt = 0
  /** As `wantedFrom`, of a client that was moved back in time. */
  #movedTo: number | undefined

  constructor(connection: ServedConnection, settings: ServedSettings, context: ServedEventsContext) {
    this.#connection = connection
    this.#settings = settings
    this.#context = context
  }

  /** Sends whatever the client has not confirmed, then what comes. */
  start(lastEventId: string | undefined): void {
    const { view, rights, delivery } = this.#settings
    // Of events that are shared it begins with what waits for any of those that share them.
    if (rights.balance)
      return this.#follow({ cursor: newCursor(view.head, this.#context.clock), isNew: false })
    const { client } = this.#connection
    const { since } = delivery
    const start = startOf(view, { client, place: this.#place, lastEventId, since }, this.#context)
    if (!(start instanceof Promise)) return this.#follow(start)
    void start.then((loaded) => {
      if (this.#connection.isOpen) this.#follow(loaded)
    })
  }

  /** Events it was not sent or has not confirmed; undefined when it has everything. */
  get behind(): Behind | undefined {
    return this.#acked ? this.#acked.behind : this.#subscription?.behind
  }

  /** Number of events of the journal that were sent. */
  get delivered(): number {
    return this.#subscription?.delivered ?? 0
  }

  /** Unix milliseconds from which on messages are sent however old they are; undefined where nobody asked for that. */
  get wantedFrom(): number | undefined {
    const asked = wantedFrom(this.#settings.delivery.since, this.#context.now())
    const moved = this.#movedTo
    return asked === undefined || moved === undefined ? (asked ?? moved) : Math.min(asked, moved)
  }

  get sentUpTo(): SentUpTo | undefined {
    const position = this.#subscription?.sent
    return position === undefined ? undefined : { view: this.#settings.view, position }
  }

  confirmsByAck(account: string): boolean {
    return this.#acked?.isOf(account) ?? false
  }

  ack(id: EventId): void {
    this.#acked?.ack(id)
    this.#moved?.()
  }

  confirmed(position: number): void {
    this.#subscription?.confirmed(position)
    this.#share?.confirmed()
  }

  drained(): void {
    this.#subscription?.drained()
  }

  /** Asks the client to confirm what it was sent. */
  mark(): void {
    this.#subscription?.mark()
  }

  /** Takes no more events that are shared; settles once those that it has are confirmed. */
  async drain(): Promise<void> {
    await this.#share?.drain()
  }

  /** Sends nothing more. `isOurDoing`: the client did not break off. `isStopping`: what it shared is shared no more. */
  end(isOurDoing: boolean, isStopping: boolean): void {
    this.#subscription?.end(isOurDoing)
    this.#acked?.end()
    if (!isStopping) this.#share?.leave()
    if (this.#acked) this.#moved?.()
  }

  /** The gap between a cursor that is given up and the place where this connection began; undefined if there is none. */
  gapBehind(cursor: Pick<Cursor, 'position' | 'time'>): Gap | undefined {
    return gapBehind(cursor, this.#startedAt, this.#context.clock)
  }

  /** As `gapBehind`, of the cursor that the store has for the client's name. */
  async storedGap(): Promise<Gap | undefined> {
    const stored = await this.#context.kept?.stored(this.#connection.client, this.#place)
    if (!stored) return undefined
    const { position } = marksOf(this.#settings.view).placeOf(stored.mark)
    return this.gapBehind({ time: stored.time, position })
  }

  /** The gap of the events of the journal that are not older than `lostSince` and were there before this connection. */
  gapSince(lostSince: number): Gap | undefined {
    return gapSince(this.#settings.view, lostSince, this.#startedAt, this.#context.clock)
  }

  get #place(): string {
    return placeOf(this.#connection.account, this.#connection.role)
  }

  #follow({ cursor, isNew }: Start): void {
    const { client } = this.#connection
    const { view, rights } = this.#settings
    const kept = rights.balance ? undefined : this.#context.kept
    const place = this.#place
    client.cursors.set(place, cursor)
    if (kept && !cursor.logged && cursor.position < view.tail && cursor.marked)
      cursor.logged = { mark: cursor.marked }
    this.#startedAt = kept && cursor.logged ? view.head : cursor.position
    if (cursor.moved) this.#takeMove(cursor, cursor.moved)
    const gap = isNew && client.lostSince !== undefined ? this.gapSince(client.lostSince) : undefined
    if (gap) this.#connection.gap(gap)
    if (kept) noteMark(cursor, view)
    this.#moved = kept && ((): void => kept.moved(cursor, { client, place, view }))
    if (rights.balance)
      this.#share = this.#context.join?.(client, shareMemberOf(this.#connection), view, cursor)
    this.#subscribe(cursor)
    this.#moved?.()
    this.#subscription?.advance()
  }

  #takeMove(cursor: Cursor, { skipped, wantedFrom: from }: Moved): void {
    cursor.moved = undefined
    this.#movedTo = from
    if (skipped) this.#connection.gap(skipped)
  }

  #subscribe(cursor: Cursor): void {
    const { clock } = this.#context
    const { view, sink, rights, delivery } = this.#settings
    const { seq, confirm, slow } = delivery
    if (confirm === 'ack' && !this.#share)
      this.#acked = new AckedCursor(cursor, view, clock, () => this.#moved?.())
    this.#subscription = this.#context.delivery.subscribe({
      view,
      sink,
      cursor: this.#acked?.received ?? cursor,
      announce: this.#connection,
      passing: this.#acked,
      format: rights.messageFormat,
      edits: rights.edits,
      withIds: seq ?? confirm === 'ack',
      slow,
      fromMemoryAlone: this.#share !== undefined,
      wantedFrom: this.wantedFrom,
      ...(this.#moved && !this.#acked && { moved: this.#moved }),
    })
    // Without a store only acks go by marks.
    if (!this.#moved && !this.#acked) cursor.logged = undefined
  }
}
