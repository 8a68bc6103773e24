import { type Alarm, type Clock, every } from '@rookery/transport'
import { type Account, type Accounts, isOnline } from '../accounts/accounts.js'
import type { HubOptions } from '../options.js'
import type { Connections } from './connections.js'
import type { OwnEvents } from './own-events.js'

export interface HeartbeatsContext {
  readonly connections: Connections
  readonly accounts: Accounts
  readonly ownEvents: OwnEvents
  readonly clock: Clock
}

/** Heartbeats that are being sent. */
export interface Heartbeats {
  /** Begins anew, with the interval of now. */
  restart(): void
  stop(): void
}

/** Sends every connection a heartbeat for each account it serves, at the interval of the options. */
export function startHeartbeats(
  options: Pick<HubOptions, 'heartbeatIntervalMs'>,
  context: HeartbeatsContext,
): Heartbeats {
  const start = (): Alarm =>
    every(context.clock, options.heartbeatIntervalMs, () => beatAll(options.heartbeatIntervalMs, context))
  let stop = start()
  return {
    restart() {
      stop()
      stop = start()
    },
    stop: () => stop(),
  }
}

function beatAll(intervalMs: number, { connections, accounts, ownEvents }: HeartbeatsContext): void {
  const beat = (account: Account): Uint8Array =>
    ownEvents.heartbeat(account.selfId, isOnline(account), intervalMs)
  // One event per account, shared by all receivers.
  const beats = new Map(accounts.all().map((account) => [account.selfId, beat(account)]))
  for (const connection of connections) {
    for (const account of connection.served()) {
      const event = beats.get(account)
      if (event) connection.sendOwn(event)
    }
  }
}
