import { Batch } from '@rookery/transport'
import type { JournalEvent, JournalView } from '../journal/journal.js'
import { agesFrom } from '../journal/staleness.js'
import { type EventTexts, isLargeText } from './event-texts.js'

const BATCH_BYTES = 64 * 1024
const BATCH_EVENTS = 4096

/** Reader of a feed. */
interface Follower {
  /** Position of the last event that was sent. */
  readonly sent: number
  /** Sends a reading that begins where the follower is, if nothing stands in the way; false if it did not. */
  follow(reading: Reading): boolean
  /** Sends what there is. */
  advance(): void
}

/** Some events of a view: behind which position they begin, up to where they go, and how large they are. */
export interface Reading {
  readonly from: number
  readonly to: number
  readonly bytes: number
  readonly batch: Batch
}

/**
 * One view in one form of its events, shared by its subscriptions. The last batch is kept: connections at the same position
 * get the same bytes.
 */
export class Feed {
  readonly view: JournalView
  readonly #texts: EventTexts
  readonly subscriptions = new Set<Follower>()
  #flushedTo = -1
  /** The large event that was asked for last, for as long as somebody has still to get it. */
  #large:
    | { readonly position: number; readonly event: JournalEvent; readonly batch: Promise<Batch> }
    | undefined
  #last: (Reading & { readonly head: number }) | undefined

  constructor(view: JournalView, texts: EventTexts) {
    this.view = view
    this.#texts = texts
  }

  flush(): void {
    const { head } = this.view
    if (head === this.#flushedTo) return
    this.#flushedTo = head
    for (const subscription of this.subscriptions) {
      // Most are level, and need no more than the write itself.
      const last = this.#last
      if (last?.to !== head || !subscription.follow(last)) subscription.advance()
    }
    this.forget()
  }

  /** The events behind `from`, as many as go into one write; undefined where the first of them is large. */
  read(from: number): Reading | undefined {
    const { head } = this.view
    if (this.#last?.from === from && this.#last.head === head) return this.#last
    if (this.isLarge(from + 1)) return undefined
    let bytes = 0
    const texts = []
    const times = []
    let to = from
    while (to < head && texts.length < BATCH_EVENTS && bytes < BATCH_BYTES) {
      const event = this.view.at(to + 1)
      if (to > from && isLarge(event)) break
      to++
      const text = this.#texts.of(event)
      texts.push(text)
      times.push(agesFrom(event))
      bytes += text.frame.length
    }
    this.#last = { from, to, head, bytes, batch: new Batch(texts, from + 1, times) }
    return this.#last
  }

  /** One event alone. */
  readOne(position: number): Batch {
    const event = this.view.at(position)
    return new Batch([this.#texts.of(event)], position, [agesFrom(event)])
  }

  /** Whether an event is for `readLarge`. */
  isLarge(position: number): boolean {
    return isLarge(this.view.at(position))
  }

  /**
   * A large event alone, brought into the format in slices, since those who do not get it must not notice; once for all
   * that are at the same position.
   */
  readLarge(position: number): Promise<Batch> {
    const event = this.view.at(position)
    if (this.#large?.event !== event) this.#large = { position, event, batch: this.#make(position, event) }
    return this.#large.batch
  }

  async #make(position: number, event: JournalEvent): Promise<Batch> {
    return new Batch([await this.#texts.ofLarge(event)], position, [agesFrom(event)])
  }

  /** Nothing is held longer than needed: a batch may be as large as the journal's largest event. */
  forget(): void {
    this.#last = undefined
    if (this.#large && !this.#isAwaited(this.#large.position)) this.#large = undefined
  }

  #isAwaited(position: number): boolean {
    for (const { sent } of this.subscriptions) if (sent < position) return true
    return false
  }
}

const isLarge = ({ text }: JournalEvent): boolean => isLargeText(text)
