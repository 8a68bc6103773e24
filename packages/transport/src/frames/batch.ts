import { type EventAddress, readAddress, readAddressInSlices } from './event-address.js'
import { sseText, sseTextInSlices } from './sse-text.js'
import { type FramedText, framedPayload, maskedFrames, maskInSlices } from './websocket-frame.js'

/**
 * Formats a position for the wire: the `id` of an event over SSE, which must not contain a line end; none if it
 * has no id any more.
 */
export type IdOf = (position: number) => string | undefined

/**
 * Texts on their way to many connections. Each wire form is built once, on first use. A large text is alone in its
 * batch; for it, the `…Ahead` methods build a form in slices of time before it is used.
 */
export class Batch {
  readonly texts: readonly FramedText[]
  /** Creation time of each text, in milliseconds of a clock that the receiver knows. */
  readonly times: readonly number[] | undefined
  readonly #first: number | undefined
  readonly #idOf: IdOf | undefined
  #plain: Buffer | undefined
  #masked: Buffer | undefined
  #sse: { readonly idOf: IdOf; readonly bytes: Buffer } | undefined
  #addresses: readonly EventAddress[] | undefined
  #maskedAhead: Promise<void> | undefined
  #addressesAhead: Promise<void> | undefined
  #sseAhead: { readonly idOf: IdOf; readonly done: Promise<void> } | undefined

  /**
   * `first` is the position of the first text, if the texts are consecutive in a journal. `idOf` is for texts whose ids are
   * not those of the connection's other events.
   */
  constructor(texts: readonly FramedText[], first?: number, times?: readonly number[], idOf?: IdOf) {
    this.texts = texts
    this.times = times
    this.#first = first
    this.#idOf = idOf
  }

  /** Unmasked frames, for accepted sockets. */
  get plain(): Buffer {
    this.#plain ??=
      this.texts.length === 1 && this.texts[0]
        ? this.texts[0].frame
        : Buffer.concat(this.texts.map((text) => text.frame))
    return this.#plain
  }

  /** Masked frames, for dialled sockets. */
  get masked(): Buffer {
    this.#masked ??= maskedFrames(this.texts.map((text) => [framedPayload(text)]))
    return this.#masked
  }

  maskedAhead(): Promise<void> {
    this.#maskedAhead ??= this.#alone(async (payload) => {
      this.#masked = await maskInSlices(payload)
    })
    return this.#maskedAhead
  }

  /** The address of each text. */
  get addresses(): readonly EventAddress[] {
    this.#addresses ??= this.texts.map((text) => readAddress(framedPayload(text)))
    return this.#addresses
  }

  addressesAhead(): Promise<void> {
    this.#addressesAhead ??= this.#alone(async (payload) => {
      this.#addresses = [await readAddressInSlices(payload)]
    })
    return this.#addressesAhead
  }

  /** The `text/event-stream` form; connections with the same `idOf` share the bytes. */
  sse(idOf: IdOf): Buffer {
    if (this.#sse?.idOf !== idOf) this.#sse = { idOf, bytes: this.#makeSse(idOf) }
    return this.#sse.bytes
  }

  sseAhead(idOf: IdOf): Promise<void> {
    if (this.#sseAhead?.idOf === idOf) return this.#sseAhead.done
    const done = this.#alone(async (payload) => {
      this.#sse = { idOf, bytes: await sseTextInSlices(payload, this.#idAt(0, idOf)) }
    })
    this.#sseAhead = { idOf, done }
    return done
  }

  #makeSse(idOf: IdOf): Buffer {
    return Buffer.concat(
      this.texts.map((text, index) => sseText(framedPayload(text), this.#idAt(index, idOf))),
    )
  }

  #idAt(index: number, idOf: IdOf): string | undefined {
    return this.#first === undefined ? undefined : (this.#idOf ?? idOf)(this.#first + index)
  }

  /** Runs `make` on the payload of a text that is alone. The forms of several texts are made on first use. */
  async #alone(make: (payload: Buffer) => Promise<void>): Promise<void> {
    const [text] = this.texts
    if (text && this.texts.length === 1) await make(framedPayload(text))
  }
}
