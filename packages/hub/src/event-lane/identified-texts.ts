import { member, type Parts, scanObject, spliceObject } from '@rookery/protocol'
import { type FramedText, framedPayload, frameInSlices, frameText } from '@rookery/transport'
import { eventIdText } from '../journal/event-id.js'
import type { JournalEvent } from '../journal/journal.js'

/** Name of the member that holds an event's id. */
const NAME = 'rookery_id'
const CLOSE = 0x7d
/** Most bytes that are kept for others to come, within one flush. */
const KEPT_BYTES = 1024 * 1024

/** Identity of an event, as its id is made of. */
export type Identified = Pick<JournalEvent, 'id' | 'admittedAt'>

/** Texts of events with their ids, for clients that ask for them: framed once for all of them, until the flush is over. */
export class IdentifiedTexts {
  #framed = new WeakMap<FramedText, FramedText>()
  #bytes = 0

  of(text: FramedText, event: Identified): FramedText {
    const known = this.#framed.get(text)
    if (known) return known
    const framed = frameText(Buffer.concat(identifiedEvent(framedPayload(text), eventIdText(event))))
    this.#bytes += framed.frame.length
    if (this.#bytes > KEPT_BYTES) this.forget()
    this.#framed.set(text, framed)
    return framed
  }

  /** The same for a large event, in slices of time. */
  ofLarge(text: FramedText, event: Identified): Promise<FramedText> {
    return frameInSlices(withLastMember(framedPayload(text), eventIdText(event)))
  }

  /** Nothing is held longer than needed: the journal's limit counts each event once. */
  forget(): void {
    if (this.#bytes === 0) return
    this.#framed = new WeakMap()
    this.#bytes = 0
  }
}

/** An event with its id as the last member. One that is there already, as behind another hub, gives way. */
export function identifiedEvent(event: Buffer, id: string): Parts {
  if (!event.includes(NAME)) return withLastMember(event, id)
  const scan = scanObject(event, { [NAME]: {} })
  const before = scan.members.filter(({ name }) => name === NAME)
  return spliceObject(event, scan, before, [member(NAME, `"${id}"`)])
}

/** Without a look at the other members, which takes its time where the event is large: of two, readers take the last. */
const withLastMember = (event: Buffer, id: string): Parts => [
  event.subarray(0, event.lastIndexOf(CLOSE)),
  Buffer.from(`,"${NAME}":"${id}"}`),
]
