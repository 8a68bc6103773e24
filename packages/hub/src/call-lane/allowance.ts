const MAX_CALLS = 10_000
const MAX_BYTES = 64 * 1024 * 1024

/** Limits the unfinished calls of one client that were already answered. */
export class Allowance {
  readonly #maxBytes: number
  readonly #what: string
  #calls = 0
  #bytes = 0

  /** `what` names the counted calls in refusals. */
  constructor(maxBytes = MAX_BYTES, what = 'of this client that were answered at once are still running') {
    this.#maxBytes = maxBytes
    this.#what = what
  }

  /** Reason to refuse one more call; undefined while there is room. A single call may have any size. */
  fullFor(bytes: number): string | undefined {
    if (this.#calls >= MAX_CALLS) return `${MAX_CALLS} calls ${this.#what}`
    if (this.#calls > 0 && this.#bytes + bytes > this.#maxBytes)
      return `calls of ${this.#maxBytes} bytes ${this.#what}`
    return undefined
  }

  /** Counts a call. Returns the function that ends the count. */
  take(bytes: number): () => void {
    this.#calls++
    this.#bytes += bytes
    return () => {
      this.#calls--
      this.#bytes -= bytes
    }
  }
}
