import type { IncomingMessage } from 'node:http'

/** Path and query of a request's target, as written. */
export interface RequestTarget {
  readonly path: string
  /** Without the question mark. */
  readonly query: string
}

/** Parses the target of a request. Every check of a path uses this parser. */
export function requestTarget({ url = '/' }: IncomingMessage): RequestTarget {
  const hash = url.indexOf('#')
  const whole = hash < 0 ? url : url.slice(0, hash)
  const mark = whole.indexOf('?')
  return mark < 0 ? { path: whole, query: '' } : { path: whole.slice(0, mark), query: whole.slice(mark + 1) }
}

/** The query of a request's target, decoded. */
export const requestParams = (request: IncomingMessage): URLSearchParams =>
  new URLSearchParams(requestTarget(request).query)

/** `http://user@host:7700/path?query`: scheme, authority without user, rest. */
const ABSOLUTE_FORM = /^[a-z][a-z0-9+.-]*:\/\/(?:[^/?#]*@)?([^/?#]*)(.*)$/is

/**
 * Converts a target in absolute form, which RFC 9112 (3.2.2) requires every server to accept, to origin form. Its
 * authority replaces the `Host` header.
 */
export function settleTarget(request: IncomingMessage): void {
  const { url = '/' } = request
  if (url.startsWith('/')) return
  const [, authority, rest = ''] = ABSOLUTE_FORM.exec(url) ?? []
  if (authority === undefined) return
  request.url = rest.startsWith('/') ? rest : `/${rest}`
  request.headers.host = authority
}
