import { type Clock, every } from '@rookery/transport'
import { type Account, type Accounts, isOnline } from '../accounts/accounts.js'
import type { Connections } from './connections.js'
import type { OwnEvents } from './own-events.js'

export interface HeartbeatsContext {
  readonly connections: Connections
  readonly accounts: Accounts
  readonly ownEvents: OwnEvents
  readonly clock: Clock
}

/** Sends every connection a heartbeat for each account it serves. Returns the function that stops it. */
export function startHeartbeats(
  intervalMs: number,
  { connections, accounts, ownEvents, clock }: HeartbeatsContext,
): () => void {
  const beat = (account: Account): Uint8Array =>
    ownEvents.heartbeat(account.selfId, isOnline(account), intervalMs)
  return every(clock, intervalMs, () => {
    // One event per account, shared by all receivers.
    const beats = new Map(accounts.all().map((account) => [account.selfId, beat(account)]))
    for (const connection of connections) {
      for (const account of connection.served()) {
        const event = beats.get(account)
        if (event) connection.sendOwn(event)
      }
    }
  })
}
