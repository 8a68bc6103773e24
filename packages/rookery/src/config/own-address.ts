import { networkInterfaces } from 'node:os'
import { defaultOptions } from '@rookery/hub'
import { type AddIssue, child, textOf, type ValueNode } from '@rookery/schema'
import { isLoopback, shownUrl } from '@rookery/transport'

/** Nodes of the hub's own address, and of the addresses that it dials. */
export interface Addresses {
  readonly listen: ValueNode | undefined
  readonly entries: readonly ValueNode[]
}

const URL_KEYS = ['url', 'api_url', 'event_url']
const PORTS: Readonly<Record<string, string>> = { 'ws:': '80', 'http:': '80', 'wss:': '443', 'https:': '443' }
/** Wildcard addresses: the server listens on every interface. */
const EVERYWHERE: ReadonlySet<string> = new Set(['0.0.0.0', '::'])

/** Refuses an upstream or client at the hub's own address, which would pass calls round in a circle. */
export function checkOwnAddress({ listen, entries }: Addresses, addIssue: AddIssue): void {
  const host = textOf(child(listen, 'host')) ?? defaultOptions.listen.host
  const port = textOf(child(listen, 'port')) ?? String(defaultOptions.listen.port)
  for (const node of entries.flatMap((entry) => URL_KEYS.flatMap((key) => child(entry, key) ?? []))) {
    const text = textOf(node)
    if (text === undefined || !URL.canParse(text) || !isOwn(new URL(text), host, port)) continue
    const allowed = `another address: listen is ${host}:${port}, and the hub would be connected with itself`
    addIssue({ ...node.at, found: `the hub's own address ${shownUrl(text)}`, allowed })
  }
}

function isOwn(url: URL, host: string, port: string): boolean {
  if ((url.port || PORTS[url.protocol]) !== port) return false
  const named = plain(url.hostname)
  const own = plain(host)
  if (EVERYWHERE.has(own)) return isLoopback(named) || EVERYWHERE.has(named) || isOfThisMachine(named)
  // "localhost" may be either loopback address, and Linux takes 0.0.0.0 for the first.
  if (isLoopback(own) && (named === 'localhost' || own === 'localhost')) return isLoopback(named)
  return named === own || (own === '127.0.0.1' && named === '0.0.0.0')
}

/** A host in lower case, without the brackets of an IPv6 address. */
const plain = (host: string): string => host.toLowerCase().replace(/^\[(.*)\]$/, '$1')

const isOfThisMachine = (address: string): boolean =>
  Object.values(networkInterfaces()).some((each) => each?.some((own) => own.address === address))
