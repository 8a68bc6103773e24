import type { IncomingMessage, ServerResponse } from 'node:http'
import {
  isGuessable,
  isLoopback,
  type Proof,
  presentedToken,
  type Refusal,
  requestParams,
  TokenTable,
} from '@rookery/transport'

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
    const [token, cookie] = [tokenOf(request), cookieOf(request)]
    if ([token, cookie].some((each) => each !== undefined && this.#valid.find(each))) return undefined
    if (token === undefined && cookie === undefined)
      return { status: 401, reason: 'open the page by its address with ?token=, as it was printed' }
    // A cookie of an earlier start counts as a guess, too: programs can guess by cookies.
    return { status: 403, reason: 'the token is wrong', isGuess: true }
  }

  /** Tells what a request proves. Browsers send a cookie along with what pages on other ports of this host send, too. */
  proof(request: IncomingMessage): Proof {
    const shown = tokenOf(request)
    if (shown !== undefined && this.#valid.find(shown)) return isGuessable(shown) ? 'guessable' : 'secret'
    const cookie = cookieOf(request)
    if (cookie !== undefined && this.#valid.find(cookie)) return 'cookie'
    return shown === undefined || this.#valid.isEmpty ? 'none' : 'wrong'
  }

  /** Whether this was the request that brings the token; it is then sent on to the bare address. */
  takesToken(request: IncomingMessage, response: ServerResponse): boolean {
    const token = requestParams(request).get('token')
    if (this.#token === undefined || token === null || !this.#valid.find(token)) return false
    const cookie = `${cookieName(request)}=${encodeURIComponent(token)}; Path=/; HttpOnly; SameSite=Strict`
    response.writeHead(303, { Location: '/', 'Set-Cookie': cookie, 'Cache-Control': 'no-store' }).end()
    return true
  }
}

/** Why these settings would let strangers in. */
export const openDoorReason = (host: string, token: string | undefined): string | undefined =>
  isLoopback(host) || token ? undefined : `listening on ${host} needs a token: others can reach this address`

/** The token in header or query, as programs show it or as the printed address does. */
function tokenOf(request: IncomingMessage): string | undefined {
  const presented = presentedToken(request)
  if (presented.kind === 'token') return presented.token
  return requestParams(request).get('token') || undefined
}

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
