import { failedReply, okReply, type Reply } from '@rookery/protocol'
import type { Clock } from '@rookery/transport'
import { show } from '../call-lane/show.js'
import { type Client, type Clients, isConnected } from '../clients/clients.js'

/** A client has so long to confirm what it has, in milliseconds. */
const PATIENCE_MS = 60_000

export interface DrainContext {
  readonly clients: Clients
  readonly clock: Clock
}

/**
 * Takes a client out of its balance group: it gets no new events, and the reply comes once it has confirmed those that it has.
 * A client with a token of its own may do so for itself alone.
 */
export async function drainClient(
  { clients, clock }: DrainContext,
  caller: Client | undefined,
  { client_name }: Readonly<Record<string, unknown>>,
): Promise<Reply> {
  const client = clients.find({ client_name })
  if (!client) return failedReply(1404, `no client ${show(client_name)} is known`)
  const { name = client.appId, rights, connections } = client
  if (caller && caller !== client)
    return failedReply(1403, `the token is that of ${caller.name}, which may not drain ${name}`)
  if (!rights.balance) return failedReply(1400, `client ${name} has no balance: in its entry in clients:`)
  if (!isConnected(client)) return okReply({ drained: true })
  const drained = Promise.all([...connections].map((each) => each.drain?.()))
  if (await isInTime(drained, clock)) return okReply({ drained: true })
  return failedReply(
    1504,
    `client ${name} gets no new events, but has not confirmed those that it has within ${PATIENCE_MS / 1000} s`,
    { outcome: 'unknown' },
  )
}

function isInTime(settled: Promise<unknown>, clock: Clock): Promise<boolean> {
  return new Promise((resolve) => {
    const late = clock.after(PATIENCE_MS, () => resolve(false))
    void settled.then(() => {
      late()
      resolve(true)
    })
  })
}
