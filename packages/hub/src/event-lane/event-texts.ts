import { formatEvent, formatLargeEvent, type MessageFormat, type OddItem } from '@rookery/protocol'
import {
  type FramedText,
  framedPayload,
  frameInSlices,
  frameText,
  inSlices,
  LARGE_EVENT_BYTES,
} from '@rookery/transport'
import type { Identified, IdentifiedTexts } from './identified-texts.js'

/** An event whose text is to be made. */
export interface TextedEvent extends Identified {
  readonly text: FramedText
}

/** Events in the form in which their receivers want them: the message format, and whether they carry their ids. */
export class EventTexts {
  readonly #format: MessageFormat | undefined
  readonly #odd: OddItem | undefined
  readonly #ids: IdentifiedTexts | undefined

  /** Without a format or `ids`, events stay as they came. `odd` is told of what has no form in the format. */
  constructor(format: MessageFormat | undefined, odd?: OddItem, ids?: IdentifiedTexts) {
    this.#format = format
    this.#odd = odd
    this.#ids = ids
  }

  of(event: TextedEvent): FramedText {
    const text = this.#formatted(event.text)
    return this.#ids?.of(text, event) ?? text
  }

  /** Makes a large text in slices of time. */
  async ofLarge(event: TextedEvent): Promise<FramedText> {
    const text = await this.#formattedLarge(event.text)
    return this.#ids ? this.#ids.ofLarge(text, event) : text
  }

  #formatted(text: FramedText): FramedText {
    if (this.#format === undefined) return text
    const payload = framedPayload(text)
    const formatted = formatEvent(payload, this.#format, this.#odd)
    return formatted === payload ? text : frameText(formatted)
  }

  async #formattedLarge(text: FramedText): Promise<FramedText> {
    if (this.#format === undefined) return text
    const steps = formatLargeEvent(framedPayload(text), this.#format, this.#odd)
    let step = steps.next()
    await inSlices(() => {
      if (!step.done) step = steps.next()
      return step.done === true
    })
    return step.value ? frameInSlices(step.value) : text
  }
}

/** Whether a text is for `ofLarge`. */
export const isLargeText = ({ frame }: FramedText): boolean => frame.length > LARGE_EVENT_BYTES
