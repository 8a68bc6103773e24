import { createHash } from 'node:crypto'
import { type TokenOrDigest, TokenTable } from '@rookery/transport'
import type { Client, Clients } from '../clients/clients.js'
import type { ClientOptions, HubOptions } from '../options.js'

/** The valid tokens of applications. Each stands for a configured client, or for no particular one. */
export type ClientTokens = TokenTable<Client | undefined>

/** Holds the tokens that are valid now; a reload puts others in their place. */
export interface ValidTokens {
  current: ClientTokens
}

/** Reads the tokens from the config. Without any, the hub is open: no token is needed. */
export function clientTokens({ listen, clients: configured }: HubOptions, clients: Clients): ClientTokens {
  const entries: [TokenOrDigest, Client | undefined][] = []
  for (const each of configured) {
    const token = tokenOf(each)
    if (token) entries.push([token, clients.configured(each.name)])
  }
  if (listen.token) entries.push([listen.token, undefined])
  return new TokenTable(entries)
}

/** The token by which the hub knows a client, if it has one. A dialled client's token is for the client's own server. */
export function tokenOf(entry: ClientOptions): TokenOrDigest | undefined {
  if (entry.type === 'ws-reverse') return undefined
  if (entry.token) return entry.token
  return entry.tokenSha256 === undefined ? undefined : { sha256: entry.tokenSha256 }
}

/** The SHA-256 of the token by which the hub knows a client, however the entry has it; undefined without one. */
export function digestOf(entry: ClientOptions): string | undefined {
  const token = tokenOf(entry)
  if (typeof token === 'string') return createHash('sha256').update(token).digest('hex')
  return token?.sha256.toLowerCase()
}
