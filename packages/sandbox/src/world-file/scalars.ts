import { isIP } from 'node:net'
import { shownUrl } from '@rookery/transport'
import { scalar } from './shape.js'
import { describe, describeKind, type YamlNode } from './yaml-node.js'

/** A whole number from `minimum` to `maximum`. */
export const integer = (minimum: number, maximum: number, allowed: string) =>
  scalar({
    type: 'number',
    allowed,
    parse(digits) {
      const value = /^\d+$/.test(digits) ? Number(digits) : Number.NaN
      return value >= minimum && value <= maximum ? value : undefined
    },
  })

/** What JavaScript holds without loss: a sandbox has no use for larger ids. */
export const id = integer(1, Number.MAX_SAFE_INTEGER, `a whole number from 1 to ${Number.MAX_SAFE_INTEGER}`)

export const count = integer(0, Number.MAX_SAFE_INTEGER, 'a whole number from 0')

/** Unix seconds. The limit is that of 32 bits, which is what the standard gives to times. */
export const time = integer(0, 2 ** 31 - 1, 'a time in unix seconds')

export const port = integer(0, 65_535, 'a port from 0 (any free one) to 65535')

export const text = scalar({ type: 'text', parse: (found) => found, allowed: 'a text' })

export const name = scalar({
  type: 'text',
  parse: (found) => (found.trim() === '' ? undefined : found),
  allowed: 'a text that is not empty',
})

/** What a header can carry. Never printed. */
export const token = scalar({
  type: 'text',
  parse: (found) => (/^(?! )[\x20-\x7e]*[\x21-\x7e]$/.test(found) ? found : undefined),
  allowed: 'a text of ASCII letters, digits and signs, not empty',
  show: describeKind,
})

/** The key of a signature, which no header carries. Never printed. */
export const secret = scalar({
  type: 'text',
  parse: (found) => found || undefined,
  allowed: 'a text that is not empty',
  show: describeKind,
})

export const flag = scalar({
  type: 'boolean',
  parse: (word) => (word === 'true' ? true : word === 'false' ? false : undefined),
  allowed: 'true, false',
})

/** A name or an address to listen on. */
export const host = scalar({
  type: 'text',
  parse: (found) => (isHost(found) ? found : undefined),
  allowed: 'a host name or an IP address without brackets, such as 127.0.0.1, ::1 or 0.0.0.0',
})

function isHost(found: string): boolean {
  const looksNumeric = /^[\d.]+$/.test(found)
  return isIP(found) > 0 || (!looksNumeric && /^[a-z\d]([a-z\d.-]{0,251}[a-z\d])?$/i.test(found))
}

/** What a WebSocket can dial. */
export const webSocketUrl = urlOf(
  /^wss?:\/\//i,
  'a ws:// or wss:// URL without #, such as ws://127.0.0.1:8080/ws',
)

/** What events can be posted to. */
export const httpUrl = urlOf(
  /^https?:\/\//i,
  'an http:// or https:// URL without #, such as http://127.0.0.1:8080',
)

function urlOf(scheme: RegExp, allowed: string) {
  const isUrl = (found: string): boolean => scheme.test(found) && !found.includes('#') && URL.canParse(found)
  const parse = (found: string) => (isUrl(found) ? found : undefined)
  return scalar({ type: 'text', parse, allowed, show: describeUrl })
}

/** Without what a URL may hold of secrets. */
function describeUrl(node: YamlNode): string {
  const isShown = node.kind === 'scalar' && node.type === 'text' && !node.isFromEnv && node.text !== ''
  return isShown ? JSON.stringify(shownUrl(node.text)) : describe(node)
}
