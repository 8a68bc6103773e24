import { type FramedText, framedPayload, maskedFrames } from './websocket-frame.js'

/** Texts on their way to many connections. Each form they travel in is made once, on first use. */
export class Batch {
  readonly texts: readonly FramedText[]
  #plain: Buffer | undefined
  #masked: Buffer | undefined

  constructor(texts: readonly FramedText[]) {
    this.texts = texts
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
}
