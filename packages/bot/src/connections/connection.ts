import type { Clock } from '@rookery/transport'
import type { Account } from '../accounts/account.js'
import type { IntakeHost } from '../accounts/intake.js'
import type { BotLog } from '../log.js'

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
  readonly log: BotLog
  readonly clock: () => Clock
}

/** Why the bot closes what it closes. */
export const STOPPING = 'the bot stops'

/** Tells of a connection that is not there: once for each new reason, until it is there again. */
export class Presence {
  readonly #tell: (why: string) => void
  readonly #told = new Set<string>()

  constructor(tell: (why: string) => void) {
    this.#tell = tell
  }

  lost(why: string): void {
    if (this.#told.has(why)) return
    this.#told.add(why)
    this.#tell(why)
  }

  here(): void {
    this.#told.clear()
  }
}
