import type { IncomingMessage } from 'node:http'
import type { AdminAccess } from './admin-access.js'
import type { Coming } from './coming.js'

/** Origin of a request: of this very hub, of somebody else, or not said, as programs do. */
export type Origin = 'own' | 'foreign' | 'none'

/** Tells whose page sent a request. Origins in `listen.cors` are foreign here: they may use actions, not the console. */
export function originOf(
  { headers }: IncomingMessage,
  { isEncrypted }: Coming,
  { hosts = [] }: Pick<AdminAccess, 'hosts'>,
): Origin {
  const { origin, host } = headers
  const site = headers['sec-fetch-site']
  if (site === 'cross-site' || site === 'same-site') return 'foreign'
  if (origin === undefined) return 'none'
  if (!URL.canParse(origin)) return 'foreign'
  const { protocol, host: from } = new URL(origin)
  // A page that came unencrypted may be anybody's.
  if (isEncrypted && protocol !== 'https:') return 'foreign'
  const isOwn = from !== '' && [host, ...hosts].some((each) => each?.toLowerCase() === from)
  return isOwn ? 'own' : 'foreign'
}
