/** Largest frame that NapCat accepts on a connection that it dialled. */
export const DEFAULT_MAX_FRAME_BYTES = 50 * 1024 * 1024
/** Size that every peer accepts; smaller frames are not tracked. */
const LARGE_BYTES = 64 * 1024

/**
 * Largest call that an implementation accepts in one frame. An implementation with a lower limit reveals it only by
 * closing the shared connection, so the limit is learned from the first time and kept.
 */
export class FrameLimit {
  #maxBytes: number
  #takenBytes = 0
  readonly #learned: (frameBytes: number, maxBytes: number) => void

  /** `learned` is called with the size of a frame that was too large, and with the new limit. */
  constructor(
    maxBytes: number = DEFAULT_MAX_FRAME_BYTES,
    learned: (frameBytes: number, maxBytes: number) => void = () => {},
  ) {
    this.#maxBytes = maxBytes
    this.#learned = learned
  }

  get maxBytes(): number {
    return this.#maxBytes
  }

  /** Why a call is too large to send, if it is: the reason of retcode 1413. */
  refusalOf(bytes: number): string | undefined {
    return bytes > this.#maxBytes ? tooLarge(bytes, this.#maxBytes) : undefined
  }

  /** Records that a frame of this size was answered. */
  took(bytes: number): void {
    if (bytes > LARGE_BYTES && bytes > this.#takenBytes) this.#takenBytes = bytes
  }

  /**
   * Handles a close with 1009 while this was the largest unanswered frame. Returns the reason to tell its caller, unless the
   * frame was too small to be the cause. The new limit is a round number below it, but at least the largest accepted
   * size.
   */
  refused(bytes: number): string | undefined {
    if (bytes <= LARGE_BYTES || bytes <= this.#takenBytes) return undefined
    const round = 2 ** Math.floor(Math.log2(bytes - 1))
    this.#maxBytes = Math.min(this.#maxBytes, Math.max(round, this.#takenBytes))
    this.#learned(bytes, this.#maxBytes)
    return tooLarge(bytes, this.#maxBytes)
  }
}

const tooLarge = (bytes: number, maxBytes: number): string =>
  `the call holds ${bytes} bytes, and its implementation takes ${maxBytes} (max_frame): give the file as a URL or a path instead of base64, or upload it in parts first (upload_file_stream); nothing was executed`
