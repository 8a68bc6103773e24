import { formatEvent, formatLargeEvent, type MessageFormat, type OddItem } from '@rookery/protocol'
import {
  Batch,
  type FramedText,
  framedPayload,
  frameInSlices,
  frameText,
  inSlices,
  LARGE_EVENT_BYTES,
} from '@rookery/transport'
import type { JournalEvent, JournalView } from '../journal/journal.js'

const BATCH_BYTES = 256 * 1024
const BATCH_EVENTS = 4096

/** What a feed knows of those who read it. */
interface Follower {
  /** Position of the last event that was sent. */
  readonly sent: number
  advance(): void
}

/** Some events of a view: up to where, and how large they are. */
interface Reading {
  readonly to: number
  readonly bytes: number
  readonly batch: Batch
}

/** One view in one message format, and who is sent it. The last batch is kept, since connections at the same position get the same bytes. */
export class Feed {
  readonly view: JournalView
  readonly #format: MessageFormat | undefined
  readonly #odd: OddItem | undefined
  readonly subscriptions = new Set<Follower>()
  /** The large event that was converted last, for as long as somebody has still to get it. */
  #converted:
    | { readonly position: number; readonly event: JournalEvent; readonly text: FramedText }
    | undefined
  #converting: 'nothing' | 'an event' = 'nothing'
  #last: (Reading & { readonly from: number; readonly head: number }) | undefined

  constructor(view: JournalView, format: MessageFormat | undefined, odd?: OddItem) {
    this.view = view
    this.#format = format
    this.#odd = odd
  }

  flush(): void {
    const { head } = this.view
    for (const subscription of this.subscriptions) if (subscription.sent < head) subscription.advance()
    this.#forget()
  }

  /** The events behind `from`, as many as go into one write. */
  read(from: number): Reading {
    const { head } = this.view
    if (this.#last?.from === from && this.#last.head === head) return this.#last
    let bytes = 0
    const texts = []
    const times = []
    let to = from
    while (to < head && texts.length < BATCH_EVENTS && bytes < BATCH_BYTES) {
      if (to > from && !this.isReady(to + 1)) break
      const text = this.textAt(++to)
      texts.push(text)
      times.push(this.view.at(to).admittedAt)
      bytes += text.frame.length
    }
    this.#last = { from, to, head, bytes, batch: new Batch(texts, from + 1, times) }
    return this.#last
  }

  /**
   * Whether an event can be read. One that is large is brought into the format in slices, since those who do not get it
   * must not notice; then whoever waits for it goes on by itself.
   */
  isReady(position: number): boolean {
    if (this.#format === undefined) return true
    const event = this.view.at(position)
    if (event.text.frame.length <= LARGE_EVENT_BYTES || this.#converted?.event === event) return true
    if (this.#converting === 'nothing') void this.#convert(position, event, this.#format)
    return false
  }

  /** One event as this feed has it, if it is ready; converted once for all that are at the same position. */
  textAt(position: number): FramedText {
    const event = this.view.at(position)
    if (this.#format === undefined) return event.text
    if (this.#converted?.event === event) return this.#converted.text
    const payload = framedPayload(event.text)
    const formatted = formatEvent(payload, this.#format, this.#odd)
    return formatted === payload ? event.text : frameText(formatted)
  }

  async #convert(position: number, event: JournalEvent, format: MessageFormat): Promise<void> {
    this.#converting = 'an event'
    const steps = formatLargeEvent(framedPayload(event.text), format, this.#odd)
    let step = steps.next()
    await inSlices(() => {
      if (!step.done) step = steps.next()
      return step.done === true
    })
    const text = step.value ? await frameInSlices(step.value) : event.text
    this.#converting = 'nothing'
    this.#converted = { position, event, text }
    for (const subscription of this.subscriptions) subscription.advance()
    this.#forget()
  }

  /** Nothing is held longer than needed: a batch may be as large as the journal's largest event. */
  #forget(): void {
    this.#last = undefined
    const { position = 0 } = this.#converted ?? {}
    if (![...this.subscriptions].some(({ sent }) => sent < position)) this.#converted = undefined
  }
}
