import type { Clock } from '@rookery/transport'
import { digestOf, newSecret } from './digest.js'

const VALID_MS = 10 * 60_000
/** Links that may be open at a time; the oldest goes first. */
const MOST = 20

/** A login link that was made: its secret, and when it ends. */
export interface LoginLink {
  readonly secret: string
  /** Unix milliseconds. */
  readonly expiresAt: number
}

/** Login links, each valid once and for ten minutes. */
export class LoginLinks {
  readonly #clock: Clock
  /** Times at which they end, by the digest of each. */
  readonly #open = new Map<string, number>()

  constructor(clock: Clock) {
    this.#clock = clock
  }

  make(): LoginLink {
    const secret = newSecret()
    const expiresAt = this.#clock.now() + VALID_MS
    this.#open.set(digestOf(secret), expiresAt)
    const [oldest] = this.#open.keys()
    if (this.#open.size > MOST && oldest !== undefined) this.#open.delete(oldest)
    return { secret, expiresAt }
  }

  /** Takes a link: true if it is valid, and then never again. */
  take(secret: string): boolean {
    const digest = digestOf(secret)
    const expiresAt = this.#open.get(digest)
    this.#open.delete(digest)
    return expiresAt !== undefined && this.#clock.now() < expiresAt
  }

  /** Makes all that are open worthless. */
  revoke(): void {
    this.#open.clear()
  }
}
