/** Limits of one run for one account. */
export interface RunLimits {
  readonly calls: number
  readonly messages: number
  /** Bytes of answers. */
  readonly bytes: number
  readonly timeMs: number
}

/** Much for an account, little for a hub: at four calls a second, a thousand chats take some minutes. */
export const RUN_LIMITS: RunLimits = {
  calls: 1_500,
  messages: 20_000,
  bytes: 64 * 1024 * 1024,
  timeMs: 10 * 60_000,
}

/** Remainder of the limits of a run. */
export class Budget {
  readonly #limits: RunLimits
  readonly #now: () => number
  readonly #startedAt: number
  #calls = 0
  #messages = 0
  #bytes = 0

  constructor(limits: RunLimits, now: () => number) {
    this.#limits = limits
    this.#now = now
    this.#startedAt = now()
  }

  get calls(): number {
    return this.#calls
  }

  get isSpent(): boolean {
    const { calls, messages, bytes, timeMs } = this.#limits
    const passedMs = this.#now() - this.#startedAt
    return this.#calls >= calls || this.#messages >= messages || this.#bytes >= bytes || passedMs >= timeMs
  }

  called(answerBytes: number): void {
    this.#calls++
    this.#bytes += answerBytes
  }

  found(messages: number): void {
    this.#messages += messages
  }
}
