import { formatEvent, type MessageFormat } from '@rookery/protocol'
import { Batch, type EventSink, type FramedText, framedPayload, frameText } from '@rookery/transport'
import { type Cursor, suspectsAfter, unixSeconds } from '../cursor.js'
import type { JournalView } from '../journal/journal.js'
import type { Gap } from '../own-events.js'
import { planResume, type ResumePlan } from '../resume.js'

/** A connection is written to until this much waits in its socket; then it reads on from its cursor later. */
const SOCKET_BYTES = 256 * 1024
const BATCH_BYTES = 256 * 1024
const BATCH_EVENTS = 4096
/**
 * A connection gets no more than this in one turn of the event loop. One that reads as fast as we write would
 * otherwise be sent all that it had missed at once, a hundred milliseconds for a hundred megabytes, while the others wait.
 */
const TURN_BYTES = 256 * 1024
/** Confirmation costs two frames and a turn of ours: of a flood it is asked for now and then, else in `MARK_MS`. */
const MARK_EVENTS = 512
const MARK_MS = 50
/** A connection that is sent events one by one and confirms none for so long is not waited for any more. */
const PATIENCE_MS = 30_000

export interface DeliverySettings {
  /** Messages older than this are not sent again on a resume. */
  readonly maxAgeMs: number
  readonly now: () => number
  /**
   * Two flushes start no closer than this. An event that comes alone leaves at once; of many, those of one
   * millisecond leave together, since a write costs the kernel more than all the rest. Default 1.
   */
  readonly flushGapMs?: number
}

/** The last stage of the event lane: brings the journal's events to every connection, each at its own pace. */
export class Delivery {
  readonly #settings: DeliverySettings
  /** By view and message format. */
  readonly #feeds = new Map<string, Feed>()
  readonly #unmarked = new Set<Subscription>()
  /** Cancels the flush that is due, if one is. */
  #unschedule: (() => void) | undefined
  #flushedAt = Number.NEGATIVE_INFINITY
  #marking: NodeJS.Timeout | undefined

  constructor(settings: DeliverySettings) {
    this.#settings = settings
  }

  /** Says that the journal has grown. What was admitted until the flush leaves in one write per connection. */
  wake(): void {
    if (this.#unschedule) return
    const { flushGapMs = 1 } = this.#settings
    if (performance.now() - this.#flushedAt >= flushGapMs) {
      const soon = setImmediate(() => this.#flush())
      this.#unschedule = () => clearImmediate(soon)
    } else {
      const later = setTimeout(() => this.#flush(), flushGapMs)
      this.#unschedule = () => clearTimeout(later)
    }
  }

  /**
   * Subscribes a connection to `view` from where `cursor` stands; `announce` sends the notice of a gap. The
   * caller hands the connection's confirmations and drains on to what is returned, and starts it with
   * `advance()`.
   */
  subscribe(
    view: JournalView,
    sink: EventSink,
    cursor: Cursor,
    announce: (gap: Gap) => void,
    format?: MessageFormat,
  ): Subscription {
    const key = `${format ?? 'as sent'} ${view.key}`
    const feed = this.#feeds.get(key) ?? new Feed(view, format)
    this.#feeds.set(key, feed)
    const plan = planResume(view, cursor, this.#settings.now() - this.#settings.maxAgeMs)
    const subscription = new Subscription(feed, sink, cursor, plan, announce, {
      mark: (each) => this.#markLater(each),
      advance: () => this.wake(),
    })
    feed.subscriptions.add(subscription)
    return subscription
  }

  close(): void {
    this.#unschedule?.()
    clearTimeout(this.#marking)
  }

  #flush(): void {
    this.#unschedule = undefined
    this.#flushedAt = performance.now()
    for (const feed of this.#feeds.values()) feed.flush()
  }

  #markLater(subscription: Subscription): void {
    this.#unmarked.add(subscription)
    this.#marking ??= setTimeout(() => {
      this.#marking = undefined
      const due = [...this.#unmarked]
      this.#unmarked.clear()
      for (const each of due) each.mark()
    }, MARK_MS)
  }
}

/** Some events of a view: up to where, and how large they are. */
interface Reading {
  readonly to: number
  readonly bytes: number
  readonly batch: Batch
}

/** One view in one message format, and who is sent it. The last batch is kept, since connections at the same position get the same bytes. */
class Feed {
  readonly view: JournalView
  readonly #format: MessageFormat | undefined
  readonly subscriptions = new Set<Subscription>()
  #last: (Reading & { readonly from: number; readonly head: number }) | undefined

  constructor(view: JournalView, format: MessageFormat | undefined) {
    this.view = view
    this.#format = format
  }

  flush(): void {
    const { head } = this.view
    for (const subscription of this.subscriptions) if (subscription.sent < head) subscription.advance()
    // Held no longer than needed: a batch may be as large as the journal's largest event.
    this.#last = undefined
  }

  /** The events behind `from`, as many as go into one write. */
  read(from: number): Reading {
    const { head } = this.view
    if (this.#last?.from === from && this.#last.head === head) return this.#last
    let bytes = 0
    const texts = []
    let to = from
    while (to < head && texts.length < BATCH_EVENTS && bytes < BATCH_BYTES) {
      const text = this.textAt(++to)
      texts.push(text)
      bytes += text.frame.length
    }
    this.#last = { from, to, head, bytes, batch: new Batch(texts, from + 1) }
    return this.#last
  }

  /** One event as this feed has it; converted once for all that are at the same position. */
  textAt(position: number): FramedText {
    const { text } = this.view.at(position)
    if (this.#format === undefined) return text
    const payload = framedPayload(text)
    const formatted = formatEvent(payload, this.#format)
    return formatted === payload ? text : frameText(formatted)
  }
}

/** What a subscription has done for it when its turn of the event loop is over. */
interface Later {
  mark(subscription: Subscription): void
  advance(): void
}

/** One connection's way through a view. */
export class Subscription {
  readonly #feed: Feed
  readonly #sink: EventSink
  readonly #cursor: Cursor
  readonly #plan: ResumePlan
  readonly #announce: (gap: Gap) => void
  readonly #later: Later
  #carefulUntil: number
  #patience: NodeJS.Timeout | undefined
  #sent: number
  #marked: number
  #isBlocked = false

  constructor(
    feed: Feed,
    sink: EventSink,
    cursor: Cursor,
    plan: ResumePlan,
    announce: (gap: Gap) => void,
    later: Later,
  ) {
    this.#feed = feed
    this.#sink = sink
    this.#cursor = cursor
    this.#plan = plan
    this.#announce = announce
    this.#later = later
    this.#carefulUntil = plan.carefulUntil
    this.#bePatient()
    // What was forgotten meanwhile is in the plan's gap.
    this.#sent = this.#marked = Math.max(cursor.position, feed.view.tail)
    if (plan.gap) announce(plan.gap)
    if (this.#sent > cursor.position) later.mark(this)
  }

  /** Position of the last event that was sent. */
  get sent(): number {
    return this.#sent
  }

  /** Sends what there is, as far as the socket takes it and the turn allows. */
  advance(): void {
    const { view } = this.#feed
    let bytes = 0
    while (this.#sent < view.head && !this.#isBlocked && this.#sink.isOpen) {
      if (bytes >= TURN_BYTES) return this.#later.advance()
      if (this.#sink.queuedBytes > SOCKET_BYTES) {
        this.#isBlocked = true
        return
      }
      if (this.#sent < view.tail) this.#skipForgotten()
      // The last one is waited for, too: what comes behind it must not be suspected in its place.
      if (this.#sent <= this.#carefulUntil && this.#cursor.position < this.#sent) return
      bytes += this.#sent < this.#plan.until ? this.#sendPlanned(this.#sent + 1) : this.#sendBatch()
    }
  }

  drained(): void {
    this.#isBlocked = false
    this.advance()
  }

  confirmed(position: number): void {
    // A connection that was taken over may still answer, while its successor moves the cursor.
    if (!this.#feed.subscriptions.has(this)) return
    this.#cursor.position = position
    this.#cursor.time = unixSeconds()
    this.#bePatient()
    // Not at once: a socket that drains immediately confirms while `advance` is still at work.
    if (position <= this.#carefulUntil) queueMicrotask(() => this.advance())
  }

  /** Asks for confirmation of what was sent. */
  mark(): void {
    if (!this.#sink.isOpen || this.#cursor.position >= this.#sent) return
    this.#marked = this.#sent
    if (!this.#sink.mark(this.#sent)) this.#later.mark(this)
  }

  /** The connection has ended: what was under way is sent again over the next one. */
  end(): void {
    clearTimeout(this.#patience)
    this.#feed.subscriptions.delete(this)
    this.#cursor.suspects = suspectsAfter(this.#cursor.suspects, this.#cursor.position, this.#sent)
  }

  #bePatient(): void {
    clearTimeout(this.#patience)
    if (this.#cursor.position >= this.#carefulUntil) return
    this.#patience = setTimeout(() => {
      this.#carefulUntil = 0
      this.advance()
    }, PATIENCE_MS)
    this.#patience.unref()
  }

  /** Gives how many bytes were sent. */
  #sendBatch(): number {
    const { to, bytes, batch } = this.#feed.read(this.#sent)
    this.#sink.sendBatch(batch)
    this.#sentUpTo(to)
    return bytes
  }

  #sendPlanned(position: number): number {
    const isSent = !this.#plan.leavesOut(position)
    const text = this.#feed.textAt(position)
    if (isSent) this.#sink.sendBatch(new Batch([text], position))
    this.#sentUpTo(position)
    if (position <= this.#carefulUntil) this.mark()
    return isSent ? text.frame.length : 0
  }

  #sentUpTo(position: number): void {
    this.#sent = position
    if (position - this.#marked >= MARK_EVENTS) this.mark()
    else this.#later.mark(this)
  }

  /** The connection was so slow that the journal has forgotten what it had still to get. */
  #skipForgotten(): void {
    const { tail, head } = this.#feed.view
    const to = tail < head ? this.#feed.view.at(tail + 1).time : unixSeconds()
    this.#announce({ from_time: this.#cursor.time, to_time: to, count: tail - this.#sent })
    this.#sent = tail
  }
}
