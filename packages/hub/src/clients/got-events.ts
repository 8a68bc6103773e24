import type { Client, ClientConnection } from './clients.js'
import { type LastEvent, RecentEvents } from './recent-events.js'

const known = new WeakMap<ClientConnection, RecentEvents>()

/** The account, among some, whose event of a group a client got last; undefined if it got none lately. */
export function lastAccountIn(client: Client, group: string, among: ReadonlySet<string>): string | undefined {
  let last: LastEvent | undefined
  for (const recent of recentOf(client)) {
    const found = recent.lastIn(group, among)
    if (found && (!last || found.admittedAt > last.admittedAt)) last = found
  }
  return last?.account
}

/** The account of an event with this `message_id` that a client got lately; undefined, too, where there are several. */
export function accountOfMessage(client: Client, messageId: string): string | undefined {
  const accounts = new Set<string>()
  for (const recent of recentOf(client)) {
    const account = recent.accountOf(messageId)
    if (account !== undefined) accounts.add(account)
  }
  const [first, ...others] = accounts
  return others.length === 0 ? first : undefined
}

function recentOf({ connections }: Client): RecentEvents[] {
  return [...connections].flatMap((connection) => {
    const sent = connection.sentUpTo?.()
    if (!sent) return []
    const recent = known.get(connection) ?? new RecentEvents()
    known.set(connection, recent)
    recent.readOn(sent)
    return [recent]
  })
}
