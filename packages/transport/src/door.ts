import type { IncomingMessage } from 'node:http'
import { presentedToken, type TokenTable } from './token.js'

/** A request that is not let in, with the HTTP status that says so. */
export interface Refusal {
  readonly status: number
  readonly reason: string
}

export type Admission<T> = { readonly value: T | undefined } | Refusal

export const isRefusal = (answer: object): answer is Refusal => 'status' in answer && 'reason' in answer

/**
 * Checks the token of a request against those that are valid here. Without any valid token everybody may
 * come in. 401 when none was shown, 403 when it is wrong.
 */
export function admit<T>(request: IncomingMessage, tokens: TokenTable<T>, bare = false): Admission<T> {
  if (tokens.isEmpty) return { value: undefined }
  const presented = presentedToken(request, bare)
  if (presented.kind === 'none')
    return { status: 401, reason: 'a token is needed: Authorization: Bearer <token>' }
  if (presented.kind === 'unusable') return { status: 401, reason: presented.reason }
  return tokens.find(presented.token) ?? { status: 403, reason: 'the token is wrong' }
}

/**
 * Refuses what a web page in a browser sends from another origin, and on loopback what was sent to another
 * host name (DNS rebinding): programs send none of these headers, or ones that match. Pages of `allowed` origins may
 * pass.
 */
export function refuseForeign(
  request: IncomingMessage,
  onLoopback: boolean,
  allowed: readonly string[] = [],
): Refusal | undefined {
  const { host, origin } = request.headers
  const site = request.headers['sec-fetch-site']
  const isAllowed = origin !== undefined && allowed.includes(origin)
  if (!isAllowed && site !== undefined && site !== 'same-origin' && site !== 'none') {
    return { status: 403, reason: `requests of another site's pages are refused (Sec-Fetch-Site: ${site})` }
  }
  if (!isAllowed && origin !== undefined && (host === undefined || hostOf(origin) !== host.toLowerCase())) {
    return { status: 403, reason: `requests of another origin's pages are refused (Origin: ${origin})` }
  }
  if (onLoopback && host !== undefined && !NAMES_LOOPBACK.test(host)) {
    return { status: 403, reason: `this listens on loopback; Host must name it so, found ${host}` }
  }
  return undefined
}

function hostOf(origin: string): string | undefined {
  return URL.canParse(origin) ? new URL(origin).host : undefined
}

/** A `Host` that can only mean this machine; see `isLoopback`. */
const NAMES_LOOPBACK = /^(?:127(?:\.\d{1,3}){3}|(?:.*\.)?localhost|\[::1\])(?::\d+)?$/i

/** Whether a host name or address can only mean this machine. */
export function isLoopback(host: string): boolean {
  return (
    host === 'localhost' ||
    host.endsWith('.localhost') ||
    host === '::1' ||
    /^127\.\d{1,3}\.\d{1,3}\.\d{1,3}$/.test(host)
  )
}
