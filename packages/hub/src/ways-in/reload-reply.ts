import { failedReply, okReply, type Reply } from '@rookery/protocol'
import { isLoopback } from '@rookery/transport'
import type { Client } from '../clients/clients.js'
import type { HubSettings } from '../options.js'

/** Sender of a request to read the config again. */
export interface Asker {
  /** The client of its token, if it is one in `clients:`. */
  readonly client: Client | undefined
  readonly address: string | undefined
}

/** Lets the config be read again by whoever has the shared token on the machine of the hub. */
export async function reloadReply(asker: Asker, reload: HubSettings['reload']): Promise<Reply> {
  const { client, address = '' } = asker
  if (client) return failedReply(1403, `a reload needs listen.token, found the token of ${client.name}`)
  if (!isLoopback(address.replace(/^::ffff:/, '')))
    return failedReply(1403, `a reload is for programs on the machine of the hub, asked for from ${address}`)
  if (!reload) return failedReply(1404, 'this hub was started without a config, and has none to read again')
  const answer = await reload()
  return 'problems' in answer ? failedReply(1400, answer.problems) : okReply(answer.report)
}
