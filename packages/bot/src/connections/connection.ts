import type { Clock } from '@rookery/transport'
import type { Account } from '../accounts/account.js'
import type { Log } from '../log.js'
import type { IntakeHost } from './join-link.js'

/** A connection that was asked for. It is made anew whenever it is lost, until it is closed. */
export interface Connection {
  /** Where it leads, without the token. */
  readonly url: string
  /** The account that logged in first. */
  readonly account: Account
  close(): Promise<void>
  [Symbol.asyncDispose](): Promise<void>
}

/** What connections need of the bot. */
export interface ConnectionHost extends IntakeHost {
  readonly log: Log
  readonly clock: Clock
}

/** Why the bot closes what it closes. */
export const STOPPING = 'the bot stops'

/** Tells of what came in and could not be used, once for each kind of it. */
export function tellDropped(log: Log, remote: string): (why: string) => void {
  const dropped = new Presence((why) => log.warn({ remote, why }, `${remote} sent ${why}; it was dropped`))
  return (why) => dropped.lost(why)
}

/** So many reasons are remembered: a peer must not fill the memory with ever new ones. */
const MOST_REASONS = 100

/** Tells of a connection that is not there: once for each new reason, until it is there again. */
export class Presence {
  readonly #tell: (why: string) => void
  readonly #told = new Set<string>()

  constructor(tell: (why: string) => void) {
    this.#tell = tell
  }

  lost(why: string): void {
    if (this.#told.has(why) || this.#told.size >= MOST_REASONS) return
    this.#told.add(why)
    this.#tell(why)
  }

  here(): void {
    this.#told.clear()
  }
}
