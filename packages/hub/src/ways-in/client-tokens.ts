import { TokenTable } from '@rookery/transport'
import type { Client, Clients } from '../clients/clients.js'
import type { HubOptions } from '../options.js'

/** The valid tokens of applications: each shows a configured client, or nobody in particular. */
export type ClientTokens = TokenTable<Client | undefined>

/** Reads the tokens from the config. Without any the hub is open: nobody has to show one. */
export function clientTokens({ listen, clients: configured }: HubOptions, clients: Clients): ClientTokens {
  const entries: [string, Client | undefined][] = []
  for (const each of configured) {
    // The token of one that the hub dials is for its own door.
    if (each.type !== 'ws-reverse' && each.token) entries.push([each.token, clients.configured(each.name)])
  }
  if (listen.token) entries.push([listen.token, undefined])
  return new TokenTable(entries)
}
