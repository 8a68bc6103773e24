import { type Account, type Accounts, isOnline } from '../accounts/accounts.js'
import type { Connections } from './connections.js'
import { heartbeat } from './own-events.js'

/** Sends every connection a heartbeat for each account it serves. Gives back how to stop. */
export function startHeartbeats(
  connections: Connections,
  accounts: Accounts,
  intervalMs: number,
): () => void {
  const timer = setInterval(() => {
    // One event an account, however many get it.
    const beats = new Map(accounts.all().map((account) => [account.selfId, beat(account, intervalMs)]))
    for (const connection of connections) {
      for (const account of connection.served()) {
        const event = beats.get(account)
        if (event) connection.sendOwn(event)
      }
    }
  }, intervalMs)
  return () => clearInterval(timer)
}

const beat = (account: Account, intervalMs: number): Uint8Array =>
  heartbeat(account.selfId, isOnline(account), intervalMs)
