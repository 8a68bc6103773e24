import type { IncomingMessage, ServerResponse } from 'node:http'
import { isLoopback, presentedToken, type Refusal, requestUrl, TokenTable } from '@rookery/transport'

/**
 * Lets a browser in that was opened with `?token=`. The token goes into a cookie and out of the address, where it
 * would be seen and copied. Without a token everybody may come in, which is for loopback alone.
 */
export class PageDoor {
  readonly #token: string | undefined
  readonly #valid: TokenTable<true>

  constructor(token: string | undefined) {
    this.#token = token
    this.#valid = new TokenTable(token === undefined ? [] : [[token, true]])
  }

  /** Why a request may not come in. */
  refusal(request: IncomingMessage): Refusal | undefined {
    if (this.#valid.isEmpty) return undefined
    const shown = cookieOf(request) ?? this.#tokenOf(request)
    if (shown === undefined) {
      return { status: 401, reason: 'open the page by its address with ?token=, as it was printed' }
    }
    return this.#valid.find(shown) ? undefined : { status: 403, reason: 'the token is wrong' }
  }

  /** Whether this was the request that brings the token; it is then sent on to the bare address. */
  takesToken(request: IncomingMessage, response: ServerResponse): boolean {
    const token = requestUrl(request).searchParams.get('token')
    if (this.#token === undefined || token === null || !this.#valid.find(token)) return false
    const cookie = `${cookieName(request)}=${encodeURIComponent(token)}; Path=/; HttpOnly; SameSite=Strict`
    response.writeHead(303, { Location: '/', 'Set-Cookie': cookie, 'Cache-Control': 'no-store' }).end()
    return true
  }

  #tokenOf(request: IncomingMessage): string | undefined {
    const presented = presentedToken(request)
    return presented.kind === 'token' ? presented.token : undefined
  }
}

/** Why these settings would let strangers in. */
export const openDoorReason = (host: string, token: string | undefined): string | undefined =>
  isLoopback(host) || token ? undefined : `listening on ${host} needs a token: others can reach this address`

/** A browser sends cookies of one host to all of its ports: the name tells them apart. */
const cookieName = ({ socket }: IncomingMessage): string => `rookery_page_${socket.localPort}`

function cookieOf(request: IncomingMessage): string | undefined {
  const start = `${cookieName(request)}=`
  const cookies = (request.headers.cookie ?? '').split(/; */)
  const found = cookies.find((cookie) => cookie.startsWith(start))
  if (found === undefined) return undefined
  try {
    return decodeURIComponent(found.slice(start.length))
  } catch {
    return undefined
  }
}
