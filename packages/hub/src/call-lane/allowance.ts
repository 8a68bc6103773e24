const MAX_CALLS = 10_000
const MAX_BYTES = 64 * 1024 * 1024

/** How much one client may have under way that it was already answered about. */
export class Allowance {
  readonly #maxBytes: number
  readonly #what: string
  #calls = 0
  #bytes = 0

  /** `what` names the calls that are counted, for the words of a refusal. */
  constructor(maxBytes = MAX_BYTES, what = 'of this client that were answered at once are under way') {
    this.#maxBytes = maxBytes
    this.#what = what
  }

  /** Why one more call is too much; undefined while there is room. A single one may be as large as it likes. */
  fullFor(bytes: number): string | undefined {
    if (this.#calls >= MAX_CALLS) return `${MAX_CALLS} calls ${this.#what}`
    if (this.#calls > 0 && this.#bytes + bytes > this.#maxBytes)
      return `calls of ${this.#maxBytes} bytes ${this.#what}`
    return undefined
  }

  /** Counts a call; what it returns is for when the call is over. */
  take(bytes: number): () => void {
    this.#calls++
    this.#bytes += bytes
    return () => {
      this.#calls--
      this.#bytes -= bytes
    }
  }
}
