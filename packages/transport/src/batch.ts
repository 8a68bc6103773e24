import { type EventAddress, readAddress } from './event-address.js'
import { sseText } from './sse/sse-text.js'
import { type FramedText, framedPayload, maskedFrames } from './websocket-frame.js'

/** What a position is called on the wire: the `id` of an event over SSE, which holds no line end. */
export type IdOf = (position: number) => string

/** Texts on their way to many connections. Each form they travel in is made once, on first use. */
export class Batch {
  readonly texts: readonly FramedText[]
  /** When each text came to be, in milliseconds of a clock that the receiver knows. */
  readonly times: readonly number[] | undefined
  readonly #first: number | undefined
  #plain: Buffer | undefined
  #masked: Buffer | undefined
  #sse: { readonly idOf: IdOf; readonly bytes: Buffer } | undefined
  #addresses: readonly EventAddress[] | undefined

  /** `first` is the position of the first text, where they stand one behind the other in a journal. */
  constructor(texts: readonly FramedText[], first?: number, times?: readonly number[]) {
    this.texts = texts
    this.times = times
    this.#first = first
  }

  /** Frames for sockets that we accepted. */
  get plain(): Buffer {
    this.#plain ??=
      this.texts.length === 1 && this.texts[0]
        ? this.texts[0].frame
        : Buffer.concat(this.texts.map((text) => text.frame))
    return this.#plain
  }

  /** Frames for sockets that we dialled. */
  get masked(): Buffer {
    this.#masked ??= maskedFrames(this.texts.map((text) => [framedPayload(text)]))
    return this.#masked
  }

  /** Whom each text is for. */
  get addresses(): readonly EventAddress[] {
    this.#addresses ??= this.texts.map((text) => readAddress(framedPayload(text)))
    return this.#addresses
  }

  /** As `text/event-stream` has it; connections with the same `idOf` share the bytes. */
  sse(idOf: IdOf): Buffer {
    if (this.#sse?.idOf !== idOf) this.#sse = { idOf, bytes: this.#makeSse(idOf) }
    return this.#sse.bytes
  }

  #makeSse(idOf: IdOf): Buffer {
    const first = this.#first
    const ids = (index: number): string | undefined => (first === undefined ? undefined : idOf(first + index))
    return Buffer.concat(this.texts.map((text, index) => sseText(framedPayload(text), ids(index))))
  }
}
