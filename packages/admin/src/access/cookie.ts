import type { IncomingMessage } from 'node:http'

const LIFETIME_S = 7 * 24 * 60 * 60
const ID = /^[\w-]{1,100}$/

/**
 * Name of the session cookie. It holds the port, since a browser sends the cookies of a host to all its ports; `__Host-` has
 * the browser refuse it from other hosts of the domain.
 */
const cookieName = ({ socket }: IncomingMessage, isEncrypted: boolean): string =>
  `${isEncrypted ? '__Host-' : ''}rookery_${socket.localPort}`

/** The session id in a request; undefined if it brings none. */
export function sessionIdOf(request: IncomingMessage, isEncrypted: boolean): string | undefined {
  const start = `${cookieName(request, isEncrypted)}=`
  const cookies = (request.headers.cookie ?? '').split(/; */)
  const id = cookies.find((each) => each.startsWith(start))?.slice(start.length)
  return id !== undefined && ID.test(id) ? id : undefined
}

/** Value of `Set-Cookie` that keeps a session id in the browser; without one, it is removed. */
export function sessionCookie(request: IncomingMessage, isEncrypted: boolean, id?: string): string {
  const secure = isEncrypted ? '; Secure' : ''
  const lifetime = id === undefined ? 0 : LIFETIME_S
  return `${cookieName(request, isEncrypted)}=${id ?? ''}; Path=/; HttpOnly; SameSite=Strict; Max-Age=${lifetime}${secure}`
}
