import { formatEvent, formatLargeEvent, type MessageFormat, type OddItem } from '@rookery/protocol'
import {
  type FramedText,
  framedPayload,
  frameInSlices,
  frameText,
  inSlices,
  LARGE_EVENT_BYTES,
} from '@rookery/transport'

/** Events in the message format of those who get them. */
export class EventTexts {
  readonly #format: MessageFormat | undefined
  readonly #odd: OddItem | undefined

  /** Without a format events stay as they came. `odd` is told of what has no form in it. */
  constructor(format: MessageFormat | undefined, odd?: OddItem) {
    this.#format = format
    this.#odd = odd
  }

  of(text: FramedText): FramedText {
    if (this.#format === undefined) return text
    const payload = framedPayload(text)
    const formatted = formatEvent(payload, this.#format, this.#odd)
    return formatted === payload ? text : frameText(formatted)
  }

  /** Brings a large text into the format in slices of time. */
  async ofLarge(text: FramedText): Promise<FramedText> {
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
