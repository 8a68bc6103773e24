import { isIP } from 'node:net'
import { shownUrl } from '@rookery/transport'
import { integer, scalar } from './scalars.js'
import { describe, type YamlNode } from './yaml-tree.js'

export const port = integer(0, 65_535, 'a port from 0 (any free one) to 65535')

export const fixedPort = integer(1, 65_535, 'a port from 1 to 65535')

/** A name or an address to listen on. */
export const host = scalar(
  ['text'],
  (text) => (isHost(text) ? text : undefined),
  'a host name or an IP address without brackets, such as 127.0.0.1, ::1 or 0.0.0.0',
)

export function isHost(text: string): boolean {
  if (isIP(text) > 0) return true
  const looksNumeric = /^[\d.]+$/.test(text)
  return !looksNumeric && text.length <= 253 && /^[a-z\d]([a-z\d.-]*[a-z\d])?$/i.test(text)
}

/** What a WebSocket can dial. */
export const webSocketUrl = scalar(
  ['text'],
  (text) => (isWebSocketUrl(text) ? text : undefined),
  'a ws:// or wss:// URL without #, such as ws://127.0.0.1:3001',
  { show: describeUrl },
)

export function isWebSocketUrl(text: string): boolean {
  return /^wss?:\/\//i.test(text) && isUrlWithoutHash(text)
}

/** What requests can be sent to. */
export const httpUrl = scalar(
  ['text'],
  (text) => (isHttpUrl(text) ? text : undefined),
  'an http:// or https:// URL without #, such as http://127.0.0.1:3000',
  { show: describeUrl },
)

function isHttpUrl(text: string): boolean {
  return /^https?:\/\//i.test(text) && isUrlWithoutHash(text)
}

function isUrlWithoutHash(text: string): boolean {
  return !text.includes('#') && URL.canParse(text)
}

/** Exactly what a browser writes into the header `Origin`, because it is compared as a text. */
export const origin = scalar(
  ['text'],
  (text) => (/^https?:/.test(text) && originOf(text) === text ? text : undefined),
  'an origin such as https://example.org or http://127.0.0.1:8080, without path',
  { show: describeUrl, hint: originHint },
)

function originOf(text: string): string | undefined {
  return URL.canParse(text) ? new URL(text).origin : undefined
}

function originHint(node: YamlNode): string | undefined {
  if (node.kind !== 'scalar' || node.fromEnv) return undefined
  if (node.text === '*')
    return 'with * every web page that is opened on this machine could use the hub: name each origin'
  return isHttpUrl(node.text) ? `browsers send "${originOf(node.text)}"` : undefined
}

function describeUrl(node: YamlNode): string {
  const isShowable = node.kind === 'scalar' && node.type === 'text' && !node.fromEnv && node.text !== ''
  return isShowable ? JSON.stringify(shownUrl(node.text)) : describe(node)
}

/** Where the hub itself answers; what ends in `/*` takes all below it. */
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

/** Where an implementation connects to: a path on the hub's port that the hub does not use itself. */
export const upstreamPath = scalar(
  ['text'],
  (text) => (isUrlPath(text) && !isReserved(withoutTrailingSlash(text)) ? text : undefined),
  `a path such as /upstream/napcat, in ASCII, other than the hub's own: ${reservedPaths.join(' ')}`,
)

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
