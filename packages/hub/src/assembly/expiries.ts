import type { Alarm } from '@rookery/transport'
import { whenReached } from '../rights/expiry.js'
import type { Parts } from './parts.js'

/** Close code of a connection whose client has lost its rights. */
const NOT_ALLOWED = 1008

/**
 * Cuts all connections of a configured client at once, and neither dials nor posts to it any more: its token was removed or
 * changed, or has expired.
 */
export async function cutClient(
  { registries, transports }: Pick<Parts, 'registries' | 'transports'>,
  name: string,
  reason: string,
): Promise<void> {
  await Promise.all([
    // Dialled connections by who dialled them, which would dial again.
    transports.reverse.remove(name, NOT_ALLOWED, reason),
    transports.posts.remove(name, NOT_ALLOWED, reason),
    registries.clients.cut(name, NOT_ALLOWED, reason),
  ])
}

/** Cuts each configured client when its token expires. Returns what ends that. */
export function watchExpiries(parts: Pick<Parts, 'registries' | 'transports'>): () => void {
  const { clients, clock, log } = parts.registries
  const alarms: Alarm[] = []
  for (const { name, scopes } of clients.allConfigured()) {
    if (name === undefined || scopes?.expiresAt === undefined) continue
    const expired = (): void => {
      log.warn({ client: name }, 'client expired: its token is worth nothing any more')
      void cutClient(parts, name, 'its token has expired')
    }
    alarms.push(whenReached(clock, scopes.expiresAt, expired))
  }
  return () => {
    for (const end of alarms) end()
  }
}
