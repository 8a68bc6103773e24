import type { IncomingMessage } from 'node:http'
import type { TLSSocket } from 'node:tls'
import { isLoopback } from '@rookery/transport'
import type { AdminAccess } from './admin-access.js'

/** Way by which a request came. */
export interface Coming {
  /** Over TLS, as far as this process or the proxy in front knows. */
  readonly isEncrypted: boolean
  /** From this machine. */
  readonly isLocal: boolean
  /** Address of whoever sent it. */
  readonly address: string
}

/** Tells how a request came: by its socket, and by the headers of a proxy where there is one. */
export function comingOf(
  request: IncomingMessage,
  { behindProxy }: Pick<AdminAccess, 'behindProxy'>,
): Coming {
  const { socket } = request
  const remote = plainAddress(socket.remoteAddress)
  const isTls = (socket as TLSSocket).encrypted === true
  const proxied = behindProxy ? forwarded(request) : undefined
  if (!proxied) return { isEncrypted: isTls, isLocal: isLoopback(remote), address: remote }
  return { isEncrypted: proxied.isEncrypted, isLocal: false, address: proxied.address ?? remote }
}

/** Reads what a proxy says of a request; undefined for one that no proxy passed on. */
function forwarded({
  headers,
}: IncomingMessage): { readonly isEncrypted: boolean; readonly address: string | undefined } | undefined {
  const scheme = lastOf(headers['x-forwarded-proto'])
  const address = lastOf(headers['x-forwarded-for'])
  if (scheme === undefined && address === undefined) return undefined
  return {
    isEncrypted: scheme === 'https',
    address: address === undefined ? undefined : plainAddress(address),
  }
}

/** The last of a list: the one that the proxy next to this process has written. */
function lastOf(header: string | string[] | undefined): string | undefined {
  const text = Array.isArray(header) ? header.join(',') : header
  return text?.split(',').at(-1)?.trim().toLowerCase() || undefined
}

const plainAddress = (address = 'unknown'): string => address.replace(/^::ffff:(?=\d+\.)/i, '')

/** Tells whether logins are taken from there. */
export const isWithinReach = ({ isEncrypted, isLocal }: Coming, { console }: AdminAccess): boolean =>
  console === 'anywhere' || isEncrypted || isLocal
