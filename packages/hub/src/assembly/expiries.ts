import type { Client } from '../clients/clients.js'
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

/** Cuts each configured client when its token expires, until it is stopped. `restart` goes by the entries as they are then. */
export function startExpiries(parts: Pick<Parts, 'registries' | 'transports'>): {
  restart(): void
  stop(): void
} {
  const watchAll = (): (() => void)[] =>
    parts.registries.clients.allConfigured().map((each) => watchExpiry(parts, each))
  let alarms = watchAll()
  const stop = (): void => {
    for (const end of alarms) end()
  }
  return {
    restart() {
      stop()
      alarms = watchAll()
    },
    stop,
  }
}

/** Cuts a configured client when its token expires, at once if it has. Returns what ends that. */
export function watchExpiry(
  parts: Pick<Parts, 'registries' | 'transports'>,
  { name, scopes }: Client,
): () => void {
  const { clients, clock, log, shared } = parts.registries
  if (name === undefined || scopes?.expiresAt === undefined) return () => {}
  return whenReached(clock, scopes.expiresAt, () => {
    // A reload has changed or removed its entry since.
    if (clients.find({ client_name: name })?.scopes !== scopes) return
    log.warn({ client: name }, 'client expired: its token is worth nothing any more')
    // What it had not confirmed goes to those with whom it shared events, if they may get it.
    void cutClient(parts, name, 'its token has expired').then(() => shared.configure())
  })
}
