import { networkInterfaces } from 'node:os'
import type { LinksSpec, Page } from '@rookery/sandbox'
import { isLoopback } from '@rookery/transport'

/** Wildcard addresses: the server listens on every interface. */
const EVERYWHERE: ReadonlySet<string> = new Set(['0.0.0.0', '::'])

/**
 * Base URL of the files in messages, reachable by every bot: the page's, or, if the page is on loopback, that of the
 * first HTTP link reachable from outside.
 */
export function mediaAddress(page: Page, host: string, links: LinksSpec): string {
  const url = new URL('/media', page.url)
  url.search = ''
  const open = isLoopback(host) ? openLink(links) : { host, port: page.port }
  if (!open) return url.href
  url.hostname = EVERYWHERE.has(open.host) ? ownAddress() : bracketed(open.host)
  url.port = String(open.port)
  return url.href
}

function openLink(links: LinksSpec): { readonly host: string; readonly port: number } | undefined {
  for (const spec of [...links.values()].flat()) {
    if (spec.type !== 'http' || spec.port === 0) continue
    const { host = '127.0.0.1', port } = spec
    if (!isLoopback(host)) return { host, port }
  }
  return undefined
}

/** The first external address of this machine. */
function ownAddress(): string {
  const outer = Object.values(networkInterfaces()).flatMap(
    (each) => each?.filter((own) => !own.internal) ?? [],
  )
  const found = outer.find(({ family }) => family === 'IPv4')
  return found?.address ?? '127.0.0.1'
}

const bracketed = (host: string): string => (host.includes(':') ? `[${host}]` : host)
