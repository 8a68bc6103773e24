import { formatEvent, formatLargeEvent, type MessageFormat, type OddItem } from '@rookery/protocol'
import {
  type FramedText,
  framedPayload,
  frameInSlices,
  frameText,
  inSlices,
  LARGE_EVENT_BYTES,
} from '@rookery/transport'
import { type EventEdit, editEvent, editLargeEvent } from '../forms/event-edit.js'
import type { Identified, IdentifiedTexts } from './identified-texts.js'

/** An event whose text is to be made. */
export interface TextedEvent extends Identified {
  readonly text: FramedText
}

/** Form in which a receiver wants its events. */
export interface TextForm {
  /** Form of `message`. Default: as it came. */
  readonly format?: MessageFormat | undefined
  /** Changes that are made before, in their order. Default: none. */
  readonly edits?: readonly EventEdit[] | undefined
}

/** Events in the form in which their receivers want them: edited, in a message format, and with their ids. */
export class EventTexts {
  readonly #format: MessageFormat | undefined
  readonly #edits: readonly EventEdit[]
  readonly #odd: OddItem | undefined
  readonly #ids: IdentifiedTexts | undefined

  /** Without a form and `ids`, events stay as they came. `odd` is told of what has no form in the format. */
  constructor({ format, edits = [] }: TextForm, odd?: OddItem, ids?: IdentifiedTexts) {
    this.#format = format
    this.#edits = edits
    this.#odd = odd
    this.#ids = ids
  }

  of(event: TextedEvent): FramedText {
    const text = this.#formatted(this.#edits.length === 0 ? event.text : this.#edited(event))
    return this.#besideReceived(this.#ids?.of(text, event) ?? text, event)
  }

  /** Makes a large text in slices of time. */
  async ofLarge(event: TextedEvent): Promise<FramedText> {
    const text = await this.#formattedLarge(await this.#editedLarge(event))
    return this.#besideReceived(this.#ids ? await this.#ids.ofLarge(text, event) : text, event)
  }

  /** An answer to an edited event acts on the event itself. */
  #besideReceived(text: FramedText, { text: received }: TextedEvent): FramedText {
    return this.#edits.length === 0 || text === received ? text : { ...text, received }
  }

  #edited(event: TextedEvent): FramedText {
    const received: Uint8Array = framedPayload(event.text)
    const edited = this.#edits.reduce((bytes, edit) => editEvent(bytes, edit, event), received)
    return edited === received ? event.text : frameText(edited)
  }

  async #editedLarge(event: TextedEvent): Promise<FramedText> {
    let { text } = event
    for (const edit of this.#edits) {
      const parts = await editLargeEvent(framedPayload(text), edit, event)
      if (parts) text = await frameInSlices(parts)
    }
    return text
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
