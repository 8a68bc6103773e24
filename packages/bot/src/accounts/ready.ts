import type { IdInput } from '@rookery/protocol'
import type { Clock } from '@rookery/transport'
import { checkOptions, checkValue } from '../checks/check-options.js'
import { id, milliseconds, options, signal as signalKind } from '../checks/option-kind.js'
import { BotClosed, NotReady } from '../errors.js'
import type { Account } from './account.js'
import type { Accounts } from './accounts.js'

/** Options of `bot.ready`. */
export interface ReadyOptions {
  /** Milliseconds before the wait fails with `NotReady`; by default it never does. */
  readonly timeoutMs?: number
  readonly signal?: AbortSignal
}

const readyOptions = options<ReadyOptions>({ timeoutMs: milliseconds, signal: signalKind })

/** Callers that wait for an account to be online. */
export class Readiness {
  readonly #accounts: Accounts
  readonly #clock: Clock
  readonly #waiting = new Set<(error: Error) => void>()

  constructor(accounts: Accounts, clock: Clock) {
    this.#accounts = accounts
    this.#clock = clock
  }

  /** Settles once an account, or any, is online. @throws NotReady, BotClosed, or the reason of the signal */
  async wait(self_id: IdInput | undefined, given: ReadyOptions = {}): Promise<Account> {
    if (self_id !== undefined) checkValue('ready: "self_id"', self_id, id)
    checkOptions('ready', given, readyOptions)
    const { timeoutMs, signal } = given
    signal?.throwIfAborted()
    const online = this.#online(self_id)
    if (online) return online
    const undo: (() => void)[] = []
    try {
      return await new Promise<Account>((resolve, reject) => {
        undo.push(this.#accounts.watch(() => this.#tell(self_id, resolve)))
        if (timeoutMs !== undefined) {
          const late = (): void => reject(new NotReady(nameOf(self_id), timeoutMs))
          undo.push(this.#clock.after(timeoutMs, late))
        }
        const abort = (): void => reject(signal?.reason)
        signal?.addEventListener('abort', abort)
        this.#waiting.add(reject)
        undo.push(
          () => signal?.removeEventListener('abort', abort),
          () => this.#waiting.delete(reject),
        )
      })
    } finally {
      for (const each of undo) each()
    }
  }

  /** Rejects every pending wait with `BotClosed`. */
  close(): void {
    for (const reject of [...this.#waiting]) reject(new BotClosed('waiting for an account'))
  }

  #tell(self_id: IdInput | undefined, resolve: (account: Account) => void): void {
    const online = this.#online(self_id)
    if (online) resolve(online)
  }

  #online(self_id: IdInput | undefined): Account | undefined {
    const wanted = self_id === undefined ? undefined : String(self_id)
    return this.#accounts
      .present()
      .find((each) => each.state === 'online' && (wanted === undefined || each.self_id === wanted))
  }
}

const nameOf = (self_id: IdInput | undefined): string =>
  self_id === undefined ? 'an account' : `account ${self_id}`
