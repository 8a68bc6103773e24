import { type MessageFormat, messageAs, type OneBotEvent, type Sendable } from '@rookery/protocol'
import { Batch, frameText } from '@rookery/transport'

/** An event on its way to the connections of an account. The bytes of each message format are made only once. */
export class TellableEvent {
  readonly event: OneBotEvent
  /** Position in the order of the account's events; undefined for meta events, which are not kept. */
  readonly position: number | undefined
  readonly #batches: { [F in MessageFormat]?: Batch } = {}

  constructor(event: OneBotEvent, position?: number) {
    this.event = event
    this.position = position
  }

  get isOwnMessage(): boolean {
    return this.event.post_type === 'message_sent'
  }

  batch(format: MessageFormat): Batch {
    const form = this.#hasMessage ? format : 'array'
    let batch = this.#batches[form]
    if (!batch) {
      const text = JSON.stringify(form === 'array' ? this.event : withCodes(this.event))
      batch = new Batch([frameText(Buffer.from(text))], this.position)
      this.#batches[form] = batch
    }
    return batch
  }

  get #hasMessage(): boolean {
    return this.event.post_type === 'message' || this.event.post_type === 'message_sent'
  }
}

/** A message event with its message in string format. */
function withCodes(event: OneBotEvent): object {
  const { message } = event as { readonly message?: Sendable }
  if (message === undefined) return event
  return { ...event, message: messageAs('string', message), message_format: 'string' }
}
