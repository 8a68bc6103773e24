import type { Alarm, Batch, Clock, EventSink } from '@rookery/transport'
import type { Mark } from '../history/index.js'
import { type Cursor, suspectsAfter, unixSeconds } from '../journal/cursor.js'
import type { ResumePlan } from '../journal/resume.js'
import { marksOf } from '../journal/view-marks.js'
import type { SlowPolicy } from '../options.js'
import type { Confirming } from './confirmation-slots.js'
import type { Feed, Reading } from './feed.js'
import type { Announcer, Behind, Later, Passing } from './serving.js'
import type { SubscriptionParts } from './subscription-parts.js'

/** A connection is written to until this much waits in its socket; then it reads on from its cursor later. */
const SOCKET_BYTES = 256 * 1024
/**
 * A connection gets no more than this in one turn of the event loop. One that reads as fast as we write would
 * otherwise be sent all that it had missed at once, a hundred milliseconds for a hundred megabytes, while the others wait.
 */
const TURN_BYTES = 256 * 1024
/** Confirmation costs two frames and a turn of ours: of a flood it is asked for after so many events, else by time. */
const MARK_EVENTS = 512
/** A connection that is sent events one by one and confirms none for so long is not waited for any more. */
const PATIENCE_MS = 30_000

/** Sends the events of a view to one connection, from its cursor on, and asks for confirmations. */
export class Subscription implements Confirming {
  /** Slot in which it is asked for confirmation; undefined while it is in none. */
  slot: number | undefined
  readonly #feed: Feed
  readonly #sink: EventSink
  readonly #cursor: Cursor
  readonly #plan: ResumePlan
  readonly #announce: Announcer
  readonly #passing: Passing | undefined
  readonly #later: Later
  readonly #clock: Clock
  #carefulUntil: number
  #patience: Alarm | undefined
  /** Position of the last event that was there before the connection. */
  readonly #resumedUpTo: number
  /** Position from which on the plan has no say. */
  readonly #unplannedFrom: number
  #sent: number
  /** Position from which on it sent events, and so many more that it left out. */
  #notSent: number
  /** Position at which confirmation is asked for at once. */
  #markAt: number
  #isBlocked = false
  readonly #overtaken: ((sent: number, mark: Mark) => void) | undefined
  readonly #slow: SlowPolicy
  /** The mark of what was sent when it was last left behind the head. */
  #noted: { readonly sent: number; readonly mark: Mark } | undefined
  /** The large event that is next, and its batch once that is ready to be sent. */
  #large: { readonly position: number; readonly batch?: Batch } | undefined

  constructor(parts: SubscriptionParts) {
    const { feed, sink, cursor, plan, announce, later, clock } = parts
    this.#slow = parts.slow ?? 'resume'
    this.#overtaken = parts.overtaken
    this.#feed = feed
    this.#sink = sink
    this.#cursor = cursor
    this.#plan = plan
    this.#announce = announce
    this.#passing = parts.passing
    this.#later = later
    this.#clock = clock
    this.#carefulUntil = plan.carefulUntil
    this.#unplannedFrom = Math.max(plan.until, plan.carefulUntil + 1)
    this.#resumedUpTo = feed.view.head
    this.#bePatient()
    // What was forgotten meanwhile is in the plan's gap.
    this.#sent = Math.max(cursor.position, feed.view.tail)
    this.#notSent = this.#sent
    this.#markAt = this.#nextMark()
    if (plan.gap) announce.gap(plan.gap)
    if (plan.poison !== undefined) announce.poison(feed.view.at(plan.poison))
    if (this.#sent > cursor.position) later.mark(this)
  }

  /** Position of the last event that was sent. */
  get sent(): number {
    return this.#sent
  }

  /** Number of events that were sent. */
  get delivered(): number {
    return this.#sent - this.#notSent
  }

  /** Returns what is not confirmed; undefined when everything is. */
  get behind(): Behind | undefined {
    const { view } = this.#feed
    const confirmed = this.#cursor.position
    const first = Math.max(confirmed, view.tail) + 1
    if (first > view.head) return undefined
    const { admittedAt } = view.at(first)
    return { events: view.head - first + 1, admittedAt, isSent: this.#sent >= first, confirmed }
  }

  /** Sends what there is, as far as the socket takes it and the turn allows. */
  advance(): void {
    // The log may have taken over since this was asked for.
    if (!this.#feed.subscriptions.has(this)) return
    this.#sendOn()
    if (this.#overtaken) this.#note()
  }

  #sendOn(): void {
    const { view } = this.#feed
    const { head } = view
    if (this.#slow === 'disconnect' && this.#sent < view.tail) return this.#breakOff()
    let bytes = 0
    while (this.#sent < head && this.#takesMore()) {
      if (bytes >= TURN_BYTES) return this.#goOnLater()
      if (this.#sent < view.tail) {
        if (this.#slow === 'resume' && this.#leaveToLog()) return
        this.#skipTo(this.#slow === 'latest' ? head : view.tail)
        continue
      }
      // The last one is waited for, too: what comes behind it must not be suspected in its place.
      if (this.#sent <= this.#carefulUntil && this.#cursor.position < this.#sent) return
      const sent = this.#sent < this.#plan.until ? this.#sendPlanned() : this.#sendBatch()
      if (sent === undefined) return
      bytes += sent
    }
  }

  follow({ from, to, batch }: Reading): boolean {
    if (from !== this.#sent || from < this.#unplannedFrom) return false
    if (!this.#sink.offerBatch?.(batch)) return false
    this.#sentUpTo(to)
    return true
  }

  drained(): void {
    this.#isBlocked = false
    this.advance()
  }

  confirmed(position: number): void {
    // A connection that was taken over may still answer, while its successor moves the cursor.
    if (!this.#feed.subscriptions.has(this)) return
    this.#cursor.position = position
    this.#cursor.time = unixSeconds(this.#clock)
    this.#bePatient()
    // Not at once: a socket that drains immediately confirms while `advance` is still at work.
    if (position <= this.#carefulUntil) queueMicrotask(() => this.advance())
  }

  /** Asks for confirmation of what was sent. */
  mark(): void {
    if (!this.#sink.isOpen || this.#cursor.position >= this.#sent) return
    this.#markAt = this.#nextMark()
    if (!this.#sink.mark(this.#sent)) this.#later.markAgain(this)
  }

  /**
   * The connection has ended: what was under way is sent again over the next one, and is suspected to have ended it, unless
   * the hub stops.
   */
  end(isStop = false): void {
    this.#patience?.()
    this.#feed.subscriptions.delete(this)
    if (isStop) return
    this.#cursor.suspects = suspectsAfter(this.#cursor.suspects, this.#cursor.position, this.#sent)
  }

  #bePatient(): void {
    this.#patience?.()
    if (this.#cursor.position >= this.#carefulUntil) return
    this.#patience = this.#clock.after(PATIENCE_MS, () => {
      this.#carefulUntil = 0
      this.advance()
    })
    this.#patience.unref?.()
  }

  #takesMore(): boolean {
    if (this.#isBlocked || !this.#sink.isOpen) return false
    this.#isBlocked = this.#sink.queuedBytes > SOCKET_BYTES
    return !this.#isBlocked
  }

  #goOnLater(): void {
    this.#feed.isUnfinished = true
    this.#later.advance()
  }

  async #makeReady(position: number): Promise<void> {
    this.#large = { position }
    const batch = await this.#feed.readLarge(position)
    await this.#sink.prepare?.(batch)
    if (this.#large?.position === position && this.#feed.subscriptions.has(this)) {
      this.#large = { position, batch }
      this.advance()
    }
    this.#feed.forget()
  }

  /** Returns the number of bytes sent; undefined for a large event that is still being made ready. */
  #sendBatch(): number | undefined {
    const reading = this.#feed.read(this.#sent)
    if (!reading) return this.#sendLarge(this.#sent + 1)
    this.#sink.sendBatch(reading.batch)
    this.#sentUpTo(reading.to)
    return reading.bytes
  }

  /** Like `#sendBatch`, for one event on which the plan has a say. */
  #sendPlanned(): number | undefined {
    const position = this.#sent + 1
    const { id } = this.#feed.view.at(position)
    const isLeftOut = this.#plan.leavesOut(position)
    const sent = isLeftOut ? 0 : this.#sendOne(position)
    if (sent === undefined) return undefined
    if (isLeftOut) {
      this.#notSent++
      this.#sentUpTo(position)
      this.#passing?.passed(id)
    } else this.#passing?.sent(id)
    if (position <= this.#carefulUntil) this.mark()
    return sent
  }

  #sendOne(position: number): number | undefined {
    if (this.#feed.isLarge(position)) return this.#sendLarge(position)
    const batch = this.#feed.readOne(position)
    this.#sink.sendBatch(batch)
    this.#sentUpTo(position)
    return bytesOf(batch)
  }

  /** A large event is made ready first; then this goes on by itself. */
  #sendLarge(position: number): number | undefined {
    if (this.#large?.position !== position) void this.#makeReady(position)
    const batch = this.#large?.batch
    if (!batch) return undefined
    this.#large = undefined
    this.#sink.sendBatch(batch)
    this.#sentUpTo(position)
    // It would be a lot to send twice.
    this.mark()
    return bytesOf(batch)
  }

  #sentUpTo(position: number): void {
    this.#sent = position
    if (position >= this.#markAt) this.mark()
    else if (this.slot === undefined) this.#later.mark(this)
  }

  /** Once all that was missed is sent, too: a client that soon leaves again must not get it once more. */
  #nextMark(): number {
    const next = this.#sent + MARK_EVENTS
    return this.#sent < this.#resumedUpTo ? Math.min(next, this.#resumedUpTo) : next
  }

  /** Notes the mark of what was sent while memory still knows it, for whoever is not level with the head. */
  #note(): void {
    const { view, subscriptions } = this.#feed
    if (this.#sent >= view.head || this.#noted?.sent === this.#sent || !subscriptions.has(this)) return
    const mark = marksOf(view).at(this.#sent)
    if (mark) this.#noted = { sent: this.#sent, mark }
  }

  /** Ends here, and goes on from the log, if there is one and the place in it is known. */
  #leaveToLog(): boolean {
    const sent = this.#sent
    const mark = this.#noted?.sent === sent ? this.#noted.mark : marksOf(this.#feed.view).level(sent)
    if (!this.#overtaken || !mark) return false
    this.#patience?.()
    this.#feed.subscriptions.delete(this)
    this.#large = undefined
    this.#overtaken(sent, mark)
    return true
  }

  #breakOff(): void {
    if (this.#sink.isOpen) void this.#sink.close(1013, 'it fell behind what memory holds')
  }

  /** The connection was so slow that the journal has forgotten what it had still to get: it goes on behind a position. */
  #skipTo(position: number): void {
    const { view } = this.#feed
    const to = position < view.head ? view.at(position + 1).time : unixSeconds(this.#clock)
    this.#announce.gap({ from_time: this.#cursor.time, to_time: to, count: position - this.#sent })
    this.#large = undefined
    this.#notSent += position - this.#sent
    this.#sentUpTo(position)
  }
}

const bytesOf = ({ texts: [text] }: Batch): number => text?.frame.length ?? 0
