import type { IncomingMessage } from 'node:http'
import type { CloseInfo } from './link.js'

const REFUSED =
  'either the token is wrong, or the other side still holds a connection for this account and takes no second one'

const RING = 'hubs are connected in a ring, or one with itself; take one of the entries out'

/** Why a connection ended, in words. */
export function describeClose({ code, reason }: CloseInfo): string {
  const closed = reason ? `closed with ${code} (${reason})` : `closed with ${code}`
  return code === 1008 ? `${closed}: ${REFUSED}` : closed
}

/** Why an answer is not the connection that was asked for, in words. */
export function describeStatus(response: IncomingMessage): string {
  const { statusCode } = response
  const status = `HTTP ${response.statusCode} ${response.statusMessage ?? ''}`.trim()
  if (statusCode === 508) return `${status}: ${RING}`
  return statusCode === 401 || statusCode === 403 ? `${status}: ${REFUSED}` : status
}
