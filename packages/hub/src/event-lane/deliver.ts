import type { OddItem } from '@rookery/protocol'
import { type Clock, systemClock } from '@rookery/transport'
import type { EventLog, Mark } from '../history/index.js'
import type { JournalEvent, JournalView } from '../journal/journal.js'
import { planResume } from '../journal/resume.js'
import { has, marksOf } from '../journal/view-marks.js'
import { CatchUp } from './catch-up.js'
import { ConfirmationSlots } from './confirmation-slots.js'
import { Course, type SubscribeSettings } from './course.js'
import { EventTexts } from './event-texts.js'
import { Feed } from './feed.js'
import { IdentifiedTexts } from './identified-texts.js'
import { ReadTurns } from './read-turns.js'
import type { Later, Passing } from './serving.js'
import { Subscription } from './subscription.js'
import type { SubscriptionParts } from './subscription-parts.js'

export interface DeliverySettings {
  /** Messages older than this are not sent again on a resume. */
  readonly maxAgeMs: number
  readonly now: () => number
  /**
   * Two flushes start no closer than this. An event that comes alone leaves at once; of many, those of one
   * millisecond leave together, since a write costs the kernel more than all the rest. Default 1.
   */
  readonly flushGapMs?: number
  /** Called before each flush. */
  readonly beforeFlush?: (() => void) | undefined
  /** The log, if it keeps what memory forgets. */
  readonly log?: Pick<EventLog, 'read'> | undefined
  /** Told about items of messages that have no CQ form, whenever one is brought into the nearest string. */
  readonly odd?: OddItem
  /** Default that of the machine. */
  readonly clock?: Clock
}

/** Delivery to one connection. */
export type Served = Course | Subscription

/** The last stage of the event lane: brings the journal's events to every connection, each at its own pace. */
export class Delivery {
  readonly #settings: DeliverySettings
  /** By view, and the form of its events. */
  readonly #feeds = new Map<string, Feed>()
  /** Cancels the flush that is due, if one is. */
  #unschedule: (() => void) | undefined
  #flushedAt = Number.NEGATIVE_INFINITY
  readonly #clock: Clock
  readonly #confirmations: ConfirmationSlots
  readonly #later: Later
  /** Present where a log keeps what memory forgets. */
  readonly #turns: ReadTurns | undefined
  readonly #ids = new IdentifiedTexts()

  constructor(settings: DeliverySettings) {
    this.#settings = settings
    this.#clock = settings.clock ?? systemClock
    this.#turns = settings.log && new ReadTurns(settings.log, this.#clock)
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
  subscribe(settings: SubscribeSettings): Served {
    if (this.#turns) return this.#course(settings, this.#turns)
    return this.#subscription(settings, settings.cursor.logged?.mark)
  }

  #course(settings: SubscribeSettings, turns: ReadTurns): Course {
    return new Course(settings, {
      clock: this.#clock,
      fromMemory: (each, had, overtaken) => this.#subscription(each, had, overtaken),
      fromLog: ({ view, sink, cursor, announce, passing, ...form }, parts) =>
        new CatchUp({
          ...parts,
          turns,
          view,
          sink,
          announce,
          passing,
          texts: this.#textsOf(form),
          time: cursor.time,
          staleBefore: this.#staleBefore(form),
          maxAgeMs: this.#settings.maxAgeMs,
          later: this.#later,
          clock: this.#clock,
        }),
    })
  }

  #subscription(
    { view, sink, cursor, announce, passing, wantedFrom, slow, ...form }: SubscribeSettings,
    had?: Mark,
    overtaken?: SubscriptionParts['overtaken'],
  ): Subscription {
    const key = `${formKey(form)} ${view.key}`
    const feed = this.#feeds.get(key) ?? new Feed(view, this.#textsOf(form))
    this.#feeds.set(key, feed)
    // Of a single account nothing that the mark has lies behind its place.
    const isMixed = view.accounts === 'all' || view.accounts.length > 1
    const hasAlready = had && isMixed ? (event: JournalEvent): boolean => has(had, event) : undefined
    const plan = planResume(view, cursor, this.#staleBefore({ wantedFrom }), hasAlready)
    const [later, clock] = [this.#later, this.#clock]
    const subscription = new Subscription({
      feed,
      sink,
      cursor,
      plan,
      announce,
      passing,
      later,
      clock,
      overtaken,
      slow,
    })
    feed.subscriptions.add(subscription)
    if (passing && cursor.position < view.tail) passForgotten(view, passing)
    return subscription
  }

  #textsOf({ withIds, ...form }: EventForm): EventTexts {
    return new EventTexts(form, this.#settings.odd, withIds ? this.#ids : undefined)
  }

  #staleBefore({ wantedFrom = Number.POSITIVE_INFINITY }: Pick<SubscribeSettings, 'wantedFrom'>): number {
    return Math.min(wantedFrom, this.#settings.now() - this.#settings.maxAgeMs)
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
    this.#settings.beforeFlush?.()
    for (const [key, feed] of this.#feeds) {
      // A view with a scope may rest once nobody reads it.
      if (feed.view.scope && feed.subscriptions.size === 0) this.#feeds.delete(key)
      else feed.flush()
    }
    this.#ids.forget()
    if (!this.#turns) return
    for (const { view } of this.#feeds.values()) marksOf(view).follow()
  }
}

/** Form of the events of a connection. */
type EventForm = Pick<SubscribeSettings, 'format' | 'withIds' | 'edits'>

function formKey({ format, withIds, edits = [] }: EventForm): string {
  const edited = edits.map(({ key }) => ` ${key}`).join('')
  return `${format ?? 'as sent'}${withIds ? ' with ids' : ''}${edited}`
}

/** The gap of a connection that begins in memory has what memory has forgotten. */
function passForgotten({ floor }: JournalView, passing: Passing): void {
  for (const [account, { epoch, number }] of floor.accounts) passing.passed({ account, epoch, number })
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
