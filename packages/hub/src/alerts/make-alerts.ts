import type { Clock } from '@rookery/transport'
import type { Accounts } from '../accounts/accounts.js'
import type { Log } from '../log/log.js'
import type { AlertOptions } from '../options.js'
import type { AlertWay } from './alert.js'
import { AlertQueue } from './alert-queue.js'
import { Alerts } from './alerts.js'
import { command } from './command.js'
import { message } from './message.js'
import { webhook } from './webhook.js'

/** Services that alerts use. */
export interface AlertsContext {
  readonly log: Log
  readonly clock: Clock
  readonly accounts: Accounts
}

/** Makes the alerts of a config, each receiver with a queue of its own. */
export function makeAlerts(
  options: readonly AlertOptions[],
  { log, clock, accounts }: AlertsContext,
): Alerts {
  const wayOf = (each: AlertOptions): AlertWay => {
    if (each.type === 'webhook') return webhook(each, clock)
    return each.type === 'command' ? command(each, clock) : message(each, accounts)
  }
  return new Alerts(
    options.map((each) => new AlertQueue(wayOf(each), log, clock)),
    clock,
  )
}
