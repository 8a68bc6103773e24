import { integer, scalar, type ValueNode } from '@rookery/schema'
import { shownUrl } from '@rookery/transport'
import { describeUrl, httpUrlLike, isHttpUrl, webSocketUrlLike } from '@rookery/yaml-file'

export const fixedPort = integer({ min: 1, max: 65_535, allowed: 'a port from 1 to 65535' })

export const webSocketUrl = webSocketUrlLike('ws://127.0.0.1:3001', shownUrl)

export const httpUrl = httpUrlLike('http://127.0.0.1:3000', shownUrl)

/** An origin exactly as in the header `Origin`, because it is compared as text. */
export const origin = scalar({
  types: ['string'],
  parse: (text) => (/^https?:/.test(text) && originOf(text) === text ? text : undefined),
  allowed: 'an origin such as https://example.org or http://127.0.0.1:8080, without path',
  describe: (node) => describeUrl(node, shownUrl),
  hint: originHint,
})

function originOf(text: string): string | undefined {
  return URL.canParse(text) ? new URL(text).origin : undefined
}

function originHint(node: ValueNode): string | undefined {
  if (node.kind !== 'scalar' || node.isFromEnv) return undefined
  if (node.text === '*')
    return 'with * every web page that is opened on this machine could use the hub: name each origin'
  return isHttpUrl(node.text) ? `browsers send "${originOf(node.text)}"` : undefined
}

/** Paths that the hub itself serves; `/*` covers everything below. */
const reservedPaths = [
  '/',
  '/event',
  '/api',
  '/api/*',
  '/onebot/v11/ws',
  '/console',
  '/console/*',
  '/healthz',
  '/readyz',
  '/metrics',
  '/status.json',
  '/_events',
] as const

/** Path on the hub's port for an implementation, other than the hub's own. */
export const upstreamPath = scalar({
  types: ['string'],
  parse: (text) => (isUrlPath(text) && !isReserved(withoutTrailingSlash(text)) ? text : undefined),
  allowed: `a path such as /upstream/napcat, in ASCII, other than the hub's own: ${reservedPaths.join(' ')}`,
})

/** `/event/` equals `/event`. */
export function withoutTrailingSlash(path: string): string {
  return path.replace(/\/+$/, '') || '/'
}

/** Whether a URL parser leaves the path unchanged, so that requests contain it exactly. */
function isUrlPath(text: string): boolean {
  return text.startsWith('/') && URL.canParse(text, 'ws://hub') && new URL(text, 'ws://hub').pathname === text
}

function isReserved(path: string): boolean {
  return reservedPaths.some((own) => (own.endsWith('/*') ? path.startsWith(own.slice(0, -1)) : path === own))
}
