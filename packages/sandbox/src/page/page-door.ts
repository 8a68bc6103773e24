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
 * Admits a browser that was opened with `?token=`. The token moves into a cookie and out of the address, where it
 * would be seen and copied. Without a token everybody is admitted, which is for loopback only.
 */
export class PageDoor {
  readonly #token: string | undefined
  readonly #valid: TokenTable<true>

  constructor(token: string | undefined) {
    this.#token = token
    this.#valid = new TokenTable(token === undefined ? [] : [[token, true]])
  }

  /** The reason why a request is not admitted; undefined if it is. */
  refusal(request: IncomingMessage): Refusal | undefined {
    if (this.#valid.isEmpty) return undefined
    const [token, cookie] = [tokenOf(request), cookieOf(request)]
    if ([token, cookie].some((each) => each !== undefined && this.#valid.find(each))) return undefined
    if (token === undefined && cookie === undefined)
      return { status: 401, reason: 'open the page by its address with ?token=, as it was printed' }
    // A wrong cookie counts as a guess, too, even one of an earlier start: programs can guess by cookies.
    return { status: 403, reason: 'the token is wrong', isGuess: true }
  }

  /**
   * The proof that a request carries. A cookie proves less than a token: browsers also send it with requests of pages
   * on other ports of this host.
   */
  proof(request: IncomingMessage): Proof {
    const shown = tokenOf(request)
    if (shown !== undefined && this.#valid.find(shown)) return isGuessable(shown) ? 'guessable' : 'secret'
    const cookie = cookieOf(request)
    if (cookie !== undefined && this.#valid.find(cookie)) return 'cookie'
    return shown === undefined || this.#valid.isEmpty ? 'none' : 'wrong'
  }

  /** Whether the request brought the token; it is then redirected to the bare address. */
  takesToken(request: IncomingMessage, response: ServerResponse): boolean {
    const token = requestParams(request).get('token')
    if (this.#token === undefined || token === null || !this.#valid.find(token)) return false
    const cookie = `${cookieName(request)}=${encodeURIComponent(token)}; Path=/; HttpOnly; SameSite=Strict`
    response.writeHead(303, { Location: '/', 'Set-Cookie': cookie, 'Cache-Control': 'no-store' }).end()
    return true
  }
}

/** Reason why these settings would admit strangers; undefined if they would not. */
export const openDoorReason = (host: string, token: string | undefined): string | undefined =>
  isLoopback(host) || token ? undefined : `listening on ${host} needs a token: others can reach this address`

/** The token in the header, as programs send it, or in the query, as in the printed address. */
function tokenOf(request: IncomingMessage): string | undefined {
  const presented = presentedToken(request)
  if (presented.kind === 'token') return presented.token
  return requestParams(request).get('token') || undefined
}

/** The name of the cookie. It contains the port, because a browser sends the cookies of a host to all of its ports. */
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
