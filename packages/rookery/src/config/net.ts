import { integer, scalar, type ValueNode } from '@rookery/schema'
import { shownUrl } from '@rookery/transport'
import { describeUrl, httpUrlLike, isHttpUrl, webSocketUrlLike } from '@rookery/yaml-file'

export const fixedPort = integer({ min: 1, max: 65_535, allowed: 'a port from 1 to 65535' })

export const webSocketUrl = webSocketUrlLike('ws://127.0.0.1:3001', shownUrl)

export const httpUrl = httpUrlLike('http://127.0.0.1:3000', shownUrl)

/** Exactly what a browser writes into the header `Origin`, because it is compared as a text. */
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

/** Paths on which the hub itself answers; one that ends in `/*` takes all below it. */
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
  '/_events',
] as const

/** Path for an implementation to connect to, on the hub's port and not used by the hub itself. */
export const upstreamPath = scalar({
  types: ['string'],
  parse: (text) => (isUrlPath(text) && !isReserved(withoutTrailingSlash(text)) ? text : undefined),
  allowed: `a path such as /upstream/napcat, in ASCII, other than the hub's own: ${reservedPaths.join(' ')}`,
})

/** `/event/` is `/event`. */
export function withoutTrailingSlash(path: string): string {
  return path.replace(/\/+$/, '') || '/'
}

/** Exactly as it will arrive in a request: nothing that a client's URL parser would change. */
function isUrlPath(text: string): boolean {
  return text.startsWith('/') && URL.canParse(text, 'ws://hub') && new URL(text, 'ws://hub').pathname === text
}

function isReserved(path: string): boolean {
  return reservedPaths.some((own) => (own.endsWith('/*') ? path.startsWith(own.slice(0, -1)) : path === own))
}
