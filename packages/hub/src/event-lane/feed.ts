import { formatEvent, type MessageFormat, type OddItem } from '@rookery/protocol'
import { Batch, type FramedText, framedPayload, frameText } from '@rookery/transport'
import type { JournalView } from '../journal/journal.js'

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
  #last: (Reading & { readonly from: number; readonly head: number }) | undefined

  constructor(view: JournalView, format: MessageFormat | undefined, odd?: OddItem) {
    this.view = view
    this.#format = format
    this.#odd = odd
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
    const times = []
    let to = from
    while (to < head && texts.length < BATCH_EVENTS && bytes < BATCH_BYTES) {
      const text = this.textAt(++to)
      texts.push(text)
      times.push(this.view.at(to).admittedAt)
      bytes += text.frame.length
    }
    this.#last = { from, to, head, bytes, batch: new Batch(texts, from + 1, times) }
    return this.#last
  }

  /** One event as this feed has it; converted once for all that are at the same position. */
  textAt(position: number): FramedText {
    const { text } = this.view.at(position)
    if (this.#format === undefined) return text
    const payload = framedPayload(text)
    const formatted = formatEvent(payload, this.#format, this.#odd)
    return formatted === payload ? text : frameText(formatted)
  }
}
