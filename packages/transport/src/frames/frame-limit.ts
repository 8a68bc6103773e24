import { failedReply, type Reply } from '@rookery/protocol'

/** NapCat takes no larger frame over a connection that it dialled. */
export const DEFAULT_MAX_FRAME_BYTES = 50 * 1024 * 1024
/** Whatever is smaller than this is taken by everybody, and is not worth counting. */
const LARGE_BYTES = 64 * 1024

/**
 * Largest call that an implementation takes in one frame. One that takes less than that says so by closing the
 * connection, which is everybody's: so it is asked once at most, and then known.
 */
export class FrameLimit {
  #maxBytes: number
  #takenBytes = 0
  readonly #learned: (frameBytes: number, maxBytes: number) => void

  /** `learned` is told of a frame that was too large, and of the new limit. */
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

  /** The reply to a call that is too large to be sent. */
  refusalOf(bytes: number): Reply | undefined {
    return bytes > this.#maxBytes ? tooLarge(bytes, this.#maxBytes) : undefined
  }

  /** A frame of this size was answered. */
  took(bytes: number): void {
    if (bytes > LARGE_BYTES && bytes > this.#takenBytes) this.#takenBytes = bytes
  }

  /**
   * The connection was closed with 1009 while this was the largest frame without an answer. Gives the reply to its call,
   * unless it was too small to have been the reason. The new limit is a round number below, but not less than what was taken.
   */
  refused(bytes: number): Reply | undefined {
    if (bytes <= LARGE_BYTES || bytes <= this.#takenBytes) return undefined
    const round = 2 ** Math.floor(Math.log2(bytes - 1))
    this.#maxBytes = Math.min(this.#maxBytes, Math.max(round, this.#takenBytes))
    this.#learned(bytes, this.#maxBytes)
    return tooLarge(bytes, this.#maxBytes)
  }
}

const tooLarge = (bytes: number, maxBytes: number): Reply =>
  failedReply(
    1413,
    `the call holds ${bytes} bytes, and its implementation takes ${maxBytes} (max_frame): give the file as a URL or a path instead of base64, or upload it in parts first (upload_file_stream); nothing was executed`,
    { outcome: 'unsent' },
  )
