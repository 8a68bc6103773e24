import { isIP } from 'node:net'
import { integer, type Schema, scalar, type ValueNode } from '@rookery/schema'
import { describeFound } from './describe.js'

/** A port to listen on. */
export const port = integer({ max: 65_535, allowed: 'a port from 0 (any free one) to 65535' })

/** A name or an address to listen on. */
export const host = scalar({
  types: ['string'],
  parse: (text) => (isHost(text) ? text : undefined),
  allowed: 'a host name or an IP address without brackets, such as 127.0.0.1, ::1 or 0.0.0.0',
})

/** Whether a server can listen on it: a host name, or an IP address without brackets. */
export function isHost(text: string): boolean {
  if (isIP(text) > 0) return true
  const looksNumeric = /^[\d.]+$/.test(text)
  return !looksNumeric && text.length <= 253 && /^[a-z\d]([a-z\d.-]*[a-z\d])?$/i.test(text)
}

/** Describes what `hostHeader` accepts. */
export const HOST_HEADER_RULE =
  'a host name as in a URL, perhaps with a port, such as bot.example.com or nas:7700, without http:// and *'

/** Normalizes a name, perhaps with a port, to the form of the header `Host`; undefined if it is invalid. */
export function hostHeader(text: string): string | undefined {
  if (isIP(text) === 6) return new URL(`http://[${text}]`).host
  const [, name, port = ''] = /^(\[[\da-f:.]+\]|[^\s/:?#@[\]\\*]+)(:\d{1,5})?$/i.exec(text) ?? []
  if (name === undefined || !URL.canParse(`http://${name}${port}`)) return undefined
  return `${new URL(`http://${name}`).host}${port}`
}

/** A name as clients write it into the header `Host`, perhaps with a port. */
export const hostName = scalar({ types: ['string'], parse: hostHeader, allowed: HOST_HEADER_RULE })

/** Removes secrets from a URL, for messages. */
type ShownUrl = (url: string) => string

/** A URL that a WebSocket can dial; `example` is one. */
export function webSocketUrlLike(example: string, shown: ShownUrl): Schema<string> {
  return url(isWebSocketUrl, `a ws:// or wss:// URL without #, such as ${example}`, shown)
}

/** A URL that requests can be sent to; `example` is one. */
export function httpUrlLike(example: string, shown: ShownUrl): Schema<string> {
  return url(isHttpUrl, `an http:// or https:// URL without #, such as ${example}`, shown)
}

function url(isUrl: (text: string) => boolean, allowed: string, shown: ShownUrl): Schema<string> {
  const parse = (text: string) => (isUrl(text) ? text : undefined)
  return scalar({ types: ['string'], parse, allowed, describe: (node) => describeUrl(node, shown) })
}

/** Whether a WebSocket can dial it. */
export function isWebSocketUrl(text: string): boolean {
  return /^wss?:\/\//i.test(text) && isUrlWithoutHash(text)
}

/** Whether requests can be sent to it. */
export function isHttpUrl(text: string): boolean {
  return /^https?:\/\//i.test(text) && isUrlWithoutHash(text)
}

function isUrlWithoutHash(text: string): boolean {
  return !text.includes('#') && URL.canParse(text)
}

/** Describes a value found in place of a URL. Passwords are hidden. */
export function describeUrl(node: ValueNode, shown: ShownUrl): string {
  if (node.kind !== 'scalar' || node.type !== 'string' || node.text === '') return describeFound(node)
  if (node.isFromEnv) return `${shown(node.written)} (its value from the environment)`
  return JSON.stringify(shown(node.text))
}
