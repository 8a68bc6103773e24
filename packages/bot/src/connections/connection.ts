import type { Account } from '../accounts/account.js'
import type { Log } from '../log.js'
import type { JoinHost } from './join-link.js'

/** A connection that was requested. It is reopened whenever it is lost, until it is closed. */
export interface Connection {
  /** URL of the peer, without the token. */
  readonly url: string
  /** The account that logged in first. */
  readonly account: Account
  close(): Promise<void>
  [Symbol.asyncDispose](): Promise<void>
}

/** Parts of the bot that connections use. */
export interface ConnectionHost extends JoinHost {
  readonly log: Log
}

/** Close reason of every connection that the bot closes. */
export const STOPPING = 'the bot stops'

/** Logs input that could not be used, once per reason. */
export function tellDropped(log: Log, remote: string): (why: string) => void {
  const dropped = new OncePerReason((why) =>
    log.warn({ remote, why }, `${remote} sent ${why}; it was dropped`),
  )
  return (why) => dropped.report(why)
}

/** Most reasons remembered, so that a peer cannot fill the memory with new ones. */
const MOST_REASONS = 100

/** Reports each reason once, until it is reset. */
export class OncePerReason {
  readonly #tell: (why: string) => void
  readonly #told = new Set<string>()

  constructor(tell: (why: string) => void) {
    this.#tell = tell
  }

  report(why: string): void {
    if (this.#told.has(why) || this.#told.size >= MOST_REASONS) return
    this.#told.add(why)
    this.#tell(why)
  }

  reset(): void {
    this.#told.clear()
  }
}
