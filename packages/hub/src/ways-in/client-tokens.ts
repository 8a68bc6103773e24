import { TokenTable } from '@rookery/transport'
import type { Client, Clients } from '../clients/clients.js'
import type { HubOptions } from '../options.js'

/** The valid tokens of applications. Each stands for a configured client, or for no particular one. */
export type ClientTokens = TokenTable<Client | undefined>

/** Holds the tokens that are valid now; a reload puts others in their place. */
export interface ValidTokens {
  current: ClientTokens
}

/** Reads the tokens from the config. Without any, the hub is open: no token is needed. */
export function clientTokens({ listen, clients: configured }: HubOptions, clients: Clients): ClientTokens {
  const entries: [string, Client | undefined][] = []
  for (const each of configured) {
    // A dialled client's token is for the client's own server.
    if (each.type !== 'ws-reverse' && each.token) entries.push([each.token, clients.configured(each.name)])
  }
  if (listen.token) entries.push([listen.token, undefined])
  return new TokenTable(entries)
}
