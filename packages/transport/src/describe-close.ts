import type { IncomingMessage } from 'node:http'
import type { CloseInfo } from './link.js'

const REFUSED =
  'either the token is wrong, or the other side still holds a connection for this account and takes no second one'

/** Why a connection ended, in words. */
export function describeClose({ code, reason }: CloseInfo): string {
  const closed = reason ? `closed with ${code} (${reason})` : `closed with ${code}`
  return code === 1008 ? `${closed}: ${REFUSED}` : closed
}

/** Why an answer is not the connection that was asked for, in words. */
export function describeStatus(response: IncomingMessage): string {
  const status = `HTTP ${response.statusCode} ${response.statusMessage ?? ''}`.trim()
  return response.statusCode === 401 || response.statusCode === 403 ? `${status}: ${REFUSED}` : status
}
