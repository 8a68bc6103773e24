import { GrowingNumbers } from './growing-numbers.mjs'

/** What a simulated implementation keeps of its events: when each was sent, and over which connection. */
export class Sent {
  /** What a slow machine may take longer, where times do not count: added to every window. */
  slackMs
  #at = new GrowingNumbers()
  #connection = new GrowingNumbers()
  #brokenAt = new Map()

  constructor(slackMs = 0) {
    this.slackMs = slackMs
  }

  /** Notes the next event, and returns its number; the first is 1. */
  next(at, connection) {
    this.#at.push(at)
    this.#connection.push(connection)
    return this.#at.length
  }

  get count() {
    return this.#at.length
  }

  at(n) {
    return this.#at.get(n - 1)
  }

  /** The hub at the other end of this connection was killed, or the connection cut. */
  broke(connection, at) {
    if (!this.#brokenAt.has(connection)) this.#brokenAt.set(connection, at)
  }

  /** Whether the event was sent so shortly before its connection broke that it may be lost. */
  mayBeLost(n, withinMs) {
    const brokenAt = this.#brokenAt.get(this.#connection.get(n - 1))
    // Where nothing may be lost, a slow machine is no excuse.
    const windowMs = withinMs === 0 ? 0 : withinMs + this.slackMs
    return brokenAt !== undefined && this.at(n) >= brokenAt - windowMs
  }
}
