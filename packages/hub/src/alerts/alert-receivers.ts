import { isDeepStrictEqual } from 'node:util'
import type { Clock } from '@rookery/transport'
import type { Accounts } from '../accounts/accounts.js'
import type { Log } from '../log/log.js'
import type { AlertOptions } from '../options.js'
import type { AlertWay } from './alert.js'
import { AlertQueue } from './alert-queue.js'
import { command } from './command.js'
import { message } from './message.js'
import { webhook } from './webhook.js'

/** Services that alerts use. */
export interface AlertsContext {
  readonly log: Log
  readonly clock: Clock
  readonly accounts: Accounts
}

/** Receivers of a config, each with a queue of its own. Entries that another config has, too, keep their queue. */
export class AlertReceivers {
  readonly #context: AlertsContext
  #queues: readonly (readonly [entry: AlertOptions, queue: AlertQueue])[] = []

  constructor(context: AlertsContext) {
    this.#context = context
  }

  /** The queues of a config's entries. */
  of(options: readonly AlertOptions[]): readonly AlertQueue[] {
    const { log, clock } = this.#context
    const before = [...this.#queues]
    this.#queues = options.map((each) => {
      const same = before.findIndex(([entry]) => isDeepStrictEqual(entry, each))
      const [known] = same < 0 ? [] : before.splice(same, 1)
      return known ?? [each, new AlertQueue(this.#wayOf(each), log, clock)]
    })
    return this.#queues.map(([, queue]) => queue)
  }

  #wayOf(each: AlertOptions): AlertWay {
    const { clock, accounts } = this.#context
    if (each.type === 'webhook') return webhook(each, clock)
    return each.type === 'command' ? command(each, clock) : message(each, accounts)
  }
}
