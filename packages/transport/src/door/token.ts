import { createHash, timingSafeEqual } from 'node:crypto'
import type { IncomingMessage } from 'node:http'
import { requestParams } from './request-target.js'

/** The token that a request presents. */
export type Presented =
  | { readonly kind: 'none' }
  | { readonly kind: 'unusable' }
  | { readonly kind: 'token'; readonly token: string }

/**
 * Reads the token of a request: `Authorization: Bearer …` (or `Token …`, as go-cqhttp and Koishi send), else
 * `?access_token=`. An empty one counts as absent: NapCat sends a lone `Bearer` while its token field is empty. `bare`
 * also takes a header that is nothing but the token, as perpetua's clients send.
 */
export function presentedToken(request: IncomingMessage, bare = false): Presented {
  const inHeader = headerToken(request.headers.authorization ?? '', bare)
  if (inHeader.kind === 'token') return inHeader
  const inQuery = queryToken(request)
  // A proxy may send credentials of its own, such as `Basic`.
  return inQuery === undefined ? inHeader : { kind: 'token', token: inQuery }
}

function headerToken(header: string, bare: boolean): Presented {
  const [, scheme, token] = /^(\S+) +(\S.*)$/.exec(header) ?? []
  if (scheme && token && /^(?:bearer|token)$/i.test(scheme))
    return { kind: 'token', token: utf8Header(token) }
  if (/^(?:(?:bearer|token)\s*)?$/i.test(header)) return { kind: 'none' }
  if (bare && !scheme) return { kind: 'token', token: utf8Header(header) }
  return { kind: 'unusable' }
}

function queryToken(request: IncomingMessage): string | undefined {
  if (!request.url?.includes('?')) return undefined
  return requestParams(request)
    .getAll('access_token')
    .find((each) => each !== '')
}

/**
 * Decodes a header, which Node reads as latin1, to the token's real text. Trims only HTTP white space: in latin1 the
 * last byte of a character such as "à" looks like a no-break space.
 */
const utf8Header = (value: string): string =>
  Buffer.from(value.replace(/[ \t]+$/, ''), 'latin1').toString('utf8')

const digest = (token: string): Buffer => createHash('sha256').update(token, 'utf8').digest()

/** A token, or its SHA-256 in hexadecimal digits. */
export type TokenOrDigest = string | { readonly sha256: string }

function digestOf(token: TokenOrDigest): Buffer {
  if (typeof token === 'string') return digest(token)
  if (/^[0-9a-f]{64}$/i.test(token.sha256)) return Buffer.from(token.sha256, 'hex')
  throw new RangeError('a SHA-256 has 64 hexadecimal digits')
}

/** Values by token. A look-up takes the same time for any presented token. */
export class TokenTable<T> {
  readonly #entries: readonly { readonly digest: Buffer; readonly value: T }[]

  /** @throws RangeError for a digest that is no SHA-256. */
  constructor(entries: Iterable<readonly [token: TokenOrDigest, value: T]>) {
    this.#entries = [...entries].map(([token, value]) => ({ digest: digestOf(token), value }))
  }

  get isEmpty(): boolean {
    return this.#entries.length === 0
  }

  find(token: string): { readonly value: T } | undefined {
    const presented = digest(token)
    let found: { readonly value: T } | undefined
    for (const entry of this.#entries) {
      // No early exit: all tokens are compared, each in constant time.
      if (timingSafeEqual(entry.digest, presented)) found ??= entry
    }
    return found
  }
}
