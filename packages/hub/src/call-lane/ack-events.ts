import { failedReply, okReply, type Reply } from '@rookery/protocol'
import type { Client } from '../clients/clients.js'
import type { EventId } from '../history/index.js'
import { eventIdOfText } from '../journal/event-id.js'
import { show } from './show.js'
import { unreadable } from './unreadable.js'

/** Confirms, for a client that asked to do so, all events of an account up to the one with that id. */
export async function ackEvents(
  { connections, rights }: Client,
  id: unknown,
  hasGiven: (id: EventId) => Promise<boolean>,
): Promise<Reply> {
  const event = typeof id === 'string' ? eventIdOfText(id) : undefined
  if (!event) return failedReply(1400, `"id" must be the rookery_id of an event, found ${show(id)}`)
  const { account } = event
  if (rights.accounts && !rights.accounts.includes(account))
    return failedReply(
      1403,
      `this client may not use account ${account}; allowed: ${rights.accounts.join(', ')}`,
    )
  const confirming = [...connections].filter((each) => each.confirmsByAck(account))
  if (confirming.length === 0)
    return failedReply(
      1400,
      `no connection of this client confirms events of account ${account} by ack_events; it needs confirm=ack in its address, or confirm: ack in its entry in clients:`,
    )
  const isGiven = await hasGiven(event).catch(unreadable)
  if (typeof isGiven === 'object') return isGiven
  if (!isGiven) return failedReply(1400, `account ${account} has had no event ${id} so far`)
  for (const each of confirming) each.ack(event)
  return okReply()
}
