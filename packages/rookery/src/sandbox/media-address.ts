import { networkInterfaces } from 'node:os'
import type { LinksSpec, Page } from '@rookery/sandbox'
import { isLoopback } from '@rookery/transport'

/** Listening there is listening on every address of the machine. */
const EVERYWHERE: ReadonlySet<string> = new Set(['0.0.0.0', '::'])

/**
 * The URL below which messages name their files, so that every bot can fetch them: that of the page, or of the first HTTP
 * link that others can reach where the page is for this machine alone.
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

/** The first address by which other machines find this one. */
function ownAddress(): string {
  const outer = Object.values(networkInterfaces()).flatMap(
    (each) => each?.filter((own) => !own.internal) ?? [],
  )
  const found = outer.find(({ family }) => family === 'IPv4')
  return found?.address ?? '127.0.0.1'
}

const bracketed = (host: string): string => (host.includes(':') ? `[${host}]` : host)
