import type { MessageFormat, OddItem } from '@rookery/protocol'
import { type Clock, type EventSink, systemClock } from '@rookery/transport'
import type { Cursor } from '../journal/cursor.js'
import type { JournalView } from '../journal/journal.js'
import { planResume } from '../journal/resume.js'
import { ConfirmationSlots } from './confirmation-slots.js'
import { Feed } from './feed.js'
import { type Announcer, type Later, Subscription } from './subscription.js'

export interface DeliverySettings {
  /** Messages older than this are not sent again on a resume. */
  readonly maxAgeMs: number
  readonly now: () => number
  /**
   * Two flushes start no closer than this. An event that comes alone leaves at once; of many, those of one
   * millisecond leave together, since a write costs the kernel more than all the rest. Default 1.
   */
  readonly flushGapMs?: number
  /** Told about items of messages that have no CQ form, whenever one is brought into the nearest string. */
  readonly odd?: OddItem
  /** Default that of the machine. */
  readonly clock?: Clock
}

/** Events that a connection is to be sent. */
export interface SubscribeSettings {
  readonly view: JournalView
  readonly sink: EventSink
  /** Events after it are sent; it moves forward with confirmations. */
  readonly cursor: Cursor
  /** Tells what the client will not get. */
  readonly announce: Announcer
  /** Form of `message` in the events. Default: as it came. */
  readonly format?: MessageFormat | undefined
}

/** The last stage of the event lane: brings the journal's events to every connection, each at its own pace. */
export class Delivery {
  readonly #settings: DeliverySettings
  /** By view and message format. */
  readonly #feeds = new Map<string, Feed>()
  /** Cancels the flush that is due, if one is. */
  #unschedule: (() => void) | undefined
  #flushedAt = Number.NEGATIVE_INFINITY
  readonly #clock: Clock
  readonly #confirmations: ConfirmationSlots
  readonly #later: Later

  constructor(settings: DeliverySettings) {
    this.#settings = settings
    this.#clock = settings.clock ?? systemClock
    this.#confirmations = new ConfirmationSlots(this.#clock)
    this.#later = {
      mark: (each) => this.#confirmations.add(each),
      markAgain: (each) => this.#confirmations.retry(each),
      advance: () => this.#schedule(afterTurn),
    }
  }

  /**
   * Schedules a flush after the journal has grown. All events admitted before it, those of one chunk that was read at
   * least, leave in one write per connection.
   */
  wake(): void {
    this.#schedule(afterTick)
  }

  /**
   * Subscribes a connection. The caller hands its confirmations and drains on to what is returned, and starts it with
   * `advance()`.
   */
  subscribe({ view, sink, cursor, announce, format }: SubscribeSettings): Subscription {
    const key = `${format ?? 'as sent'} ${view.key}`
    const feed = this.#feeds.get(key) ?? new Feed(view, format, this.#settings.odd)
    this.#feeds.set(key, feed)
    const plan = planResume(view, cursor, this.#settings.now() - this.#settings.maxAgeMs)
    const subscription = new Subscription({
      feed,
      sink,
      cursor,
      plan,
      announce,
      later: this.#later,
      clock: this.#clock,
    })
    feed.subscriptions.add(subscription)
    return subscription
  }

  /** Drops what nobody is subscribed to any more. */
  forgetIdle(): void {
    for (const [key, feed] of this.#feeds) if (feed.subscriptions.size === 0) this.#feeds.delete(key)
  }

  close(): void {
    this.#unschedule?.()
    this.#confirmations.close()
  }

  #schedule(soon: Delay): void {
    if (this.#unschedule) return
    const { flushGapMs = 1 } = this.#settings
    const hasPaused = performance.now() - this.#flushedAt >= flushGapMs
    this.#unschedule = hasPaused ? soon(this.#flush) : afterMs(flushGapMs, this.#flush)
  }

  readonly #flush = (): void => {
    this.#unschedule = undefined
    this.#flushedAt = performance.now()
    for (const feed of this.#feeds.values()) feed.flush()
  }
}

/** Runs something later; what it returns cancels that. */
type Delay = (run: () => void) => () => void

/** Runs it behind the callback under way, which costs less than a phase of the event loop of its own. */
const afterTick: Delay = (run) => {
  let isDue = true
  process.nextTick(() => isDue && run())
  return () => {
    isDue = false
  }
}

const afterTurn: Delay = (run) => {
  const soon = setImmediate(run)
  return () => clearImmediate(soon)
}

function afterMs(ms: number, run: () => void): () => void {
  const later = setTimeout(run, ms)
  return () => clearTimeout(later)
}
