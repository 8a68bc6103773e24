import { shownUrl } from './shown-url.js'

type Failure = NodeJS.ErrnoException & {
  readonly address?: string
  readonly port?: number
  readonly hostname?: string
  readonly rawPacket?: Uint8Array
  readonly errors?: readonly Failure[]
}

/** First byte of a TLS alert, with which a TLS server refuses plain traffic. */
const TLS_ALERT = 0x15
/** OpenSSL's messages for an answer that is not TLS. */
const NO_TLS = /wrong version number|packet length too long|unknown protocol|http request|record too large/
const UNTRUSTED = new Set([
  'DEPTH_ZERO_SELF_SIGNED_CERT',
  'SELF_SIGNED_CERT_IN_CHAIN',
  'UNABLE_TO_VERIFY_LEAF_SIGNATURE',
  'UNABLE_TO_GET_ISSUER_CERT',
  'UNABLE_TO_GET_ISSUER_CERT_LOCALLY',
])

const words: Readonly<Record<string, (error: Failure, url: string) => string>> = {
  ECONNREFUSED: (error, url) => `nobody listens on ${addressOf(error, url)}`,
  ENOTFOUND: ({ hostname }, url) => `the host name ${hostname ?? hostOf(url)} is unknown`,
  EAI_AGAIN: ({ hostname }, url) => `the host name ${hostname ?? hostOf(url)} cannot be looked up now`,
  EHOSTUNREACH: (error, url) => `no way leads to ${addressOf(error, url)}`,
  ENETUNREACH: (error, url) => `no way leads to ${addressOf(error, url)}`,
  ETIMEDOUT: (error, url) =>
    `${addressOf(error, url)} does not answer; a firewall may drop what is sent there`,
  ECONNRESET: ({ message }, url) =>
    message === 'socket hang up' && !isSecure(url)
      ? `it hung up without an answer; a port that speaks TLS does so: then use ${otherScheme(url)}`
      : 'it broke the connection off',
  EPIPE: () => 'it broke the connection off',
  HPE_INVALID_CONSTANT: ({ rawPacket }, url) =>
    rawPacket?.[0] === TLS_ALERT && !isSecure(url)
      ? `this port speaks TLS: use ${otherScheme(url)}`
      : 'what answers there is no HTTP server',
  ERR_TLS_CERT_ALTNAME_INVALID: (_, url) => `its certificate is not one of ${hostOf(url)}`,
  CERT_HAS_EXPIRED: () => 'its certificate has expired',
  CERT_NOT_YET_VALID: () => 'its certificate is not valid yet; the clock of one side may be wrong',
}

/** Describes why a connection to a URL failed, in plain words, followed by the error code for web searches. */
export function describeError(failure: Error, url: string): string {
  // A host with several addresses fails with one error for each and no message of its own.
  const error: Failure = (failure as Failure).errors?.[0] ?? failure
  const { code = '', message } = error
  if (code === 'EPROTO' || code.startsWith('ERR_SSL')) return describeTls(message, url)
  // Newer releases of Node append advice of their own after a semicolon.
  if (UNTRUSTED.has(code))
    return `${message.split(';', 1)[0]}; give the authority that signed it as ca (${code})`
  const plain = words[code]?.(error, url)
  if (plain !== undefined) return `${plain} (${code})`
  if (message === 'Opening handshake has timed out')
    return 'it took the connection, and gave no answer in time'
  return message || code || 'no connection'
}

function describeTls(message: string, url: string): string {
  if (NO_TLS.test(message)) return `this port speaks no TLS: use ${otherScheme(url)}`
  const reason = /SSL routines:[^:]*:([^:]+)/.exec(message)?.[1]
  return `TLS could not be agreed on: ${reason ?? message.trim()}`
}

const isSecure = (url: string): boolean => /^(?:wss|https):/i.test(url)

/** The scheme that would fit the server, such as `ws://` for `wss://…`. */
export function otherScheme(url: string): string {
  const scheme = /^\w+/.exec(url)?.[0].toLowerCase() ?? ''
  return `${isSecure(url) ? scheme.slice(0, -1) : `${scheme}s`}://`
}

const hostOf = (url: string): string => (URL.canParse(url) ? new URL(url).hostname : shownUrl(url))

function addressOf({ address, port }: Failure, url: string): string {
  if (address === undefined) return URL.canParse(url) ? new URL(url).host : shownUrl(url)
  const host = address.includes(':') ? `[${address}]` : address
  return port === undefined ? host : `${host}:${port}`
}
